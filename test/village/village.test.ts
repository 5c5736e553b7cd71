import { describe, expect, it } from 'vitest'
import { addMonths, type CalendarDate, monthEnd } from '../../src/kernel/calendar-date.js'
import { principalAccounts } from '../../src/ledger/chart.js'
import { checkBooks } from '../../src/ledger/check-store.js'
import { retellLoans } from '../../src/lending/question-actions.js'
import { clockFrom } from '../../src/platform/clock.js'
import type { Tx } from '../../src/platform/database.js'
import { createTestApp, type Call, type TestApp } from '../platform/harness.js'
import { agreesWithHledger } from './journal.js'
import { asked, chanceOf, firstMonth, liveMonth, settle } from './life.js'

/** How many villages live for a year each, and the seed of the first: SOQUY_VILLAGES and SOQUY_SEED. */
const villages = Number(process.env['SOQUY_VILLAGES'] ?? 1)
const seed = Number(process.env['SOQUY_SEED'] ?? Date.now() % 1_000_000_007)
const months = 12

type Remembered = { readonly path: string; readonly said: string }

describe('a village that lives for a year, with late news, reversals and restructurings in any order', () => {
	it.each(Array.from({ length: villages }, (_, index) => seed + index))(
		'keeps the laws and its trial balance after each month (SOQUY_SEED=%i)',
		{ timeout: 240_000 },
		async (own) => {
			let today: CalendarDate = monthEnd(firstMonth)
			const house = await createTestApp({ clock: clockFrom(() => new Date(`${today}T12:00:00+07:00`)) })
			try {
				const admin = await house.asUser('admin')
				today = addMonths(firstMonth, 2)
				const village = await settle(admin, chanceOf(own), firstMonth)
				const remembered: Remembered[] = []
				for (let month = 1; month <= months; month += 1) {
					const begins = addMonths(firstMonth, month)
					today = monthEnd(begins)
					await liveMonth(village, begins)
					await keepsTheLaws(house, admin, today)
					remembered.push(await remember(house, admin, today))
					for (const { path, said } of remembered) expect(await reportOf(admin, path)).toBe(said)
				}
				// A village in which little happens proves little.
				const happened = [...village.counts.keys()].filter((kind) => !kind.includes(' refused'))
				expect(happened.length).toBeGreaterThan(8)
				expect(happened).toEqual(expect.arrayContaining(['repayments', 'reschedules', 'reversals']))
				await agreesWithHledger(admin)
			} finally {
				await house.close()
			}
		},
	)
})

async function keepsTheLaws({ database }: TestApp, admin: Call, today: CalendarDate): Promise<void> {
	await database.reading(async (tx: Tx) => {
		expect(await checkBooks(tx)).toEqual([])
		const found: unknown[] = []
		for await (const finding of retellLoans(tx, () => undefined)) found.push(finding)
		expect(found).toEqual([])
	})
	const { rows, totals } = (await asked(admin, 'GET', `/ledger/trial-balance?asOf=${today}`)).body
	expect(totals.debit).toBe(totals.credit)
	const inBooks = (codes: readonly string[]) =>
		(rows as { account: string; debit: string; credit: string }[])
			.filter(({ account }) => codes.includes(account))
			.reduce((sum, { debit, credit }) => sum + BigInt(debit) - BigInt(credit), 0n)
	const report = (await asked(admin, 'GET', `/reports/outstanding?asOf=${today}&by=lender`)).body.totals
	const loans = (await asked(admin, 'GET', '/loans?limit=500')).body.items as { id: string; outstanding: string }[]
	const standing = await Promise.all(loans.map(async ({ id }) => (await asked(admin, 'GET', `/loans/${id}?asOf=${today}`)).body.balances))
	const summed = (key: string) => standing.reduce((sum, balances) => sum + BigInt(balances[key] as string), 0n)
	const whole = inBooks([...principalAccounts.inTerm, ...principalAccounts.overdue, ...principalAccounts.frozen])
	expect([BigInt(report.outstanding), summed('outstanding')]).toEqual([whole, whole])
	expect([BigInt(report.frozen), summed('frozen')]).toEqual([inBooks(principalAccounts.frozen), inBooks(principalAccounts.frozen)])
	expect(BigInt(report.overdue)).toBe(summed('overdue'))
}

/** What we say today about today; the same must be said for ever when it is asked as it was known. */
async function remember({ database }: TestApp, admin: Call, today: CalendarDate): Promise<Remembered> {
	const path = `/reports/outstanding?asOf=${today}&by=product&knownAt=${await database.knowledgeNow()}`
	return { path, said: await reportOf(admin, path) }
}

async function reportOf(admin: Call, path: string): Promise<string> {
	const { rows, totals } = (await asked(admin, 'GET', path)).body
	return JSON.stringify({ rows, totals })
}
