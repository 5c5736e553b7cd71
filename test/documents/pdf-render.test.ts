import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { Paper } from '../../src/documents/paper.js'
import { installed } from '../platform/programs.js'
import { listed, pagesOf, pdfOf, plain } from './papers.js'

/** Every letter of Vietnamese with every tone, small and capital. */
const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
const vowels = [...'aăâeêioôơuưy'].flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')))
const alphabet = [...vowels, 'đ'].flatMap((letters) => [letters, letters.toUpperCase()]).join('')

describe('a paper as PDF', () => {
	it('has the motto, who it is from, its title and what day it is about', async () => {
		const [page = ''] = await pagesOf(plain)
		expect(page).toContain('HỘI LIÊN HIỆP PHỤ NỮ TỈNH CAO BẰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc SAO KÊ')
		expect(page).toContain('Tính đến ngày 07/02/2023')
		expect(page).toMatch(/Trang 1\/1$/)
		const [english = ''] = await pagesOf({ ...plain, language: 'en' })
		expect(english).toContain('SOCIALIST REPUBLIC OF VIET NAM Independence - Freedom - Happiness')
		expect(english).toMatch(/Page 1\/1$/)
	})

	it('can be read back with every letter of Vietnamese, in each of its faces', async () => {
		const [page = ''] = await pagesOf({
			...plain,
			title: alphabet,
			subtitle: [alphabet],
			parts: [
				{ is: 'text', text: alphabet },
				{ is: 'text', text: alphabet, isBold: true, isSmall: true },
				{ is: 'heading', text: alphabet },
				{ is: 'facts', facts: [[alphabet, alphabet]] },
				{ is: 'list', title: 'Quy tắc', items: [{ text: alphabet, source: alphabet }] },
			],
		})
		// A text that is wider than its line is broken within; what breaks it, the number of a list too, is taken out again.
		expect(page.replace(' 1. ', '').replaceAll(' ', '').split(alphabet)).toHaveLength(10)
	})

	it('keeps place, day and signatures together', async () => {
		const signers = [
			{ office: 'Người vay', name: 'Nông Thị Ái' },
			{ office: 'Người lập bảng', name: null },
		]
		for (const count of [34, 36, 38, 40, 42]) {
			const signing = (await pagesOf(listed(count, { signers }))).filter((page) => /Người vay|Nông Thị Ái|Cao Bằng, ngày 24/.test(page))
			expect(signing).toHaveLength(1)
			expect(signing[0]).toContain(
				'Cao Bằng, ngày 24 tháng 11 năm 2026 Người vay (Ký, ghi rõ họ tên) Nông Thị Ái Người lập bảng (Ký, ghi rõ họ tên)',
			)
		}
	})

	it('stands upright or lies', async () => {
		const box = async (orientation: Paper['orientation']) =>
			/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec((await pdfOf({ ...plain, orientation })).toString('latin1'))
		expect((await box('portrait'))?.slice(1).map(Number)).toEqual([595.28, 841.89])
		expect((await box('landscape'))?.slice(1).map(Number)).toEqual([841.89, 595.28])
	})

	it('is the same file, byte for byte, when it is written again; and names the moment of knowledge as its own', async () => {
		const first = await pdfOf(listed(50))
		await new Promise((resolve) => setTimeout(resolve, 1_100))
		expect((await pdfOf(listed(50))).equals(first)).toBe(true)
		expect(first.toString('latin1')).toContain('(D:20261124030000Z)')
	})

	it('shows text as it is: on one line, nothing of it a command', async () => {
		const odd = '{"text":"x"} <b>đậm</b> ${1} \\u0000 =1+1 https://example.org/a.png'
		const [page] = await pagesOf({ ...plain, parts: [{ is: 'text', text: `${odd}\r\n\u0000${odd}` }] })
		expect(page?.replaceAll(' ', '')).toContain(`${odd}${odd}`.replaceAll(' ', ''))
	})

	it('is read by other programs as by ours', async (context) => {
		if (!installed('pdftotext')) context.skip('poppler-utils is not installed')
		const pdf = await pdfOf({ ...listed(60), subtitle: [alphabet] })
		const read = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).normalize('NFC')
		expect(read.replace(/\s/g, '')).toContain(alphabet)
		for (const wanted of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Trang 2/2', '1.500.059'])
			expect(read).toContain(wanted)
	})
})
