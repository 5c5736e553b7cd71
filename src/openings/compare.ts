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
	const { outstanding, ...balances } = draft.opening
	return compared(draft, issuer, facts, {
		key: draft.externalCode === null ? 'loanCode' : 'bankLoanCode',
		agreed: ({ signedOn, principal, maturityOn, yearly }) => [
			[signedOn !== draft.signedOn, 'signedOn', vietnameseDate(signedOn)],
			[principal !== moneyFromText(draft.principal), 'principal', principal === null ? '' : vietnameseNumber(principal)],
			[maturityOn !== draft.maturityOn, 'maturityOn', maturityOn === null ? '' : vietnameseDate(maturityOn)],
			[
				draft.yearly !== null && yearly !== null && compareFractions(rateFraction(draft.yearly), rateFraction(yearly)) !== 0,
				'rate',
				yearly ?? '',
			],
		],
		says: { amount: outstanding, details: { ...balances, disbursedOn: draft.disbursedOn }, words: loanSays },
	})
}

/** The same of a savings account. */
export function compareSavings(draft: SavingsDraft, issuer: string | null, facts: Facts): Compared {
	const { balance, ...interest } = draft.opening
	return compared(draft, issuer, facts, {
		key: draft.externalCode === null ? 'accountCode' : 'bankAccountCode',
		agreed: ({ signedOn }) => [[signedOn !== draft.openedOn, 'openedOn', vietnameseDate(signedOn)]],
		says: { amount: balance, details: interest, words: savingsSays },
	})
}

/** Whether something differs, in which cell, and what it is now. */
type Differing = readonly [isSo: boolean, key: Fault['key'], now: string]

type Asked = {
	/** The cell of the code by which it is known. */
	readonly key: Fault['key']
	readonly agreed: (opened: OpenedBefore) => readonly Differing[]
	readonly says: { readonly amount: string; readonly details: Readonly<Record<string, unknown>>; readonly words: readonly string[] }
}

function compared(draft: LoanDraft | SavingsDraft, issuer: string | null, facts: Facts, { key, agreed, says }: Asked): Compared {
	const found = standing(draft, issuer, facts)
	if (found === null) return fresh
	if (found === 'two' || found.opened === null) return wrong(fault(key, 'row.in-the-book', { code: found === 'two' ? '' : found.code }))
	const { id, code, opened } = found
	const otherDay = onAnotherDay(opened, facts, key)
	if (otherDay !== null) return wrong(otherDay)
	const differs: readonly Differing[] = [
		[opened.productId !== draft.productId, 'productCode', code],
		[opened.groupId !== draft.groupId, 'groupCode', code],
		[opened.memberId !== draft.memberId, 'memberName', code],
		...agreed(opened),
	]
	const faults = differs.flatMap(([isSo, cell, now]) => (isSo ? [fault(cell, 'row.opened-otherwise', { now })] : []))
	if (faults.length > 0) return wrong(...faults)
	const isSame = saysTheSame(opened, says.amount, says.details, says.words)
	return { verdict: isSame ? 'already' : 'correction', faults: [], contractId: id }
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
