import { Writable } from 'node:stream'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong, type Money, sum } from '../../src/kernel/money.js'
import type { Instant } from '../../src/kernel/instant.js'
import { type Letter, letterhead } from '../../src/documents/letterhead.js'
import type { LoanHeading } from '../../src/documents/loan-heading.js'
import { cells, type Paper, type PaperRow } from '../../src/documents/paper.js'
import { writePdf } from '../../src/documents/pdf.js'
import { textOfPages } from './pdf-text.js'

export const knownAt = '2026-11-24T03:00:00.123456Z' as Instant
export const letter: Letter = { language: 'vi', province: 'Tỉnh Cao Bằng', asOf: calendarDate('2023-02-07'), knownAt }

export const heading: LoanHeading = {
	lender: { id: '1', code: 'NHCSXH', name: 'Ngân hàng Chính sách xã hội', nameEn: 'Vietnam Bank for Social Policies', entrusted: true },
	product: { vi: 'Cho vay hộ nghèo', en: 'Loans to poor households' },
	memberName: 'Nông Thị Ái',
	memberCode: 'HV000001',
	groupName: 'Tổ Bản Viết 1',
	groupCode: 'TO00001',
	groupLeader: 'Lục Thị Hoài Thương',
	communeName: 'Xã Phong Nậm',
}

export const loan = {
	id: '7',
	code: 'KV00000007',
	externalCode: '6600-LAV-1',
	lenderId: '1',
	productId: '1',
	groupId: '1',
	memberId: '1',
	communeId: '1',
	signedOn: calendarDate('2022-11-01'),
	principal: dong(20_000_000n),
	purpose: 'Nuôi trâu sinh sản',
}

/** A paper as a file. */
export async function pdfOf(paper: Paper): Promise<Buffer> {
	const parts: Buffer[] = []
	await writePdf(paper, {
		write: async (part) => void parts.push(Buffer.from(part)),
		assertReader: () => undefined,
		stream: new Writable(),
	})
	return Buffer.concat(parts)
}

/** What a paper says, page by page. */
export async function pagesOf(paper: Paper): Promise<readonly string[]> {
	return textOfPages(await pdfOf(paper))
}

/** Text without its spaces: a line may be broken behind a stroke or a hyphen, where no space was. */
export function squeezed(text: string): string {
	return text.replace(/\s/g, '')
}

/** A paper with nothing on it but its head. */
export const plain: Paper = { ...letterhead(letter), title: 'SAO KÊ', parts: [], signers: [] }

export const amounts = (count: number): readonly Money[] => Array.from({ length: count }, (_, index) => dong(1_500_000n + BigInt(index)))

/** A paper with a list of so many amounts. */
export function listed(count: number, more: Partial<Paper> = {}): Paper {
	const rows: PaperRow[] = amounts(count).map((amount, index) => cells(`Trả nợ lần ${index}`, amount))
	const total: PaperRow = { is: 'total', cells: ['Cộng', sum(amounts(count))] }
	const columns = [
		{ header: 'Diễn giải', width: '*' as const },
		{ header: 'Số tiền', width: 'amount' as const, sumName: 'trả nợ' },
	]
	return { ...plain, ...more, parts: [{ is: 'table', hasPageTotals: true, titles: ['Các lần trả nợ'], columns, rows: [...rows, total] }] }
}
