import { addDays, addMonths, calendarDate, daysBetween } from '../../src/kernel/calendar-date.js'
import { Decimal } from '../../src/kernel/decimal.js'
import { dong } from '../../src/kernel/money.js'
import type { LoanEvent } from '../../src/lending/event.js'
import { loanOfRead } from '../../src/lending/kept.js'
import { loanScheduleSchema } from '../../src/lending/schemas.js'
import { scheduleView } from '../../src/lending/views.js'
import type { Calendar } from '../../src/units/calendar.js'

const turns = 50
const start = calendarDate('2022-11-07')
const calendar: Calendar = { daysOff: { off: new Set(), worked: new Set(), yearsKnown: new Set() }, communes: new Map() }
const given = {
	principal: '60000000',
	disbursedOn: start,
	rates: [{ from: start, yearly: '0.066' }],
	instalments: { count: 60, every: 1, period: 'month' },
	principalEvery: { every: 6, period: 'month' },
	instalmentRounding: { unit: '100000', towards: 'down' },
	overdue: { missedInstalment: 'carry-forward', factor: '1.3' },
}

/** A loan of five years with sixty events: paid on most months, late, early, at three rates, frozen once and thawed. */
function sixtyEvents(): readonly LoanEvent[] {
	const event = (seq: number, type: LoanEvent['type'], days: number, amount: bigint | null, details: object = {}): LoanEvent => ({
		seq,
		type,
		on: addDays(addMonths(start, seq - 2), days),
		amount: amount === null ? null : dong(amount),
		reverses: null,
		details,
	})
	return Array.from({ length: 60 }, (_, index): LoanEvent => {
		const seq = index + 1
		if (seq === 1) return { ...event(2, 'disbursed', 0, 60_000_000n), seq, on: start }
		if (seq === 20 || seq === 40) return event(seq, 'rate-changed', 3, null, { yearly: seq === 20 ? '0.06' : '0.05' })
		if (seq === 30) return event(seq, 'frozen', 1, null)
		if (seq === 33) return event(seq, 'thawed', 1, null)
		return event(seq, 'repaid', seq % 5, 300_000n + BigInt(seq) * 1_000n)
	})
}

/** Milliseconds of CPU that it takes to tell such a loan from its terms and events and to show its schedule, its state and its true yearly rate. */
export function oneLoan(rounds: number): number {
	const { terms, disbursedOn } = loanScheduleSchema.parse({ terms: given }).terms
	const history = sixtyEvents()
	const asOf = addMonths(start, 59)
	return perRound(rounds, () => scheduleView(loanOfRead(terms, 'memorandum', calendar, null), history, asOf, disbursedOn))
}

/** The rival: the interest of the same stretches alone, balance × days × rate ÷ 365 in decimal.js, with no order of payment, schedule, state or rate. */
export function bareInterest(rounds: number): number {
	const history = sixtyEvents()
	return perRound(rounds, () => {
		let balance = new Decimal(60_000_000)
		let rate = new Decimal('0.066')
		let total = new Decimal(0)
		let day = start
		for (const { on, type, amount, details } of history) {
			total = total.plus(balance.times(daysBetween(day, on)).times(rate).dividedBy(365))
			if (type === 'repaid' && amount !== null) balance = balance.minus(amount.toString())
			if (details.yearly !== undefined) rate = new Decimal(details.yearly)
			day = on
		}
		return total
	})
}

/** The median of short rounds: what else the machine does falls into some of them. */
function perRound(rounds: number, work: () => unknown): number {
	for (let warm = 0; warm < 200; warm += 1) work()
	const taken = Array.from({ length: rounds }, () => {
		const before = process.cpuUsage()
		for (let turn = 0; turn < turns; turn += 1) work()
		const { user, system } = process.cpuUsage(before)
		return (user + system) / 1_000 / turns
	}).sort((a, b) => a - b)
	return taken[Math.floor(rounds / 2)] ?? 0
}
