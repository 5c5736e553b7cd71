import { must } from '../../kernel/assert.js'
import type { CalendarDate } from '../../kernel/calendar-date.js'
import { dong, type Money, subtract, sum } from '../../kernel/money.js'
import type { Tx } from '../../platform/database.js'
import { principalEveryFor, rulesFor } from '../../products/rules.js'
import { type DemoGroup, type GroupWish, makeGroups } from './groups.js'
import { type DemoProduct, type Draft, millions, owesAllOn, payingHabits } from './portfolio.js'
import { type Chance, numbersThatSum } from './random.js'
import type { Writer } from './writer.js'

/** What every programme is loaded with. */
export type Stage = {
	readonly tx: Tx
	readonly random: Chance
	readonly small: boolean
	readonly products: ReadonlyMap<string, DemoProduct>
	/** The day of the month on which the bank comes, by commune. */
	readonly transactionDays: ReadonlyMap<string, number>
	readonly communes: readonly string[]
	readonly writer: Writer
}

/**
 * Writes the drafts so that together they owe the figure on its day: those whose principal has been falling due first,
 * with their own amounts; what is then missing is what the others were lent.
 */
export async function settle(
	stage: Stage,
	drafts: readonly Draft[],
	target: { on: CalendarDate; outstanding: Money },
	range: readonly [number, number],
	random: Chance,
): Promise<void> {
	const { writer, small } = stage
	const open = (draft: Draft): boolean => draft.millions !== null && !small && owesAllOn(draft, target.on)
	const owed: Money[] = []
	for (const draft of drafts.filter((one) => !open(one)))
		owed.push(await writer.write(draft, millions(draft.millions ?? 0), random, target.on))
	const others = drafts.filter(open)
	if (others.length === 0) return
	const missing = subtract(target.outstanding, sum(owed))
	const amounts = numbersThatSum(random, others.length, Number(missing / 1_000_000n), ...range)
	const rest = dong(missing % 1_000_000n)
	const balances: Money[] = []
	for (const [index, draft] of others.entries()) {
		const principal = dong(millions(must(amounts[index], 'an amount')) + (index === 0 ? rest : 0n))
		balances.push(await writer.write(draft, principal, random, target.on))
	}
	const reached = sum([...owed, ...balances])
	if (reached !== target.outstanding) throw new Error(`the demonstration owes ${reached} on ${target.on} instead of ${target.outstanding}`)
}

export function draftOf(
	stage: Stage,
	code: string,
	group: DemoGroup | null,
	memberId: string | null,
	signedOn: CalendarDate,
	months: number,
	amount: number | null,
): Draft {
	return {
		product: must(stage.products.get(code), code),
		group,
		memberId,
		communeId: group?.communeId ?? '',
		signedOn,
		months,
		millions: amount,
		terms: {},
		habits: payingHabits,
		transactionDay: null,
	}
}

export function everyOf(stage: Stage, code: string, signedOn: CalendarDate, months: number): number {
	const { product } = must(stage.products.get(code), code)
	return principalEveryFor(months, must(rulesFor(product.rules, signedOn), code).terms.principalBands) ?? months
}

export function borrowersOf(groups: readonly DemoGroup[]): readonly { group: DemoGroup; memberId: string }[] {
	return groups.flatMap((group) => group.memberIds.map((memberId) => ({ group, memberId })))
}

/** The groups of a programme: those of its lender, numbered at the bank where it is a bank's. */
export function groupsOf(
	stage: Stage,
	random: Chance,
	{ productCode, ...wanted }: Omit<GroupWish, 'lenderId' | 'issuer'> & { readonly productCode: string },
	firstNumber: number,
): Promise<readonly DemoGroup[]> {
	const { lender } = must(stage.products.get(productCode), productCode)
	const wish = { ...wanted, lenderId: lender.id, issuer: lender.entrusted ? lender.code : null }
	return makeGroups(stage.tx, random, stage.communes, wish, firstNumber)
}
