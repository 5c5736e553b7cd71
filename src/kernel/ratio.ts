import type { Money } from './money.js'
import { nearestDong, roundFraction } from './rounding.js'

/** A part over a whole with four decimal places, half up: "0.0667"; null where the whole is nothing. */
export function ratioText(part: Money, whole: Money): string | null {
	if (whole === 0n) return null
	const tenThousandths = roundFraction({ numerator: part * 10_000n, denominator: whole }, nearestDong)
	const digits = String(tenThousandths).padStart(5, '0')
	return `${digits.slice(0, -4)}.${digits.slice(-4)}`
}
