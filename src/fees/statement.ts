import type { SheetColumn, SheetRow } from '../documents/sheet.js'
import { fractionFromText } from '../kernel/fraction.js'
import { grouped } from '../kernel/grouped.js'
import { add, dong, type Money, zero } from '../kernel/money.js'
import { nearestDong, roundFraction } from '../kernel/rounding.js'
import { type FeeKind, type FeeLevel, feeLevels } from './agreement.js'
import type { FeeLine } from './line.js'
import type { Standing } from './stored.js'

/** What a line of the statement is about. */
export const statementKeys = ['group', 'commune', 'district', 'province', 'lender'] as const
export type StatementKey = (typeof statementKeys)[number]

/** Fees of some groups and months, in đồng; shares by level, nothing where a level has none. */
export type FeeSums = Readonly<Record<FeeLevel, Money>> & {
	readonly interest: Money
	/** The base of each line to the đồng. */
	readonly base: Money
	/** The part that was paid for quality, where it was the same for all; else null. */
	readonly factor: string | null
	readonly fee: Money
	/** What rounding left to the shares that take the rest; it is in them. */
	readonly residual: Money
	readonly groups: number
}

/** A line that stands, with whose it is. */
export type PlacedLine = FeeLine & { readonly lenderId: string; readonly groupId: string; readonly month: string }

/**
 * The lines of a kind that stand. What concerns the Union and the group stands in the fee of each of them with the same
 * figures, and counts once.
 */
export function linesThatStand(standings: readonly Standing[], kind: FeeKind): readonly PlacedLine[] {
	const lines = new Map<string, PlacedLine>()
	for (const { lenderId, groupId, month, lines: told } of standings)
		for (const line of told)
			if (line.kind === kind)
				lines.set(`${lenderId} ${groupId} ${month} ${line.agreementId} ${line.communeId}`, { ...line, lenderId, groupId, month })
	return [...lines.values()]
}

/** The sums over some lines: each figure is added up as it was rounded, so that groups, communes and the province agree to the đồng. */
export function sumLines(lines: readonly PlacedLine[]): FeeSums {
	const sums = { interest: zero, base: zero, fee: zero, residual: zero }
	const levels = Object.fromEntries(feeLevels.map((level) => [level, zero])) as Record<FeeLevel, Money>
	for (const line of lines) {
		sums.interest = add(sums.interest, line.interest)
		sums.base = add(sums.base, dong(roundFraction(fractionFromText(line.base), nearestDong)))
		sums.fee = add(sums.fee, line.fee)
		sums.residual = add(sums.residual, line.leftOver)
		for (const { level, amount } of line.shares) levels[level] = add(levels[level], amount)
	}
	const factors = new Set(lines.map(({ factor }) => factor))
	const [factor] = factors
	return { ...sums, factor: factors.size === 1 && factor !== undefined ? factor : null, ...levels, groups: groupsOf(lines) }
}

/** The lines by a key, in the order in which a key was met. */
export function sumByKey(
	lines: readonly PlacedLine[],
	keyOf: (line: PlacedLine) => string | null,
): readonly (FeeSums & { readonly id: string | null })[] {
	return [...grouped(lines, keyOf)].map(([id, own]) => ({ id, ...sumLines(own) }))
}

const keyNames: Readonly<Record<StatementKey, string>> = {
	group: 'Tổ',
	commune: 'Xã',
	district: 'Huyện',
	province: 'Tỉnh',
	lender: 'Bên cho vay',
}
const levelNames: Readonly<Record<FeeLevel, string>> = {
	group: 'Tổ',
	commune: 'Hội cấp xã',
	district: 'Hội cấp huyện',
	province: 'Hội cấp tỉnh',
	centre: 'Trung ương Hội',
}

/** The columns of the statement as a file. */
export function statementColumns(by: StatementKey): readonly SheetColumn[] {
	return [
		{ key: 'key', header: `Mã ${keyNames[by].toLowerCase()}`, kind: 'text', width: 18 },
		{ key: 'name', header: keyNames[by], kind: 'text', width: 40 },
		{ key: 'interest', header: 'Lãi thực thu', kind: 'money' },
		{ key: 'base', header: 'Số tiền làm căn cứ', kind: 'money' },
		{ key: 'factor', header: 'Hệ số chất lượng', kind: 'rate' },
		{ key: 'fee', header: 'Phí', kind: 'money' },
		...feeLevels.map((level): SheetColumn => ({ key: level, header: levelNames[level], kind: 'money' })),
		{ key: 'residual', header: 'Trong đó số dư làm tròn', kind: 'money' },
		{ key: 'groups', header: 'Số tổ', kind: 'count' },
	]
}

/** The last line of the statement. */
export function statementTotals(totals: FeeSums): SheetRow {
	return { ...totals, key: 'Tổng cộng', name: null }
}

function groupsOf(lines: readonly PlacedLine[]): number {
	return new Set(lines.map(({ groupId }) => groupId)).size
}
