import { must } from '../kernel/assert.js'
import { add, type Money, zero } from '../kernel/money.js'
import { comparedOf, type Gap, owedTo, statedBy, statedKeys } from './balance.js'
import { type Item, type ItemType, itemTypes } from './item.js'
import { codeOf, type Matched } from './match.js'

/** Both sides' sums of what the bank states, and how far they are apart. */
export type Sums = { readonly loans: number; readonly outstanding: Money; readonly interest: Money }
export type TypeTotals = Readonly<Record<ItemType, Sums>>
export type Totals = { readonly bank: Sums; readonly ours: Sums; readonly differences: Sums; readonly byType: TypeTotals }

/** The same of one group; null are those in no group that we know. */
export type GroupTotals = {
	readonly groupId: string | null
	readonly code: string | null
	readonly name: string | null
	readonly bank: Sums
	readonly ours: Sums
	readonly differences: Sums
	/** What its own sheets of the month say was collected on loans of the lender. */
	readonly collected: Money
}

export const nothing: Sums = { loans: 0, outstanding: zero, interest: zero }

/** One more loan, or one more difference. */
function counted(sums: Sums, { outstanding, interest }: Gap): Sums {
	return { loans: sums.loans + 1, outstanding: add(sums.outstanding, outstanding), interest: add(sums.interest, interest) }
}

/** The sums of a comparison, over all. The bank's less ours are those of the differences. */
export function totalsOf(matched: Matched, items: readonly Item[]): Totals {
	const sides = sidesOf(matched)
	const byType = Object.fromEntries(itemTypes.map((type) => [type, nothing])) as Record<ItemType, Sums>
	for (const item of items) byType[item.type] = counted(byType[item.type], item)
	return {
		bank: sides.reduce((sums, { bank }) => (bank === null ? sums : counted(sums, bank)), nothing),
		ours: sides.reduce((sums, { ours }) => (ours === null ? sums : counted(sums, ours)), nothing),
		differences: differencesOf(items),
		byType,
	}
}

/** The sums of a comparison, group by group in the order of their codes. */
export function groupTotals(matched: Matched, items: readonly Item[], collected: ReadonlyMap<string, Money>): readonly GroupTotals[] {
	const groups = new Map<string | null, GroupTotals>()
	const knownBy = new Map<string, string>()
	const groupOf = (id: string | null): GroupTotals =>
		groups.get(id) ?? {
			groupId: id,
			code: null,
			name: null,
			bank: nothing,
			ours: nothing,
			differences: nothing,
			collected: collected.get(id ?? '') ?? zero,
		}
	for (const { groupId, groupCode, groupName, groupBankCode } of [...matched.pairs.map(({ ours }) => ours), ...matched.oursOnly]) {
		if (groupId === null || groups.has(groupId)) continue
		groups.set(groupId, { ...groupOf(groupId), code: groupCode, name: groupName })
		for (const code of [groupBankCode, groupCode]) if (code !== null) knownBy.set(codeOf(code), groupId)
	}
	const placeOf = (side: {
		readonly groupBankCode?: string | null | undefined
		readonly groupCode?: string | null | undefined
	}): string | null => knownBy.get(codeOf(side.groupBankCode)) ?? knownBy.get(codeOf(side.groupCode)) ?? null
	for (const { bank, ours, loan, row } of sidesOf(matched)) {
		const id = loan === null ? placeOf(must(row, 'one side of two')) : loan.groupId
		const group = groupOf(id)
		groups.set(id, {
			...group,
			bank: bank === null ? group.bank : counted(group.bank, bank),
			ours: ours === null ? group.ours : counted(group.ours, ours),
		})
	}
	for (const item of items) {
		if (item.type === 'matched') continue
		const id = item.ours === null ? placeOf(must(item.bank, 'one side of two')) : item.ours.groupId
		groups.set(id, { ...groupOf(id), differences: counted(groupOf(id).differences, item) })
	}
	return [...groups.values()].sort((a, b) => ((a.code ?? '~') < (b.code ?? '~') ? -1 : 1))
}

function differencesOf(items: readonly Item[]): Sums {
	return items.reduce((sums, item) => (item.type === 'matched' ? sums : counted(sums, item)), nothing)
}

function sidesOf({ pairs, bankOnly, oursOnly }: Matched) {
	const stated = statedKeys([...pairs.map(({ bank }) => bank), ...bankOnly])
	return [
		...pairs.map((pair) => ({ ...comparedOf(pair), row: pair.bank, loan: pair.ours })),
		...bankOnly.map((row) => ({ bank: statedBy(row), ours: null, row, loan: null })),
		...oursOnly.map((loan) => ({ bank: null, ours: owedTo(loan, stated), row: null, loan })),
	]
}
