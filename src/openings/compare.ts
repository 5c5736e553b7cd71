import { vietnameseDate } from '../kernel/calendar-date.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { moneyFromText } from '../kernel/money.js'
import { rateFraction } from '../kernel/rate.js'
import { compareFractions } from '../kernel/fraction.js'
import type { LoanDraft, SavingsDraft } from './draft.js'
import type { Facts, InBook, OpenedBefore } from './facts.js'
import { type Fault, fault } from './reasons.js'
import type { Verdict } from './stored.js'

/** What a sound row is beside what the books have: something new, what is there already, or a correction of its balances. */
export type Compared = { readonly verdict: Verdict; readonly faults: readonly Fault[]; readonly contractId: string | null }

const fresh: Compared = { verdict: 'good', faults: [], contractId: null }
const wrong = (...faults: readonly Fault[]): Compared => ({ verdict: 'bad', faults, contractId: null })

/** Compares a loan's row with what stands under its codes. What was agreed is not changed by a list; balances are. */
export function compareLoan(draft: LoanDraft, issuer: string, facts: Facts): Compared {
	const found = standing(draft, issuer, facts)
	if (found === null) return fresh
	const key = draft.externalCode === null ? 'loanCode' : 'bankLoanCode'
	if (found === 'two' || found.opened === null) return wrong(fault(key, 'row.in-the-book', { code: found === 'two' ? '' : found.code }))
	const { opened } = found
	const otherDay = onAnotherDay(opened, facts, key)
	if (otherDay !== null) return wrong(otherDay)
	const differs: readonly (readonly [boolean, Fault])[] = [
		[opened.productId !== draft.productId, fault('productCode', 'row.opened-otherwise', { now: found.code })],
		[opened.groupId !== draft.groupId, fault('groupCode', 'row.opened-otherwise', { now: found.code })],
		[opened.memberId !== draft.memberId, fault('memberName', 'row.opened-otherwise', { now: found.code })],
		[opened.signedOn !== draft.signedOn, fault('signedOn', 'row.opened-otherwise', { now: vietnameseDate(opened.signedOn) })],
		[
			opened.principal !== moneyFromText(draft.principal),
			fault('principal', 'row.opened-otherwise', { now: opened.principal === null ? '' : vietnameseNumber(opened.principal) }),
		],
		[
			opened.maturityOn !== draft.maturityOn,
			fault('maturityOn', 'row.opened-otherwise', { now: opened.maturityOn === null ? '' : vietnameseDate(opened.maturityOn) }),
		],
		[
			draft.yearly !== null && opened.yearly !== null && compareFractions(rateFraction(draft.yearly), rateFraction(opened.yearly)) !== 0,
			fault('rate', 'row.opened-otherwise', { now: opened.yearly ?? '' }),
		],
	]
	const faults = differs.flatMap(([isSo, said]) => (isSo ? [said] : []))
	if (faults.length > 0) return wrong(...faults)
	const { outstanding, ...balances } = draft.opening
	return saysTheSame(opened, outstanding, { ...balances, disbursedOn: draft.disbursedOn }, loanSays)
		? { verdict: 'already', faults: [], contractId: found.id }
		: { verdict: 'correction', faults: [], contractId: found.id }
}

/** The same of a savings account. */
export function compareSavings(draft: SavingsDraft, issuer: string | null, facts: Facts): Compared {
	const found = standing(draft, issuer, facts)
	if (found === null) return fresh
	const key = draft.externalCode === null ? 'accountCode' : 'bankAccountCode'
	if (found === 'two' || found.opened === null) return wrong(fault(key, 'row.in-the-book', { code: found === 'two' ? '' : found.code }))
	const { opened } = found
	const otherDay = onAnotherDay(opened, facts, key)
	if (otherDay !== null) return wrong(otherDay)
	const differs: readonly (readonly [boolean, Fault])[] = [
		[opened.productId !== draft.productId, fault('productCode', 'row.opened-otherwise', { now: found.code })],
		[opened.groupId !== draft.groupId, fault('groupCode', 'row.opened-otherwise', { now: found.code })],
		[opened.memberId !== draft.memberId, fault('memberName', 'row.opened-otherwise', { now: found.code })],
		[opened.signedOn !== draft.openedOn, fault('openedOn', 'row.opened-otherwise', { now: vietnameseDate(opened.signedOn) })],
	]
	const faults = differs.flatMap(([isSo, said]) => (isSo ? [said] : []))
	if (faults.length > 0) return wrong(...faults)
	const { balance, ...interest } = draft.opening
	return saysTheSame(opened, balance, interest, savingsSays)
		? { verdict: 'already', faults: [], contractId: found.id }
		: { verdict: 'correction', faults: [], contractId: found.id }
}

/** What the words of an opening are, in which two of them may differ. */
const loanSays = [
	'disbursedOn',
	'overdue',
	'frozen',
	'overdueSince',
	'decisionNo',
	'interestDue',
	'interestCarried',
	'interestPaidThrough',
] as const
const savingsSays = ['interestAccrued', 'creditedOn'] as const

/** What a row takes back that was said before: a correction of a list says all of it anew. */
export function unsaid(kind: 'loans' | 'savings'): Readonly<Record<string, undefined>> {
	return Object.fromEntries((kind === 'loans' ? loanSays : savingsSays).map((word) => [word, undefined]))
}

function saysTheSame(opened: OpenedBefore, amount: string, details: Readonly<Record<string, unknown>>, words: readonly string[]): boolean {
	return opened.amount === moneyFromText(amount) && words.every((word) => (opened.details[word] ?? null) === (details[word] ?? null))
}

/** What stands under the row's codes; two things where they are not one's. */
function standing(draft: LoanDraft | SavingsDraft, issuer: string | null, { inBook }: Facts): InBook | 'two' | null {
	const banks = draft.externalCode === null || issuer === null ? undefined : inBook.get(`${issuer} ${draft.externalCode}`)
	const ours = draft.code === null ? undefined : inBook.get(` ${draft.code}`)
	if (banks !== undefined && ours !== undefined && banks.id !== ours.id) return 'two'
	return banks ?? ours ?? null
}

function onAnotherDay(opened: OpenedBefore, { openingOn }: Facts, key: Fault['key']): Fault | null {
	return opened.on === openingOn ? null : fault(key, 'row.opened-on-another-day', { on: vietnameseDate(opened.on) })
}
