import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Asker } from '../../src/access/asker.js'
import { must } from '../../src/kernel/assert.js'
import type { CalendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { loansOf, type MonthlyKind } from '../../src/lending/monthly.js'
import { monthlyJobs } from '../../src/lending/monthly-actions.js'
import { readMonthlyRows, sumDebtGroups, sumMonthlyRows } from '../../src/lending/monthly-store.js'
import { acceptProposals } from '../../src/lending/overdue-actions.js'
import { findEvents, findLoan, loansThen, retellLoans, standings } from '../../src/lending/question-actions.js'
import { recordedSince } from '../../src/lending/store.js'
import { sqlState, type Tx } from '../../src/platform/database.js'
import { insertJob } from '../../src/platform/jobs-store.js'
import { vnd } from './loans.js'
import { asker, on, openUnion, refusal, today, type Union } from './union.js'

let union: Union
/** Of Agribank, whose transfer to overdue is recorded; of NHCSXH, which carries a missed instalment; of the fund, late by itself. */
let bank: string[]
let carried: string
let own: string
const everything = { kind: 'all' } as const
const all = { lenderId: null, unitId: null, communeIds: null }

beforeAll(async () => {
	union = await openUnion()
	const lend = async (product: string, more: object = {}): Promise<string> => {
		const terms = {
			principal: '12000000',
			instalments: { count: 12 },
			principalEvery: { every: 1, period: 'month' },
			amortization: 'equal-principal',
		}
		const id = await union.sign({ productId: union.productId(product), groupId: undefined, terms, ...more })
		await union.record(id, 'disbursed', { on: on('2022-11-07'), amount: vnd(12_000_000) })
		return id
	}
	bank = []
	for (let count = 0; count < 6; count += 1) bank.push(await lend('AGRIBANK-TO'))
	carried = await lend('NHCSXH-HONGHEO')
	own = await lend('QUY-GIAMDAN')
})
afterAll(() => union.test.close())

const loan = (index: number): string => must(bank[index], 'a loan')

/** Does a job's chunks as its worker does, each in a transaction of its own; answers its id. */
async function work<K extends MonthlyKind>(
	kind: K,
	asOf: string,
	more: object = {},
	between: () => Promise<unknown> = async () => undefined,
) {
	const question = { kind, asOf: on(asOf), arguments: { ...all, ...more, nth: ++asked } }
	const knownAt = await union.now()
	const job = must(await union.run((tx) => insertJob(tx, { ...question, requestedBy: '1', knownAt: null })), 'a job')
	const runner = must(
		monthlyJobs.find((one) => one.kind === kind),
		'a kind',
	)
	const atWork = { ...question, id: job.id, knownAt, checkpoint: null }
	expect(await union.run((tx) => runner.count(tx, atWork))).toBeGreaterThan(0)
	let done = 0
	for (let checkpoint: unknown = null, finished = false; !finished; ) {
		await between()
		const chunk = await union.run((tx) => runner.chunk(tx, { ...atWork, checkpoint }))
		done += chunk.done
		;({ checkpoint, finished } = chunk)
	}
	return { id: job.id, kind, asOf: on(asOf), knownAt, done }
}
let asked = 0
/** Asks about now; the moment is taken before the question, which would otherwise be waited for itself. */
async function ask<T>(question: (tx: Tx, knownAt: Instant) => Promise<T>): Promise<T> {
	const knownAt = await union.now()
	return union.run((tx) => question(tx, knownAt))
}
const rowsOf = async <K extends MonthlyKind>(job: Parameters<typeof readMonthlyRows<K>>[1]) => {
	const rows = await union.run((tx) => readMonthlyRows(tx, job, everything, { after: '0', limit: 100 }))
	return new Map(rows.map(({ row, found }) => [row.contract.id, found]))
}

describe('a classification', () => {
	it('is how every loan stood on the day, in one telling', async () => {
		const job = await work('classification', '2023-03-31')
		const rows = await rowsOf(job)
		expect(job.done).toBe(8)
		const clocks = { asOf: on('2023-03-31'), knownAt: job.knownAt }
		await union.run(async (tx) => {
			for await (const { row, standing } of standings(tx, {}, everything, clocks)) {
				const { outstanding, overdue, frozen } = standing.balances
				const { daysPastDue } = standing.arrears
				expect(rows.get(row.contract.id)).toEqual({ debtGroup: standing.debtGroup, daysPastDue, outstanding, overdue, frozen })
			}
		})
		expect(rows.get(loan(0))).toMatchObject({ debtGroup: 3, daysPastDue: 114, outstanding: vnd(12_000_000) })
		expect(rows.get(carried)?.debtGroup).toBeNull()
		const sums = await union.run((tx) => sumMonthlyRows(tx, job, everything))
		expect(sums).toMatchObject({ loans: 8, outstanding: vnd(96_000_000), frozen: 0n })
		const groups = await union.run((tx) => sumDebtGroups(tx, job.id, everything))
		expect(groups.map(({ debtGroup, loans }) => [debtGroup, loans])).toEqual([
			[3, 6],
			[4, 1],
			[null, 1],
		])
	})

	it('does not see what is recorded while it is told, and another one later does', async () => {
		const pay = async () => {
			await union.record(loan(5), 'repaid', { on: on('2023-03-20'), amount: vnd(1_500_000) })
		}
		const job = await work('classification', '2023-03-31', {}, pay)
		expect((await rowsOf(job)).get(loan(5))?.outstanding).toBe(vnd(12_000_000))
		const later = await work('classification', '2023-03-31')
		expect((await rowsOf(later)).get(loan(5))?.outstanding).toBeLessThan(vnd(12_000_000))
	})

	it('leaves out what is not of its lender or its communes', async () => {
		const { lenderId } = await ask((tx, knownAt) => findLoan(tx, own, everything, { asOf: today, knownAt }))
		const job = await work('classification', '2023-03-31', { lenderId })
		expect([...(await rowsOf(job)).keys()]).toEqual([own])
		const [kept, none] = [union.communeId, '999999'].map((id) => loansOf({ ...all, communeIds: [id] }))
		const clocks = { asOf: today, knownAt: await union.now() }
		const read = (filter = none) => union.run((tx) => loansThen(tx, filter ?? {}, everything, clocks, { after: '0', limit: 3 }))
		expect(await read(kept)).toMatchObject({ read: 3, next: loan(2) })
		expect(await read()).toEqual({ loans: [], read: 0, next: null })
	})
})

describe('a due list', () => {
	it('has one row for each loan with something to collect', async () => {
		const job = await work('due-list', '2022-12-01', { from: '2022-12-01', to: '2022-12-31' })
		const rows = await rowsOf(job)
		expect(rows.size).toBe(8)
		expect(rows.get(loan(0))).toMatchObject({ firstDueOn: '2022-12-07', principal: vnd(1_000_000), carriedPrincipal: 0n })
		expect(await union.run((tx) => sumMonthlyRows(tx, job, everything))).toMatchObject({ loans: 8, principal: vnd(8_000_000) })
		const early = await work('due-list', '2022-11-08', { from: '2022-11-08', to: '2022-11-30' })
		expect((await rowsOf(early)).size).toBe(0)
	})
})

describe('what a job found', () => {
	it('is a fact: nobody changes it, and nobody clears it away', async () => {
		for (const change of ['update classified_loans set outstanding = 0', 'delete from due_list_rows', 'truncate overdue_proposals'])
			await expect(union.run((tx) => tx.execute(sql.raw(change)))).rejects.toSatisfy((error) => sqlState(error) === '42501')
	})
})

describe('whether something was recorded since', () => {
	it('is asked of the days up to one, and of the loans in question', async () => {
		const knownAt = await union.now()
		const since = (asOf: string, more: object = {}) =>
			union.run((tx) => recordedSince(tx, loansOf({ ...all, ...more }), { asOf: on(asOf), knownAt }))
		expect(await since('2026-01-01')).toBe(false)
		await union.record(own, 'repaid', { on: on('2023-05-10'), amount: vnd(1_000) })
		expect([await since('2023-05-10'), await since('2023-05-09')]).toEqual([true, false])
		expect(await since('2023-05-10', { communeIds: ['999999'] })).toBe(false)
	})
})

describe('proposals of transfers to overdue', () => {
	const propose = async (asOf: string) => {
		const job = await work('overdue-proposals', asOf)
		return { job, proposals: await rowsOf(job) }
	}
	const accept = (job: { id: string; knownAt: Instant }, proposalIds: readonly string[] | null, by: Asker = asker) =>
		union.run((tx) => acceptProposals(tx, { jobId: job.id, knownAt: job.knownAt, proposalIds }, by, today))
	const movedOn = async (loanId: string, day: CalendarDate = today) => {
		const { items } = await ask((tx, knownAt) => findEvents(tx, loanId, everything, { asOf: day, knownAt }))
		return items.filter(({ type }) => type === 'moved-to-overdue')
	}
	const outcomes = (accepted: Awaited<ReturnType<typeof accept>>) =>
		accepted.map(({ proposal, outcome }) => [proposal.loanId, outcome instanceof Refusal ? outcome.code : outcome.isNew])

	it('are of loans whose transfer is recorded, and change nothing by themselves', async () => {
		const { proposals } = await propose('2022-12-08')
		expect([...proposals.keys()]).toEqual(bank)
		expect(proposals.get(loan(0))).toMatchObject({
			on: '2022-12-08',
			amount: vnd(1_000_000),
			dueOn: '2022-12-07',
			yearly: '0.135',
			eventSeq: null,
		})
		expect(await movedOn(loan(0))).toEqual([])
	})

	it('are recorded once when they are accepted, with the notice, and a loan that changed is refused while the others stand', async () => {
		const { job, proposals } = await propose('2023-01-10')
		const idOf = (loanId: string) => must(proposals.get(loanId), 'a proposal').id
		await union.record(loan(1), 'repaid', { on: on('2023-01-11'), amount: vnd(3_000_000) })
		const accepted = await accept(job, [loan(2), loan(1), loan(0)].map(idOf))
		expect(outcomes(accepted)).toEqual([
			[loan(0), true],
			[loan(1), 'proposal.loan-changed'],
			[loan(2), true],
		])
		const [event] = await movedOn(loan(0))
		const notice = must(accepted[0]?.notice, 'a notice')
		expect(event).toMatchObject({ on: '2023-01-10', amount: vnd(2_000_000), decisionNo: notice.no, note: notice.text })
		expect(notice.text).toContain('2.000.000 đồng (Hai triệu đồng chẵn), chuyển quá hạn từ ngày 10/01/2023')
		const view = await ask((tx, knownAt) => findLoan(tx, loan(0), everything, { asOf: on('2023-01-10'), knownAt }))
		expect(view.balances).toMatchObject({ overdue: vnd(2_000_000), inTerm: vnd(10_000_000) })

		const again = await accept(job, [loan(0), loan(1)].map(idOf))
		expect(outcomes(again)).toEqual([
			[loan(0), false],
			[loan(1), 'proposal.loan-changed'],
		])
		expect(again[0]?.outcome).toMatchObject({ eventSeq: Number(event?.id) })
		expect([(await movedOn(loan(0))).length, (await movedOn(loan(1))).length]).toEqual([1, 0])
		expect((await rowsOf(job)).get(loan(0))?.eventSeq).toBe(Number(event?.id))
	})

	it('are all accepted that are open, where none is named', async () => {
		const { job } = await propose('2023-02-09')
		const first = await accept(job, null)
		expect(first.map(({ proposal }) => proposal.loanId)).toEqual([...bank].sort((a, b) => Number(a) - Number(b)))
		expect(await accept(job, null)).toEqual([])
		const { proposals } = await propose('2023-02-09')
		expect(proposals.size).toBe(0)
	})

	it('are recorded once, though many accept the same at once', async () => {
		const { job, proposals } = await propose('2023-03-09')
		const ids = [...proposals.values()].map(({ id }) => id)
		const many = await Promise.all(Array.from({ length: 6 }, () => accept(job, ids)))
		for (const [index] of ids.entries()) {
			const told = many.map((accepted) => must(accepted[index], 'a line').outcome)
			expect(told.filter((outcome) => !(outcome instanceof Refusal) && outcome.isNew)).toHaveLength(1)
		}
		for (const loanId of bank) expect((await movedOn(loanId)).filter(({ on: day }) => day === '2023-03-09')).toHaveLength(1)
	})

	it('are not there for whoever may not see the loan, and none of another job', async () => {
		const { job, proposals } = await propose('2023-04-11')
		const [id] = [...proposals.values()].map((proposal) => proposal.id)
		expect(proposals.size).toBe(6)
		const stranger: Asker = { ...asker, role: 'officer', scope: { kind: 'unit', unitId: '1', communeIds: ['999999'] } }
		expect(await refusal(accept(job, [id ?? ''], stranger))).toBe('proposal.not-found')
		expect(await accept(job, null, stranger)).toEqual([])
		expect(await refusal(accept({ ...job, id: '999999' }, [id ?? '']))).toBe('proposal.not-found')
	})

	it('leave the books as the events tell them', async () => {
		await union.run(async (tx) => {
			const findings = []
			for await (const finding of retellLoans(tx, () => undefined)) findings.push(finding)
			expect(findings).toEqual([])
		})
	})
})
