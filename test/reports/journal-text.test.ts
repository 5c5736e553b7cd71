import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountNames, beancountStyle, hledgerStyle } from '../../src/reports/journal-text.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { installed } from '../platform/programs.js'
import { tellStory } from './story.js'

let house: TestApp
let admin: Call
const folder = mkdtempSync(join(tmpdir(), 'soquy-journal-'))

beforeAll(async () => {
	house = await createTestApp()
	await tellStory(house.database)
	admin = await house.asUser('admin')
})
afterAll(async () => {
	await house.close()
	rmSync(folder, { recursive: true, force: true })
})

const names = accountNames([
	{
		code: 'own',
		name: 'Sổ vốn',
		unit: 'đồng',
		decimals: 0,
		accounts: [
			{ account: '1111', kind: 'asset', name: 'Tiền mặt' },
			{ account: '411', kind: 'equity', name: 'Vốn' },
		],
	},
])
const entry = {
	id: '7',
	book: 'own',
	loanCode: 'KV;"1"\n',
	contract: { id: '12', kind: 'loan' },
	event: { type: 'repaid' },
	text: null,
	on: '2023-01-02',
	bookedOn: '2023-01-03',
	recordedAt: '2023-01-03T00:00:00.000000Z',
	unit: 'đồng' as const,
	lines: [{ debit: '1111', credit: '411', amount: '5' }],
}

describe('a journal as text', () => {
	it('has one transaction for each entry, with its number, its loan and both days', () => {
		expect(hledgerStyle.entry(entry, (code) => names('own', code))).toBe(
			'2023-01-02=2023-01-03 (7) KV "1" repaid  ; recorded 2023-01-03T00:00:00.000000Z\n    Assets:Own:1111    5 VND\n    Equity:Own:411    -5 VND\n\n',
		)
		expect(beancountStyle.entry(entry, (code) => names('own', code))).toContain(
			'2023-01-02 * "KV;\\"1\\" " "repaid"\n  entry: "7"\n  booked: 2023-01-03\n',
		)
	})

	it('names what has no code by its kind and number, and counts in the unit of the book', () => {
		const lent = {
			...entry,
			loanCode: null,
			contract: { id: '12', kind: 'aid' },
			unit: 'm2' as const,
			lines: [{ debit: '802', credit: '801', amount: '12.5' }],
		}
		expect(hledgerStyle.entry(lent, (code) => `A:${code}`)).toContain(' (7) aid 12 repaid  ; recorded')
		expect(hledgerStyle.entry(lent, (code) => `A:${code}`)).toContain('    A:802    12.5 "m2"\n    A:801    -12.5 "m2"\n')
		expect(beancountStyle.entry(lent, (code) => `A:${code}`)).toContain('  A:802  12.5 M2\n  A:801  -12.5 M2\n')
		const own = { ...entry, loanCode: null, contract: null, event: null, text: 'Vốn quỹ ban đầu' }
		expect(hledgerStyle.entry(own, (code) => code)).toContain(' (7) Vốn quỹ ban đầu  ;')
		expect(beancountStyle.entry(own, (code) => code)).toContain('* "" "Vốn quỹ ban đầu"')
	})

	it('goes out as a table too, one line for each posting', async () => {
		const { body } = await admin('GET', '/ledger/journal?format=csv')
		expect(String(body).split('\r\n')[1]).toMatch(/^\d+,[\w-]+,2022-11-07,2022-11-07,2\d{3}-.*,KV-AI,disbursed,,9821,9820,20000000,đồng$/)
	})

	it('gives hledger the balances that we have', async (context) => {
		if (!installed('hledger')) context.skip('hledger is not installed')
		const file = await saved('hledger', 'all.journal')
		const told = execFileSync('hledger', ['-f', file, 'bal', '--flat', '-N', '-O', 'csv', '-E'], { encoding: 'utf8' })
		expect(execFileSync('hledger', ['-f', file, 'check', 'accounts', 'commodities'], { encoding: 'utf8' })).toBe('')
		const theirs = new Map(
			told
				.trim()
				.split('\n')
				.slice(1)
				.map((line) => [/:([\w-]+):(\d+)"/i.exec(line)?.slice(1).join(' ').toLowerCase(), /"(-?\d+)[^"]*"$/.exec(line)?.[1]]),
		)
		expect(theirs.size).toBeGreaterThan(8)
		for (const { book, account, balance, side } of await ours())
			expect([book, account, theirs.get(`${book} ${account}`) ?? '0']).toEqual([
				book,
				account,
				side === 'debit' || balance === '0' ? balance : `-${balance}`,
			])
	})

	it('gives beancount nothing to complain of', async (context) => {
		if (!installed('bean-check')) context.skip('beancount is not installed')
		expect(execFileSync('bean-check', [await saved('beancount', 'all.beancount')], { encoding: 'utf8' })).toBe('')
	})
})

async function ours(): Promise<{ book: string; account: string; balance: string; side: string }[]> {
	return (await admin('GET', '/ledger/trial-balance')).body.rows
}

async function saved(format: string, name: string): Promise<string> {
	const file = join(folder, name)
	writeFileSync(file, String((await admin('GET', `/ledger/journal?format=${format}`)).body))
	return file
}
