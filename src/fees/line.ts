import { dong, type Money, sum } from '../kernel/money.js'
import type { FeeHolder } from './accounts.js'
import { holderOf } from './accounts.js'
import type { FeeKind } from './agreement.js'
import type { Measured } from './quality.js'
import type { LevelShare } from './split.js'

/** Of what a base was made: the interest of one product's loans at one rate, or their days of balance. */
export type LinePart = {
	readonly productId: string
	/** Null where the base is a balance. */
	readonly yearly: string | null
	readonly interest: Money
	/** Each đồng in term for each day of the month; nothing where the base is of interest. */
	readonly dongDays: bigint
}

/** What one agreement comes to for one group in one month, in one commune: how it was reckoned, and for whom. */
export type FeeLine = {
	readonly agreementId: string
	readonly kind: FeeKind
	readonly communeId: string
	readonly parts: readonly LinePart[]
	readonly interest: Money
	/** The exact base in đồng, "123/365". */
	readonly base: string
	readonly measured: Measured | null
	readonly factor: string
	readonly fee: Money
	readonly shares: readonly LevelShare[]
	/** What rounding left to the residual share. */
	readonly leftOver: Money
}

/** What is due to one holder by these lines, in đồng. */
export function dueTo(holder: FeeHolder, lines: readonly FeeLine[]): Money {
	return sum(lines.flatMap(({ shares }) => shares.flatMap(({ level, amount }) => (holderOf(level) === holder ? [amount] : []))))
}

/** Whether a line has a share of this holder, even one of nothing. */
export function concerns(holder: FeeHolder, { shares }: FeeLine): boolean {
	return shares.some(({ level }) => holderOf(level) === holder)
}

/** Lines as an event keeps them: amounts as text, as JSON writes them. */
export function linesOfStored(stored: unknown): readonly FeeLine[] {
	return ((stored ?? []) as readonly Stored<FeeLine>[]).map((line) => ({
		...line,
		parts: line.parts.map((part) => ({ ...part, interest: read(part.interest), dongDays: BigInt(part.dongDays) })),
		interest: read(line.interest),
		measured:
			line.measured === null
				? null
				: {
						part: read(line.measured.part),
						whole: read(line.measured.whole),
						badDebt: line.measured.badDebt === null ? null : read(line.measured.badDebt),
						outstanding: read(line.measured.outstanding),
					},
		fee: read(line.fee),
		shares: line.shares.map(({ level, amount }) => ({ level, amount: read(amount) })),
		leftOver: read(line.leftOver),
	}))
}

/**
 * Whether two reckonings come to the same from the same. What a factor was measured from does not count where the factor
 * stays: a loan that is repaid late in the next village moves the ratio of the whole commune.
 */
export function sameLines(a: readonly FeeLine[], b: readonly FeeLine[]): boolean {
	return textOf(a) === textOf(b)
}

type Stored<T> = T extends bigint ? string | bigint : T extends object ? { readonly [key in keyof T]: Stored<T[key]> } : T

function read(amount: string | bigint): Money {
	return dong(BigInt(amount))
}

/** jsonb keeps no order of keys, so they are written in one of ours. */
function textOf(lines: readonly FeeLine[]): string {
	return JSON.stringify(lines, (key, value: unknown) =>
		key === 'measured'
			? undefined
			: typeof value === 'object' && value !== null && !Array.isArray(value)
				? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
				: value,
	)
}
