import { z } from 'zod'
import { dong, type Money, sum } from './money.js'

/** Face values in đồng of the banknotes and coins that the State Bank has in circulation. */
export const faceValues = ['500000', '200000', '100000', '50000', '20000', '10000', '5000', '2000', '1000', '500', '200', '100'] as const

/** So many pieces of one face value, in đồng as text. */
export type Banknote = { readonly value: string; readonly count: number }

/** A count of cash by denomination; a face value is named once. Counting nothing is counting too. */
export const banknotesSchema = z
	.array(z.strictObject({ value: z.enum(faceValues), count: z.int().min(0).max(1_000_000) }))
	.max(faceValues.length)
	.refine((counted) => new Set(counted.map(({ value }) => value)).size === counted.length, 'field.wrong-format')
	.meta({ examples: [[{ value: '500000', count: 2 }]] })

/** What banknotes come to, in đồng. */
export function countedNotes(banknotes: readonly Banknote[]): Money {
	return sum(banknotes.map(({ value, count }) => dong(BigInt(value) * BigInt(count))))
}
