import { createHash } from 'node:crypto'
import { grouped } from '../kernel/grouped.js'
import { type Money, moneyFromText, sum } from '../kernel/money.js'

/** Amounts that a line asks for, in đồng. */
export type Asked = { readonly interest: Money; readonly principal: Money; readonly savings: Money }

/** What a sheet asks on a loan: before the meeting, and what of it is still left. */
export type LoanAsked = {
	readonly loanId: string
	readonly memberId: string | null
	readonly due: { readonly interest: Money; readonly principal: Money }
	readonly left: { readonly interest: Money; readonly principal: Money }
}

/** What a sheet asks for a savings account, this month's minimum as far as it is not saved yet. */
export type SavingsAsked = {
	readonly accountId: string
	readonly memberId: string
	readonly due: Money
	readonly left: Money
}

/** What a member is asked for at a meeting, and the version by which a change of it is noticed. */
export type MemberAsked<Loan, Savings> = {
	readonly memberId: string | null
	readonly loans: readonly Loan[]
	readonly savings: readonly Savings[]
	readonly due: Asked
	readonly left: Asked
	readonly version: string
}

/**
 * A group's sheet: a line for each member in the order of its list, then for whoever has a loan or an account there and
 * is not on the list, last for the group's own loans.
 */
export function layOutSheet<Loan extends LoanAsked, Savings extends SavingsAsked>(
	listed: readonly string[],
	loans: readonly Loan[],
	savings: readonly Savings[],
): readonly MemberAsked<Loan, Savings>[] {
	const ids = new Set<string | null>([...listed, ...savings.map(({ memberId }) => memberId)])
	for (const { memberId } of loans) if (memberId !== null) ids.add(memberId)
	if (loans.some(({ memberId }) => memberId === null)) ids.add(null)
	const loansOf = grouped(loans, ({ memberId }) => memberId)
	const savingsOf = grouped(savings, ({ memberId }): string | null => memberId)
	return [...ids].map((memberId) => memberAsked(memberId, loansOf.get(memberId) ?? [], savingsOf.get(memberId) ?? []))
}

/** What is asked of somebody who has no loan and no account in the group. */
export const nothingAsked: MemberAsked<LoanAsked, SavingsAsked> = memberAsked(null, [], [])

/** What was asked for when a version was told. */
export function askedThen(version: string): Asked {
	const [interest = '0', principal = '0', savings = '0'] = version.split('-')
	return { interest: moneyFromText(interest), principal: moneyFromText(principal), savings: moneyFromText(savings) }
}

/** All that is asked for, in đồng. */
export function askedInAll({ interest, principal, savings }: Asked): Money {
	return sum([interest, principal, savings])
}

function memberAsked<Loan extends LoanAsked, Savings extends SavingsAsked>(
	memberId: string | null,
	loans: readonly Loan[],
	savings: readonly Savings[],
): MemberAsked<Loan, Savings> {
	const asked = (when: 'due' | 'left'): Asked => ({
		interest: sum(loans.map((loan) => loan[when].interest)),
		principal: sum(loans.map((loan) => loan[when].principal)),
		savings: sum(savings.map((account) => account[when])),
	})
	const left = asked('left')
	return { memberId, loans, savings, due: asked('due'), left, version: versionOf(left, loans, savings) }
}

/** The amounts, which whoever holds an old version can read in it, and a digest of what they are made of. */
function versionOf({ interest, principal, savings }: Asked, loans: readonly LoanAsked[], accounts: readonly SavingsAsked[]): string {
	const parts = [
		...loans.map(({ loanId, left }) => `loan ${loanId} ${left.interest} ${left.principal}`),
		...accounts.map(({ accountId, left }) => `account ${accountId} ${left}`),
	]
	const digest = createHash('sha256').update(parts.sort().join('\n')).digest('hex').slice(0, 12)
	return `${interest}-${principal}-${savings}-${digest}`
}
