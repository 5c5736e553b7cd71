import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { add, zero } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { fold } from '../kernel/personal-id.js'
import { Refusal } from '../kernel/refusal.js'
import { latePrincipal } from '../lending/accrual.js'
import { interestDays } from '../lending/brought-forward.js'
import { type LoanLife, type ToldLife, tellLife } from '../lending/life.js'
import { loanOfRead } from '../lending/kept.js'
import { stateFromStored, type StoredState } from '../lending/state.js'
import type { Calendar } from '../units/calendar.js'
import type { OpeningKey } from './columns.js'
import { type LoanDraft, said } from './draft.js'
import type { Facts, LoanProductFact } from './facts.js'
import { loanLifeOf, rulesThen } from './lives.js'
import { type Party, partyOf } from './person.js'
import { type Fault, fault } from './reasons.js'
import type { RowValues } from './row.js'

/** What a row comes to: what it opens and the life that it tells, where nothing is wrong with it, and what is to be looked at twice. */
export type Checked<Draft, Told> = {
	readonly sound: { readonly draft: Draft; readonly told: Told } | null
	readonly faults: readonly Fault[]
	readonly warnings: readonly Fault[]
}

/** By which calendar days are told, and who brings the list in. */
export type Telling = { readonly calendar: Calendar; readonly userId: string }

/** Checks what a row says of a loan against the books, and tells the loan as the row opens it: what its rules refuse is a fault of the cell. */
export function checkLoanRow(values: RowValues, facts: Facts, telling: Telling): Checked<LoanDraft, ToldLife> {
	const faults: Fault[] = []
	const warnings: Fault[] = []
	const productCode = values.text('productCode')
	const product = productCode === null ? undefined : facts.loanProducts.get(fold(productCode))
	if (productCode !== null && product === undefined) faults.push(fault('productCode', 'row.product-unknown', { code: productCode }))
	faults.push(...dayFaults(values, facts.openingOn), ...balanceFaults(values))
	const party = partyOf(values, facts, product?.lender ?? null)
	faults.push(...party.faults)
	warnings.push(...party.warnings)
	if (product === undefined) return { sound: null, faults, warnings }
	faults.push(...codeFaults(values, product))
	const isMembers = party.value !== null && (party.value.memberId !== null || party.value.person !== null)
	if (party.value !== null && isMembers && product.borrower === 'group') faults.push(fault('memberName', 'row.product-for-groups'))
	if (party.value !== null && !isMembers && product.borrower === 'member') faults.push(fault('memberName', 'row.member-missing'))
	const draft = draftOf(values, product, party.value)
	if (faults.length > 0 || draft === null) return { sound: null, faults, warnings }
	const { told, ...found } = tellDraft(draft, product, facts, telling)
	const sound = told === null || found.faults.length > 0 ? null : { draft, told }
	return { sound, faults: found.faults, warnings: [...warnings, ...found.warnings] }
}

/** The life that a draft opens, told; throws the refusal of the rule that does not let it. */
function lifeOfDraft(draft: LoanDraft, product: LoanProductFact, facts: Facts): LoanLife {
	const rules = rulesThen(product, draft.signedOn)
	if (rules === null)
		throw new Refusal('product.not-offered', { path: 'signedOn', details: { code: product.code, on: vietnameseDate(draft.signedOn) } })
	return loanLifeOf(draft, product, rules, facts.openingOn, facts.transactionDays.get(draft.communeId) ?? null)
}

function draftOf(values: RowValues, product: LoanProductFact, party: Party | null): LoanDraft | null {
	const [signedOn, disbursedOn, maturityOn] = [values.day('signedOn'), values.day('disbursedOn'), values.day('maturityOn')]
	const [principal, outstanding] = [values.text('principal'), values.text('outstanding')]
	if (party === null || signedOn === null || disbursedOn === null || maturityOn === null || principal === null || outstanding === null)
		return null
	return {
		...party,
		productId: product.id,
		code: values.text('loanCode'),
		externalCode: values.text('bankLoanCode'),
		signedOn,
		disbursedOn,
		maturityOn,
		principal,
		yearly: values.rate('rate'),
		opening: {
			outstanding,
			...said<Omit<LoanDraft['opening'], 'outstanding'>>({
				overdue: values.text('overdue'),
				frozen: values.text('frozen'),
				overdueSince: values.day('overdueSince'),
				decisionNo: values.text('decisionNo'),
				interestDue: values.text('interestDue'),
				interestCarried: values.text('interestCarried'),
				interestPaidThrough: values.day('interestPaidThrough'),
			}),
		},
	}
}

/** Days that lie after the opening day, or come in the wrong order. */
function dayFaults(values: RowValues, openingOn: CalendarDate): readonly Fault[] {
	const past: readonly OpeningKey[] = ['signedOn', 'disbursedOn', 'overdueSince', 'interestPaidThrough', 'bornOn']
	const late = past.filter((key) => (values.day(key) ?? openingOn) > openingOn)
	const [signedOn, disbursedOn, maturityOn] = [values.day('signedOn'), values.day('disbursedOn'), values.day('maturityOn')]
	return [
		...late.map((key) => fault(key, 'row.after-opening-day', { on: vietnameseDate(openingOn) })),
		...(signedOn !== null && disbursedOn !== null && disbursedOn < signedOn ? [fault('disbursedOn', 'row.disbursed-before-signed')] : []),
		...(disbursedOn !== null && maturityOn !== null && maturityOn <= disbursedOn
			? [fault('maturityOn', 'row.maturity-before-disbursement')]
			: []),
	]
}

/** Amounts that do not add up, and frozen debt that nobody decided on. */
function balanceFaults(values: RowValues): readonly Fault[] {
	const outstanding = values.money('outstanding')
	const [inTerm, overdue, frozen] = [values.money('inTerm'), values.money('overdue') ?? zero, values.money('frozen') ?? zero]
	const sum = add(add(inTerm ?? zero, overdue), frozen)
	const faults: Fault[] = []
	// Where the part in term is not said, it is what the others leave.
	if (outstanding !== null && (inTerm === null ? sum > outstanding : sum !== outstanding))
		faults.push(fault('outstanding', 'row.parts-do-not-sum', { sum: vietnameseNumber(sum), outstanding: vietnameseNumber(outstanding) }))
	if (frozen > 0n && values.text('decisionNo') === null) faults.push(fault('decisionNo', 'row.frozen-without-decision'))
	return faults
}

function codeFaults(values: RowValues, { lender }: LoanProductFact): readonly Fault[] {
	const [banks, ours] = [values.text('bankLoanCode'), values.text('loanCode')]
	if (lender.entrusted && banks === null) return [fault('bankLoanCode', 'row.code-of-bank-missing')]
	if (banks === null && ours === null) return [fault('loanCode', 'row.code-missing')]
	return [
		...(banks !== null && banks.length > 40 ? [fault('bankLoanCode', 'cell.too-long', { limit: '40' })] : []),
		...(ours !== null && ours.length > 40 ? [fault('loanCode', 'cell.too-long', { limit: '40' })] : []),
	]
}

/** Which cell a rule is about that refuses what it is told. */
const keyOfPath: Readonly<Record<string, OpeningKey>> = {
	amount: 'outstanding',
	disbursedOn: 'disbursedOn',
	overdue: 'overdue',
	interestDue: 'interestDue',
	interestPaidThrough: 'interestPaidThrough',
	signedOn: 'signedOn',
	'terms.principal': 'principal',
	'terms.rates': 'rate',
}

function tellDraft(draft: LoanDraft, product: LoanProductFact, facts: Facts, { calendar, userId }: Telling) {
	try {
		const told = tellLife(lifeOfDraft(draft, product, facts), calendar, userId)
		return { told, ...standingFaults(draft, told, facts, calendar) }
	} catch (error) {
		if (!(error instanceof Refusal)) throw error
		const key = keyOfPath[error.path ?? ''] ?? 'maturityOn'
		return { told: null, faults: [fault(key, error.code, error.details)], warnings: [] }
	}
}

/** What only the told loan shows: interest days that passed unpaid and are not said, and overdue principal that its contract tells otherwise. */
function standingFaults(draft: LoanDraft, { life, recordings }: ToldLife, facts: Facts, calendar: Calendar) {
	const {
		terms: { terms },
		book,
		loan: { rulesFrom },
	} = life
	const { opening, communeId, signedOn } = draft
	const state = stateFromStored(recordings.at(-1)?.state as StoredState)
	const basis = loanOfRead(terms, book.kind, calendar, communeId).basisOf(state, facts.openingOn)
	const faults: Fault[] = []
	const warnings: Fault[] = []
	const latest = interestDays(basis.layout, facts.openingOn).at(-1)
	const { interestPaidThrough, interestDue, interestCarried } = opening
	const bears = terms.interestMethod !== 'none' && terms.rates.some(({ yearly }) => !/^0(\.0*)?$/.test(yearly))
	const unsaid = interestDue === undefined && interestCarried === undefined
	if (bears && unsaid && latest !== undefined && interestPaidThrough !== undefined && interestPaidThrough < latest && state.frozen === 0n)
		faults.push(fault('interestPaidThrough', 'row.interest-unpaid-missing', { on: vietnameseDate(latest) }))
	if (rulesFrom > signedOn) warnings.push(fault('signedOn', 'row.rules-of-later', { from: vietnameseDate(rulesFrom) }))
	const late = latePrincipal(basis, state, facts.openingOn, 'end')
	if (terms.overdue.transfer === 'automatic' && String(late) !== (opening.overdue ?? '0'))
		warnings.push(fault('overdue', 'row.overdue-by-contract', { amount: vietnameseNumber(late) }))
	return { faults, warnings }
}
