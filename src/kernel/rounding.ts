import { assert, never } from './assert.js'
import type { Fraction } from './fraction.js'
import type { Words } from './refusal.js'

/** nearest is half up (away from zero); nearest-even is half to the even neighbour; up and down are by size. */
export type Towards = 'nearest' | 'nearest-even' | 'up' | 'down'

/** A named rounding to whole units of đồng: a value that a product carries, never a global. */
export type Rounding = { readonly unit: bigint; readonly towards: Towards }

/** Half up to one đồng, once per loan per posting: the default where law and contract are silent (project decision). */
export const nearestDong: Rounding = { unit: 1n, towards: 'nearest' }

/** The multiple of the rounding's unit that stands for the exact value. */
export function roundFraction(value: Fraction, rounding: Rounding): bigint {
	assert(rounding.unit > 0n, 'a rounding unit is positive')
	const divisor = value.denominator * rounding.unit
	const negative = value.numerator < 0n
	const size = negative ? -value.numerator : value.numerator
	const whole = size / divisor
	const rest = size % divisor
	const units = rest === 0n ? whole : whole + (roundsUp(whole, rest, divisor, rounding.towards) ? 1n : 0n)
	return (negative ? -units : units) * rounding.unit
}

function roundsUp(whole: bigint, rest: bigint, divisor: bigint, towards: Towards): boolean {
	switch (towards) {
		case 'down':
			return false
		case 'up':
			return true
		case 'nearest':
			return rest * 2n >= divisor
		case 'nearest-even':
			return rest * 2n === divisor ? whole % 2n === 1n : rest * 2n > divisor
		default:
			return never(towards)
	}
}

const towardsNames: Readonly<Record<Towards, Words>> = {
	nearest: { vi: 'nửa lên', en: 'half up' },
	'nearest-even': { vi: 'nửa về số chẵn', en: 'half to even' },
	up: { vi: 'luôn lên', en: 'always up' },
	down: { vi: 'luôn xuống', en: 'always down' },
}

/** A rounding by its name: "làm tròn đến 1 đồng (nửa lên)". */
export function roundingName({ unit, towards }: Rounding): Words {
	const size = String(unit).replace(/\B(?=(\d{3})+$)/g, '.')
	return {
		vi: `làm tròn đến ${size} đồng (${towardsNames[towards].vi})`,
		en: `rounded to ${size} đồng (${towardsNames[towards].en})`,
	}
}
