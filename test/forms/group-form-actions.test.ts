import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lineOf, type Meeting, openMeeting } from '../collection/meeting.js'
import { made } from '../collection/office.js'
import { installed } from '../platform/programs.js'
import { fetching } from './files.js'
import { notesOf } from './sixty.js'

let meeting: Meeting
let folder = ''

beforeAll(async () => {
	meeting = await openMeeting()
	folder = mkdtempSync(join(tmpdir(), 'soquy-forms-'))
}, 60_000)
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true })
	await meeting.house.close()
})

/** A cell as LibreOffice understands it: what it holds, and what it shows. */
type Seen = { readonly type: string; readonly value: string; readonly shown: string }

/** Opens workbooks in LibreOffice, without a window, and says what it sees in their cells. */
function opened(names: readonly string[]): Map<string, readonly Seen[]> {
	const files = names.map((name) => join(folder, `${name}.xlsx`))
	// A profile of its own, so that no other LibreOffice of this machine is met.
	const run = spawnSync('soffice', [
		`-env:UserInstallation=file://${folder}/profile`,
		'--headless',
		'--convert-to',
		'fods',
		'--outdir',
		folder,
		...files,
	])
	if (run.status !== 0) throw new Error(String(run.stderr))
	return new Map(
		names.map((name) => {
			const text = readFileSync(join(folder, `${name}.fods`), 'utf8')
			expect(text).not.toContain('table:formula')
			const cells = [...text.matchAll(/<table:table-cell([^>]*office:value-type[^>]*)>(.*?)<\/table:table-cell>/gs)].map(
				([, head = '', body = '']) => ({
					type: /office:value-type="(\w+)"/.exec(head)?.[1] ?? '',
					value: /office:(?:date-)?value="([^"]*)"/.exec(head)?.[1] ?? '',
					shown: body.replace(/<[^>]*>/g, '').trim(),
				}),
			)
			return [name, cells]
		}),
	)
}

describe.runIf(installed('soffice'))('workbooks of forms in LibreOffice', () => {
	it('have numbers that are numbers and days that are days, red where they take something off, and no formula', async () => {
		const get = await fetching(meeting.house, 'admin')
		const { borrowers, fundBorrowers, bankGroup } = meeting
		const lines = borrowers.map((woman) => lineOf(woman, '100000', '50000'))
		const total = BigInt(lines.length) * 150_000n
		made(
			await meeting.post('/collections', {
				groupId: bankGroup,
				on: '2022-07-18',
				lines,
				total: String(total),
				denominations: notesOf(total),
			}),
		)
		const [loanId] = fundBorrowers.map((woman) => woman.loanId)
		made(await meeting.post(`/loans/${loanId}/repayments`, { on: '2022-07-10', amount: '1900000', receiptNo: 'BL-01' }))
		const { items } = (await meeting.admin('GET', `/loans/${loanId}/events`)).body
		const { id } = items.find(({ type }: { type: string }) => type === 'repaid')
		made(await meeting.post(`/loans/${loanId}/events/${id}/reversal`, { reason: 'Ghi nhầm' }))
		const paths = {
			collection: `/groups/${bankGroup}/forms/collection-sheet?on=2022-07-18&format=xlsx`,
			balances: `/groups/${bankGroup}/forms/balance-confirmation?asOf=2022-07-31&format=xlsx`,
			journal: '/ledger/journal-book?book=own&month=2022-07&format=xlsx',
			cash: '/ledger/cash-book?book=own&month=2022-07&format=xlsx',
		}
		for (const [name, path] of Object.entries(paths)) {
			const got = await get(path)
			expect([name, got.status]).toEqual([name, 200])
			writeFileSync(join(folder, `${name}.xlsx`), got.bytes)
		}
		const seen = opened(Object.keys(paths))
		const of = (name: string, type: string) => (seen.get(name) ?? []).filter((cell) => cell.type === type)
		expect(of('collection', 'float').map(({ value }) => value)).toEqual(
			expect.arrayContaining(['20000000', '100000', '50000', '150000', String(total)]),
		)
		expect(of('collection', 'string').map(({ shown }) => shown)).toEqual(
			expect.arrayContaining(['BẢNG KÊ THU LÃI – THU TIẾT KIỆM', 'BẢNG KÊ CÁC LOẠI TIỀN', 'Nông Thị Số 1', 'Tổ trưởng']),
		)
		expect(of('balances', 'date').map(({ value }) => value.slice(0, 10))).toContain('2022-06-10')
		expect(of('journal', 'date').map(({ value }) => value.slice(0, 10))).toContain('2022-07-10')
		expect(of('journal', 'float').map(({ value }) => value)).toEqual(expect.arrayContaining(['1900000', '-1900000']))
		expect(of('journal', 'float').find(({ value }) => value === '-1900000')?.shown).toMatch(/^\(1[.,]900[.,]000\)$/)
		expect(of('cash', 'float').map(({ value }) => value)).toEqual(expect.arrayContaining(['-60000000', '1900000', '-1900000']))
	}, 120_000)
})
