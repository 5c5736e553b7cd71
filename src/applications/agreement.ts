import { addMonths, type CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import { layOut } from '../lending/layout.js'
import { type SignLoan, termsSchema } from '../lending/schemas.js'
import type { TermsTemplate } from '../products/template.js'
import { amountAboveAgreed, type ApplicationState, termAboveAgreed } from './application.js'
import type { SignApplication } from './schemas.js'

type GivenTerms = NonNullable<SignApplication['terms']>

/** The terms with which an approved loan is signed: the approved amount and term where none is said, and never a larger amount. */
export function termsToSign(
	state: ApplicationState,
	given: GivenTerms,
	{ instalments }: TermsTemplate,
	signedOn: CalendarDate,
): SignLoan['terms'] {
	const principal: Money = given.principal ?? state.amount
	if (principal > state.amount) throw amountAboveAgreed(state, 'terms.principal')
	if (given.maturityOn !== undefined || given.instalments?.count !== undefined) return { ...given, principal }
	const { every = instalments.every, period = instalments.period, firstOn } = given.instalments ?? {}
	// Instalments that begin on a day of their own, or are of days and weeks, end with the term and not after a count of them.
	return period === 'month' && firstOn === undefined && state.months % every === 0
		? { ...given, principal, instalments: { ...given.instalments, count: state.months / every } }
		: { ...given, principal, maturityOn: addMonths(signedOn, state.months) }
}

/** Refuses a loan that would run longer than was approved, were it paid out on the day of its signing. */
export function refuseLongerThanApproved(state: ApplicationState, signed: Readonly<Record<string, unknown>>, signedOn: CalendarDate): void {
	const { maturityOn } = layOut(termsSchema.parse(signed), signedOn)
	if (maturityOn > addMonths(signedOn, state.months)) throw termAboveAgreed(state, 'terms')
}
