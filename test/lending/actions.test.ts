import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEvents } from '../../src/contracts/store.js'
import type { Instant } from '../../src/kernel/instant.js'
import { readBook } from '../../src/ledger/store.js'
import { addProductRate, recordOnLoan, recordOnLoans, reverseLoanEvent, signLoan, writeLives } from '../../src/lending/actions.js'
import { tellLife } from '../../src/lending/life.js'
import {
	computeSchedule,
	findEvents,
	findExplanation,
	findLoan,
	findSchedule,
	findStatement,
	listLoans,
	retellLoans,
	standings,
} from '../../src/lending/question-actions.js'
import type { LoanEventType } from '../../src/lending/event.js'
import type { LearntHappening, LoanLife } from '../../src/lending/life.js'
import { loanScheduleSchema, signLoanSchema, termsSchema } from '../../src/lending/schemas.js'
import { addRateSchema } from '../../src/products/schemas.js'
import { balances } from '../contracts/laws.js'
import { calendarOf, poorHousehold, refusalOf, vnd } from './loans.js'
import { loanOfRow } from '../../src/lending/kept.js'
import { listLoans as listRows } from '../../src/lending/store.js'
import { asker, on, openUnion, refusal, today, type Union } from './union.js'

let union: Union
beforeAll(async () => {
	union = await openUnion()
})
afterAll(() => union.test.close())

const everything = { kind: 'all' } as const

/** What was posted for a loan: the recording, the day, and the posting, in the order in which they were written. */
async function posted(loanId: string) {
	const rows =
		await union.rows(sql`select e.event_seq, p."on", p.debit, p.credit, p.amount from entries e join postings p on p.entry_id = e.id
		where e.contract_id = ${loanId}::bigint order by e.event_seq, p."on", p.line`)
	return rows.map(({ event_seq, on, debit, credit, amount }) => [event_seq, on, debit, credit, Number(amount)])
}

async function duesOf(loanId: string) {
	const rows = await union.rows(sql`select due_on, late_after, sum(amount) as amount from dues where contract_id = ${loanId}::bigint
		group by due_on, late_after having sum(amount) <> 0 order by due_on`)
	return rows.map(({ due_on, late_after, amount }) => [due_on, late_after, Number(amount)])
}

const view = async (id: string, asOf = String(today)) => {
	const knownAt = await union.now()
	return union.run((tx) => findLoan(tx, id, everything, { asOf: on(asOf), knownAt }))
}

describe('signing a loan', () => {
	it('copies the product’s terms of that day and freezes them', async () => {
		const id = await union.sign({ code: 'KU-001', externalCode: '6600000712345678', purpose: 'nuôi trâu' })
		const loan = await view(id)
		expect(loan).toMatchObject({
			code: 'KU-001',
			externalCode: '6600000712345678',
			status: 'signed',
			purpose: 'nuôi trâu',
			signedOn: '2022-11-01',
			principal: vnd(20_000_000),
			communeId: union.communeId,
			balances: { outstanding: 0n },
			nextDue: null,
		})
		expect(loan.terms).toMatchObject({
			rates: [{ from: '2015-06-01', yearly: '0.066' }],
			overdue: { missedInstalment: 'carry-forward', factor: '1.3' },
		})
	})

	it('names a loan by its number where nobody names it', async () => {
		const id = await union.sign()
		expect((await view(id)).code).toBe(`KV${id.padStart(8, '0')}`)
	})

	it('warns of what is above the programme’s limits, and signs all the same', async () => {
		const command = signLoanSchema.parse({
			productId: union.productId('NHCSXH-HONGHEO'),
			memberId: union.memberId,
			signedOn: '2022-11-01',
			terms: { principal: '100000001', instalments: { count: 121 } },
		})
		const { warnings } = await union.run((tx) => signLoan(tx, command, asker, today))
		expect(warnings.map(({ code }) => code)).toEqual(['amount-above-max', 'term-above-max', 'household.above-programme-max'])
	})

	const attempt = (more: Record<string, unknown>) => refusal(union.sign(more))

	it.each([
		['no borrower', 'loan.borrower-missing', () => ({ groupId: undefined, memberId: undefined })],
		['a group, of a product for members', 'loan.borrower-kind', () => ({ memberId: undefined })],
		['a group that is not there', 'loan.group-not-found', () => ({ groupId: '999999' })],
		['a member who is not there', 'loan.member-not-found', () => ({ memberId: '999999', groupId: undefined })],
		['a member who was not yet in the group', 'loan.member-not-in-group', () => ({ signedOn: '2019-12-31' })],
		['a day to come', 'contract.future-day', () => ({ signedOn: '2027-01-01' })],
		['no end', 'loan.terms-without-end', () => ({ terms: { instalments: {} } })],
		['an end before the beginning', 'loan.terms-end-before-start', () => ({ terms: { maturityOn: '2022-11-01' } })],
	])('with %s is refused (%s)', async (_, code, more) => {
		expect(await attempt(more())).toBe(code)
	})

	it('under a code that is taken is a conflict', async () => {
		await union.sign({ code: 'KU-TWICE' })
		expect(await attempt({ code: 'KU-TWICE' })).toBe('loan.code-taken')
	})
})

describe('a loan in its books', () => {
	it('is disbursed in tranches and repaid, each recording its entry', async () => {
		const id = await union.sign()
		await union.record(id, 'disbursed', { on: on('2022-11-07'), amount: vnd(12_000_000) })
		await union.record(id, 'disbursed', { on: on('2023-02-07'), amount: vnd(8_000_000) })
		const outcome = await union.record(id, 'repaid', { on: on('2023-03-07'), amount: vnd(500_000), receiptNo: 'BL-1' })
		// 65.096 + 67.266 + 67.266 carried from three months of 12.000.000; then 101.260 on the whole: 300.888 of interest, and the rest early.
		expect(outcome).toMatchObject({
			status: 'active',
			allocation: { interest: vnd(300_888), principal: vnd(199_112), prepaid: vnd(199_112), lateInterest: 0n, credit: 0n },
			balances: { outstanding: vnd(19_800_888), interestDue: 0n, interestCarried: 0n },
			asOf: '2023-03-07',
		})
		expect(outcome.entryIds).toEqual([outcome.entryId])
		expect(await posted(id)).toEqual([
			[2, '2022-11-07', '9821', '9820', 12_000_000],
			[3, '2023-02-07', '9821', '9820', 8_000_000],
			[4, '2023-03-07', '9820', '9821', 199_112],
			[4, '2023-03-07', '9824', '9825', 300_888],
		])
		expect((await duesOf(id)).map(([due, late]) => [due, late])[0]).toEqual(['2023-05-07', '2025-11-07'])
		expect((await duesOf(id)).reduce((sum, [, , amount]) => sum + Number(amount), 0)).toBe(19_800_888)
	})

	it('of own money is told in the Union’s own book', async () => {
		const id = await union.sign({
			productId: union.productId('QUY-GIAMDAN'),
			terms: { principal: '12000000', instalments: { count: 12 }, principalEvery: undefined },
		})
		await union.record(id, 'disbursed', { on: on('2022-11-07'), amount: vnd(12_000_000), method: 'bank' })
		expect(await posted(id)).toEqual([[2, '2022-11-07', '12881', '1121', 12_000_000]])
	})

	it('a repayment found a year later is booked day by day as a difference', async () => {
		const id = await union.sign({ terms: { principalEvery: { every: 1, period: 'month' } } })
		await union.record(id, 'disbursed', { on: on('2022-11-07'), amount: vnd(20_000_000) })
		await union.record(id, 'repaid', { on: on('2023-01-07'), amount: vnd(1_300_000) })
		const before = await posted(id)
		const known = await union.now()
		const found = await union.record(id, 'repaid', { on: on('2022-12-07'), amount: vnd(608_493) })
		// In December 108.493 of interest and 500.000 of the 500.000 due; January’s interest was 112.110 on twenty million and is 109.307 on less.
		expect(found.allocation).toMatchObject({ interest: vnd(108_493), principal: vnd(500_000) })
		expect(found.entryIds).toHaveLength(2)
		expect((await posted(id)).slice(before.length)).toEqual([
			[4, '2022-12-07', '9820', '9821', 500_000],
			[4, '2022-12-07', '9824', '9825', 108_493],
			// 1.300.000 paid 220.603 of interest and 1.079.397 of principal; now it pays 109.307 and 1.190.693.
			[4, '2023-01-07', '9820', '9821', 111_296],
			[4, '2023-01-07', '9825', '9824', 111_296],
		])
		expect((await view(id)).balances.outstanding).toBe(vnd(20_000_000 - 500_000 - 1_190_693))
		// Whoever asks what was known before is answered as before.
		const then = await union.run((tx) => findLoan(tx, id, everything, { asOf: on('2023-01-07'), knownAt: known }))
		expect(then.balances).toMatchObject({ outstanding: vnd(20_000_000 - 1_079_397) })
		const now = await union.run((tx) => findLoan(tx, id, everything, { asOf: on('2022-12-31'), knownAt: known }))
		expect(now.balances.outstanding).toBe(vnd(20_000_000))
	})

	it('a reversal takes back what was posted, on the day of what it undoes', async () => {
		const id = await union.sign()
		await union.record(id, 'disbursed', { on: on('2022-11-07'), amount: vnd(20_000_000) })
		await union.record(id, 'repaid', { on: on('2022-12-07'), amount: vnd(1_000_000) })
		const before = await view(id)
		const wrong = await union.record(id, 'repaid', { on: on('2022-12-10'), amount: vnd(5_000_000) })
		const undone = await union.run((tx) =>
			reverseLoanEvent(tx, id, wrong.eventId, { on: on('2023-01-05'), reason: 'ghi nhầm người' }, asker, today),
		)
		expect(undone.entryIds).toHaveLength(1)
		expect((await posted(id)).slice(-2)).toEqual([
			[4, '2022-12-10', '9820', '9821', 5_000_000],
			[5, '2022-12-10', '9821', '9820', 5_000_000],
		])
		expect((await view(id)).balances).toEqual(before.balances)
		const { items } = await union.run(async (tx) =>
			findEvents(tx, id, everything, { asOf: today, knownAt: '9999-01-01T00:00:00Z' as Instant }),
		)
		expect(items.at(-1)).toMatchObject({ id: '5', type: 'reversed', on: '2023-01-05', reverses: '4', reason: 'ghi nhầm người' })
		expect(items.at(-2)).toMatchObject({ id: '4', reversedBy: '5' })
	})

	it('a dry run answers what the real one then does, and leaves nothing', async () => {
		const id = await union.sign()
		await union.record(id, 'disbursed', { on: on('2022-11-07'), amount: vnd(20_000_000) })
		const command = { on: on('2023-01-15'), amount: vnd(5_000_000) }
		const dry = await union.test.database.transaction((tx) => recordOnLoan(tx, id, 'repaid', command, asker, today), { rollback: true })
		expect(await posted(id)).toHaveLength(1)
		expect((await view(id, '2023-01-15')).balances.outstanding).toBe(vnd(20_000_000))
		const { entryId, entryIds, ...real } = await union.record(id, 'repaid', command)
		expect(dry).toMatchObject(real)
		expect(entryIds).toEqual([entryId])
	})

	it('several happenings of one loan in one breath are told one after the other', async () => {
		const [a, b] = [await union.sign(), await union.sign()]
		const wanted = [
			{ loanId: a, type: 'disbursed' as const, command: { on: on('2022-11-07'), amount: vnd(20_000_000) } },
			{ loanId: b, type: 'disbursed' as const, command: { on: on('2022-11-07'), amount: vnd(20_000_000) } },
			{ loanId: a, type: 'repaid' as const, command: { on: on('2023-01-07'), amount: vnd(1_000_000) } },
			{ loanId: a, type: 'repaid' as const, command: { on: on('2022-12-07'), amount: vnd(300_000) } },
		]
		const outcomes = await union.run((tx) => recordOnLoans(tx, wanted, asker, today))
		expect(outcomes.map(({ eventId }) => eventId)).toEqual(['2', '2', '3', '4'])
		expect(outcomes.map(({ entryIds }) => entryIds.length)).toEqual([1, 1, 1, 2])
		expect(outcomes[3]?.allocation).toMatchObject({ interest: vnd(108_493), prepaid: vnd(191_507) })
		// The same, one by one.
		const c = await union.sign()
		for (const { loanId, type, command } of wanted) if (loanId === a) await union.record(c, type, command)
		expect(await posted(c)).toEqual(await posted(a))
		expect(await duesOf(c)).toEqual(await duesOf(a))
		expect((await view(c)).balances).toEqual((await view(a)).balances)
	})

	it('all of a sitting is recorded or nothing of it', async () => {
		const [a, b] = [await union.sign(), await union.sign()]
		const wanted = [
			{ loanId: a, type: 'disbursed' as const, command: { on: on('2022-11-07'), amount: vnd(20_000_000) } },
			{ loanId: b, type: 'repaid' as const, command: { on: on('2022-11-07'), amount: vnd(1) } },
		]
		expect(await refusal(union.run((tx) => recordOnLoans(tx, wanted, asker, today)))).toBe('loan.not-disbursed')
		expect(await posted(a)).toEqual([])
	})
})

describe('what recording refuses', () => {
	let id = ''
	beforeAll(async () => {
		id = await union.sign()
		await union.record(id, 'disbursed', { on: on('2022-11-07'), amount: vnd(20_000_000) })
		await union.record(id, 'repaid', { on: on('2023-06-07'), amount: vnd(15_000_000) })
	})

	it('a day to come', async () => {
		expect(await refusal(union.record(id, 'repaid', { on: on('2026-11-24'), amount: vnd(1) }))).toBe('contract.future-day')
	})

	it('a loan that is not there, or that the asker may not see', async () => {
		expect(await refusal(union.record('999999', 'repaid', { on: on('2023-06-07'), amount: vnd(1) }))).toBe('loan.not-found')
		const foreign = { ...asker, scope: { kind: 'groups', groupIds: [] } } as const
		expect(await refusal(union.run((tx) => recordOnLoan(tx, id, 'repaid', { on: on('2023-06-07'), amount: vnd(1) }, foreign, today)))).toBe(
			'loan.not-found',
		)
	})

	it('what would break a later event, naming its day', async () => {
		await expect(union.record(id, 'repaid', { on: on('2023-01-07'), amount: vnd(19_000_000) })).rejects.toMatchObject({
			code: 'contract.history-breaks',
			details: { on: '2023-06-07', reason: 'loan.overpayment' },
		})
	})

	it('a back-dated event that could not stand by itself, for its own reason', async () => {
		expect(await refusal(union.record(id, 'repaid', { on: on('2022-11-06'), amount: vnd(1_000) }))).toBe('loan.not-disbursed')
		expect(await refusal(union.record(id, 'repaid', { on: on('2022-12-07'), amount: vnd(30_000_000) }))).toBe('loan.overpayment')
	})

	const reverse = (eventId: string, command: { on?: ReturnType<typeof on>; reason: string } = { reason: 'thử' }) =>
		refusal(union.run((tx) => reverseLoanEvent(tx, id, eventId, command, asker, today)))

	it('a reversal that cannot be', async () => {
		expect(await reverse('99')).toBe('contract.event-not-found')
		expect(await reverse('1')).toBe('loan.signing-not-reversed')
		expect(await reverse('3', { on: on('2023-06-06'), reason: 'thử' })).toBe('contract.reversal-before-event')
		expect(await reverse('3', { on: on('2027-01-01'), reason: 'thử' })).toBe('contract.future-day')
		expect(await reverse('2')).toBe('contract.history-breaks')
		expect(await reverse('3')).toBeNull()
		expect(await reverse('3')).toBe('contract.already-reversed')
		expect(await reverse('4')).toBe('contract.reversal-of-reversal')
	})
})

describe('what is asked of a loan', () => {
	let id = ''
	beforeAll(async () => {
		id = await union.sign({ code: 'KU-ASK' })
		await union.record(id, 'disbursed', { on: on('2022-11-07'), amount: vnd(20_000_000) })
		await union.record(id, 'repaid', { on: on('2023-01-15'), amount: vnd(5_000_000), receiptNo: 'BL-7' })
	})
	const clocks = async (asOf: string) => ({ asOf: on(asOf), knownAt: await union.now() })

	it('its schedule is that of the same terms and events stored nowhere', async () => {
		const { schedule: stored } = await union.run(async (tx) => findSchedule(tx, id, asker, await clocks('2023-02-01')))
		const body = loanScheduleSchema.parse({
			terms: { ...poorHousehold, classification: 'policy', dueDays: 'none', overdue: { missedInstalment: 'carry-forward' } },
			events: [{ type: 'repaid', on: '2023-01-15', amount: '5000000' }],
			asOf: '2023-02-01',
		})
		const computed = await union.run((tx) => computeSchedule(tx, body))
		expect(stored.rows).toEqual(computed.rows)
		expect(stored.prepayments).toEqual([{ on: '2023-01-15', principal: vnd(4_779_397) }])
		expect(stored.state).toEqual(computed.state)
		expect(computed.trueYearlyRate).not.toBeNull()
	})

	it('a schedule whose events name the disbursements pays out nothing else', async () => {
		const body = loanScheduleSchema.parse({ terms: poorHousehold, events: [{ type: 'disbursed', on: '2022-11-07', amount: '5000000' }] })
		const { totals, state } = await union.run((tx) => computeSchedule(tx, body))
		expect(totals.principal).toBe(vnd(5_000_000))
		expect(state).toMatchObject({ outstanding: vnd(5_000_000), asOf: '2022-11-07' })
	})

	it('its statement tells the borrower where her money went', async () => {
		const { lines } = await union.run(async (tx) => findStatement(tx, id, asker, {}, await clocks('2023-02-01')))
		expect(lines.at(-1)).toMatchObject({
			on: '2023-01-15',
			type: 'repaid',
			interest: vnd(220_603),
			principal: vnd(4_779_397),
			outstandingAfter: vnd(15_220_603),
			receiptNo: 'BL-7',
		})
	})

	it('its explanation adds up to what was billed', async () => {
		const { periods } = await union.run(async (tx) => findExplanation(tx, id, asker, await clocks('2023-01-10')))
		expect(periods.map(({ dueOn, rounded }) => [dueOn, rounded])).toEqual([
			['2022-12-07', vnd(108_493)],
			['2023-01-07', vnd(112_110)],
			[null, vnd(10_849)],
		])
	})

	it('lists page by page, and finds by code', async () => {
		const first = await union.run((tx) => listLoans(tx, { limit: 2 }, everything))
		expect(first.items).toHaveLength(2)
		const second = await union.run((tx) => listLoans(tx, { limit: 2, cursor: String(first.next) }, everything))
		expect(Number(second.items[0]?.id)).toBeGreaterThan(Number(first.items[1]?.id))
		const found = await union.run((tx) => listLoans(tx, { q: 'KU-AS', status: 'active' }, everything))
		expect(found).toMatchObject({ items: [{ id, outstanding: '15220603', status: 'active' }], next: null })
	})

	it('every loan’s standing of any day agrees with its own', async () => {
		const at = await clocks('2023-01-31')
		const seen: string[] = []
		await union.run(async (tx) => {
			for await (const { row, standing } of standings(tx, {}, everything, at)) {
				const own = await findLoan(tx, row.contract.id, everything, at)
				expect(standing).toEqual({
					status: own.status,
					balances: own.balances,
					arrears: own.arrears,
					nextDue: own.nextDue,
					debtGroup: own.debtGroup,
					debtGroupReason: own.debtGroupReason,
				})
				seen.push(row.contract.id)
			}
		})
		expect(seen).toContain(id)
	})
})

describe('a rate that reaches loans already out', () => {
	it('is recorded on each of them, and only the loans of that product', async () => {
		const mine = await union.sign({ productId: union.productId('NHCSXH-CANNGHEO') })
		const other = await union.sign()
		for (const id of [mine, other]) await union.record(id, 'disbursed', { on: on('2022-11-07'), amount: vnd(20_000_000) })
		const rate = addRateSchema.parse({ from: '2023-03-01', yearly: '0.06', reachesLoansOut: true, source: 'thử', certainty: 'read' })
		const { loansReached } = await union.run((tx) => addProductRate(tx, union.productId('NHCSXH-CANNGHEO'), rate, asker, today))
		expect(loansReached).toBe(1)
		const histories = await union.run((tx) => readEvents(tx, [mine, other]))
		expect(histories.get(mine)?.map(({ type }) => type)).toEqual(['signed', 'disbursed', 'rate-changed'])
		expect(histories.get(other)?.map(({ type }) => type)).toEqual(['signed', 'disbursed'])
		// 20.000.000 × (22 days at 7,92 % + 6 days at 6 %) ÷ 365.
		expect((await view(mine, '2023-03-07')).balances.interestDue).toBe(vnd(115_200))
	})
})

describe('a whole life told at once', () => {
	const wire = { ...poorHousehold, classification: 'policy', overpayment: 'refuse' }
	const { disbursedOn: _, ...terms } = wire as Record<string, unknown>
	const told: readonly (readonly [LoanEventType, string, number | null, Record<string, unknown>?])[] = [
		['signed', '2022-11-01', null],
		['disbursed', '2022-11-07', 20_000_000],
		['repaid', '2023-01-15', 5_000_000],
		['rate-changed', '2023-04-01', null, { yearly: '0.05' }],
		['repaid', '2022-12-20', 777_777],
		['moved-to-overdue', '2023-06-01', 500_000],
		['repaid', '2024-02-03', 3_000_001],
	]
	const happenings: readonly LearntHappening[] = told.map(([type, day, amount, details = {}], index) => ({
		type,
		on: on(day),
		amount: amount === null ? null : vnd(amount),
		details,
		reverses: null,
		recordedAt: `2024-03-01T00:00:0${index}.000000Z` as Instant,
	}))

	it('leaves the same events, postings, dues and state as one recording after the other', async () => {
		const oneByOne = await union.sign({ terms: { ...terms, principalEvery: { every: 6, period: 'month' } } })
		for (const { type, on, amount, details } of happenings.slice(1))
			await union.record(oneByOne, type as LoanEventType, { on, ...(amount === null ? {} : { amount }), ...details })
		const [row] = await union.rows(sql`select terms, lender_id, product_id from loans where id = ${oneByOne}::bigint`)
		const frozen = row?.['terms'] as Record<string, unknown>
		const book = await union.run((tx) => readBook(tx, 'memo-nhcsxh'))
		if (book === null) throw new Error('the bank has a book')
		const life: LoanLife = {
			loan: {
				code: 'LIFE-1',
				lenderId: String(row?.['lender_id']),
				productId: String(row?.['product_id']),
				groupId: union.groupId,
				memberId: union.memberId,
				communeId: union.communeId,
				signedOn: on('2022-11-01'),
				rulesFrom: on('2019-03-01'),
				purpose: null,
			},
			terms: { terms: termsSchema.parse(frozen), wire: frozen },
			book,
			externalCode: null,
			happenings: () => happenings,
		}
		await union.run((tx) => writeLives(tx, [tellLife(life, calendarOf(), '1')]))
		const [written] = await union.rows(sql`select id from loans where code = 'LIFE-1'`)
		const atOnce = String(written?.['id'])
		expect(await posted(atOnce)).toEqual(await posted(oneByOne))
		expect((await posted(atOnce)).length).toBeGreaterThan(6)
		expect(await duesOf(atOnce)).toEqual(await duesOf(oneByOne))
		const state = (id: string) => union.rows(sql`select version, last_on, state from contracts where id = ${id}::bigint`)
		expect(await state(atOnce)).toEqual(await state(oneByOne))
		const events = await union.run((tx) => readEvents(tx, [atOnce, oneByOne]))
		const plain = (id: string) => events.get(id)?.map(({ seq, type, on, amount, details }) => ({ seq, type, on, amount, details }))
		expect(plain(atOnce)?.[0]?.details).toEqual({ groupId: union.groupId, communeId: union.communeId })
		expect(plain(atOnce)).toEqual(plain(oneByOne))
		expect(events.get(atOnce)?.map(({ recordedAt }) => recordedAt)).toEqual(happenings.map(({ recordedAt }) => recordedAt))
	})
})

describe('the books of all these loans', () => {
	it('agree with the states: what the accounts of principal hold is what the loans owe', async () => {
		const rows = await union.rows(sql`select p.contract_id, p.debit, p.credit, p.amount, c.state ->> 'outstanding' as outstanding
			from postings p join contracts c on c.id = p.contract_id`)
		const ids = new Set(rows.map(({ contract_id }) => contract_id))
		for (const id of ids) {
			const lines = rows.filter(({ contract_id }) => contract_id === id)
			const postings = lines.map(({ debit, credit, amount }) => ({
				debit: String(debit),
				credit: String(credit),
				amount: vnd(String(amount)),
			}))
			const sums = balances([{ postings }])
			const principal = ['12881', '12882', '12883', '9821', '9822', '9823'].reduce((sum, code) => sum + (sums.get(code) ?? 0n), 0n)
			expect(String(principal)).toBe(lines[0]?.['outstanding'])
		}
		expect(ids.size).toBeGreaterThan(5)
	})

	it('are what the events say: telling every loan again finds nothing', async () => {
		let loans = 0
		const findings: unknown[] = []
		await union.run(async (tx) => {
			for await (const finding of retellLoans(tx, (n) => (loans = n))) findings.push(finding)
		})
		expect(findings).toEqual([])
		expect(loans).toBeGreaterThan(10)
	})

	it('terms that were frozen are read again as they were', async () => {
		const [row] = await union.run((tx) => listRows(tx, { q: 'KU-001' }, everything, '0', 1))
		if (row === undefined) throw new Error('a loan of that code')
		const loan = loanOfRow(row, calendarOf())
		expect(loan.terms.principal).toBe(vnd(20_000_000))
		expect(
			refusalOf(() =>
				loan.tellLoan(loan.begin, { seq: 1, type: 'repaid', on: on('2022-11-07'), amount: vnd(1), reverses: null, details: {} }),
			),
		).toBe('loan.not-disbursed')
	})
})
