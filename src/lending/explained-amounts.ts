import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { type Money, negate, sum } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Language, Words } from '../kernel/refusal.js'
import type { Loan } from './loan.js'
import { type Account, type Movement, sumOf } from './movements.js'
import { balanceNames, movementNames, type MovementType } from './names.js'
import type { RuleCode } from './rule.js'
import { type Balances, balancesOf, latestInterestDay } from './standing.js'

/** What a part of an amount is: a movement of the account, another balance, principal that is late by its day, or the period of interest that is not yet due. */
export type PartType = MovementType | keyof Balances | 'late-instalment' | 'interest-growing'

/** One part of an amount, in đồng; what takes away from it is negative. */
export type AmountPart = {
	readonly type: PartType
	readonly name: string
	readonly on: CalendarDate | null
	/** The event that it comes from, by its number within the loan. */
	readonly eventId: string | null
	readonly amount: Money
	readonly text: string
}

/** A balance and the parts that sum to it. */
export type ExplainedAmount = {
	readonly code: keyof Balances
	readonly name: string
	readonly amount: Money
	readonly parts: readonly AmountPart[]
	readonly text: string
	/** The rules that made it, by their codes. */
	readonly rules: readonly RuleCode[]
}

/** Where each balance of a loan on a day comes from; the parts of each sum to it. Empty before the first disbursement. */
export function amountsOf(loan: Loan, account: Account, asOf: CalendarDate, language: Language): readonly ExplainedAmount[] {
	const { state } = account
	if (state.anchor === null) return []
	const balances = balancesOf(loan.basisOf(state, asOf), state, asOf)
	const sources = sourcesOf(loan, account, balances, asOf)
	return (Object.keys(balances) as (keyof Balances)[]).map((code) => {
		const parts = sources[code]
			.filter(({ amount }) => amount !== 0n)
			.map((source) => ({
				type: source.type,
				name: source.name[language],
				on: source.on,
				eventId: source.event === null ? null : String(source.event.seq),
				amount: source.amount,
				text: partText(source, language),
			}))
		const name = balanceNames[code][language]
		return { code, name, amount: balances[code], parts, text: amountText(name, balances[code], parts), rules: ruleCodesOf[code] }
	})
}

type Source = Pick<Movement, 'event'> & {
	readonly type: PartType
	readonly name: Words
	readonly on: CalendarDate | null
	readonly amount: Money
}

function sourcesOf(loan: Loan, { movements, state }: Account, balances: Balances, asOf: CalendarDate) {
	const latest = latestInterestDay(loan.basisOf(state, asOf), state)
	const balance = (code: keyof Balances, amount = balances[code]): Source => ({
		type: code,
		name: balanceNames[code],
		on: null,
		event: null,
		amount,
	})
	const moved = (of: (movement: Movement) => Money): Source[] =>
		movements.map((movement) => ({ ...movement, name: movementNames[movement.type], amount: of(movement) }))
	const isOpen = new Set(state.unpaid.map(([dueOn]) => dueOn))
	const billed = (wanted: (dueOn: CalendarDate) => boolean) =>
		moved(({ interest }) => sum(interest.filter(([dueOn]) => isOpen.has(dueOn) && wanted(dueOn)).map(([, amount]) => amount)))
	const parts: readonly (keyof Balances)[] = ['outstanding', 'interestDue', 'interestCarried', 'interestAccrued', 'lateInterest']
	return {
		outstanding: moved(({ outstanding }) => outstanding),
		inTerm: [balance('outstanding'), balance('overdue', negate(balances.overdue)), balance('frozen', negate(balances.frozen))],
		overdue:
			balances.overdue === sumOf(movements, ({ overdue }) => overdue) ? moved(({ overdue }) => overdue) : lateByItself(loan, state, asOf),
		frozen: moved(({ frozen }) => frozen),
		interestDue: billed((dueOn) => dueOn >= latest),
		interestCarried: billed((dueOn) => dueOn < latest),
		interestAccrued: [{ type: 'interest-growing', name: growing, on: asOf, event: null, amount: balances.interestAccrued }],
		lateInterest: grownTogether(moved(({ lateInterest }) => lateInterest)),
		credit: moved(({ credit }) => credit),
		interestSupport: moved(({ support }) => support),
		payOff: balances.payOff === 0n ? [] : [...parts.map((code) => balance(code)), balance('credit', negate(balances.credit))],
	} satisfies Record<keyof Balances, readonly Source[]>
}

/** Principal that the contract itself makes late, by its due days; what is frozen is not overdue meanwhile. */
function lateByItself(loan: Loan, state: Account['state'], asOf: CalendarDate): Source[] {
	const { lastDayInTime } = loan.basisOf(state, asOf)
	const late = loan.dues(state).filter(({ lateAfter }) => lastDayInTime(lateAfter) < asOf)
	return [
		...late.map(({ dueOn, amount }): Source => ({ type: 'late-instalment', name: lateInstalment, on: dueOn, event: null, amount })),
		{ type: 'frozen', name: balanceNames.frozen, on: null, event: null, amount: negate(state.frozen) },
	]
}

/** Late interest grows between any two events: it is told as one part, up to the last day. */
function grownTogether(sources: readonly Source[]): Source[] {
	const grown = sources.filter(({ type }) => type === 'late-interest-due')
	const last = grown.at(-1)
	const rest = sources.filter(({ type }) => type !== 'late-interest-due')
	return last === undefined ? rest : [{ ...last, amount: sum(grown.map(({ amount }) => amount)) }, ...rest]
}

function partText({ type, name, on }: Source, language: Language): string {
	const begun = name[language].charAt(0).toLowerCase() + name[language].slice(1)
	if (on === null) return begun
	const until = type === 'late-interest-due' ? (language === 'vi' ? ' đến' : ' until') : ''
	return `${begun}${until} ${vietnameseDate(on)}`
}

/** "Dư nợ gốc = 20.000.000 (giải ngân 07/11/2022) − 4.779.397 (trả nợ 15/01/2023) = 15.220.603 đồng". */
function amountText(name: string, amount: Money, parts: readonly AmountPart[]): string {
	const told = parts.map(({ amount: part, text }, index) => {
		const sign = part < 0n ? (index === 0 ? '−' : ' − ') : index === 0 ? '' : ' + '
		return `${sign}${vietnameseNumber(part < 0n ? negate(part) : part)} (${text})`
	})
	return `${name} = ${told.length === 0 ? '' : `${told.join('')} = `}${vietnameseNumber(amount)} đồng`
}

const growing: Words = { vi: 'Kỳ lãi chưa đến hạn, tính đến', en: 'The period of interest not yet due, until' }
const lateInstalment: Words = { vi: 'Kỳ gốc chậm trả, đến hạn', en: 'Late instalment, due' }

const ruleCodesOf: Readonly<Record<keyof Balances, readonly RuleCode[]>> = {
	outstanding: [],
	inTerm: [],
	overdue: ['overdue-transfer', 'due-days'],
	frozen: ['freeze'],
	interestDue: ['interest-days', 'rounding'],
	interestCarried: ['interest-days', 'unpaid-interest'],
	interestAccrued: ['day-count', 'interest-method', 'rate', 'rounding'],
	lateInterest: ['unpaid-interest', 'rounding'],
	credit: ['overpayment'],
	interestSupport: ['interest-support'],
	payOff: [],
}
