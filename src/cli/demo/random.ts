import { must } from '../../kernel/assert.js'

/** Chance that is the same on every machine: a demonstration with the same seed is the same to the đồng. */
export type Chance = {
	/** A whole number from `low` to `high`, both included. */
	readonly between: (low: number, high: number) => number
	/** True so often in a hundred thousand. */
	readonly happens: (inHundredThousand: number) => boolean
	readonly pick: <T>(list: readonly T[]) => T
	readonly shuffled: <T>(list: readonly T[]) => readonly T[]
	/** Chance of its own for a part, so that a change in one part leaves the others as they are. */
	readonly part: (name: string) => Chance
}

export function chance(seed: string): Chance {
	let state = hash(seed)
	const next = (): number => {
		// mulberry32: a well-known small generator, ample for made-up people.
		state = (state + 0x6d2b79f5) | 0
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
		return (mixed ^ (mixed >>> 14)) >>> 0
	}
	const between = (low: number, high: number): number => low + Math.floor((next() / 0x1_0000_0000) * (high - low + 1))
	return {
		between,
		happens: (inHundredThousand) => between(1, 100_000) <= inHundredThousand,
		pick: (list) => must(list[between(0, list.length - 1)], 'something to pick'),
		shuffled: (list) => {
			const order = [...list]
			for (let index = order.length - 1; index > 0; index -= 1) {
				const other = between(0, index)
				;[order[index], order[other]] = [order[other] as (typeof order)[number], order[index] as (typeof order)[number]]
			}
			return order
		},
		part: (name) => chance(`${seed}/${name}`),
	}
}

/** So many whole numbers from `low` to `high` that sum to `total`. */
export function numbersThatSum(random: Chance, count: number, total: number, low: number, high: number): number[] {
	const numbers = Array.from({ length: count }, () => random.between(low, high))
	let missing = total - numbers.reduce((sum, number) => sum + number, 0)
	must(total >= count * low && total <= count * high ? true : null, `${count} numbers from ${low} to ${high} that sum to ${total}`)
	while (missing !== 0) {
		const index = random.between(0, count - 1)
		const number = numbers[index] ?? low
		const step = missing > 0 ? Math.min(missing, high - number, 3) : -Math.min(-missing, number - low, 3)
		numbers[index] = number + step
		missing -= step
	}
	return numbers
}

function hash(text: string): number {
	let value = 0x811c9dc5
	for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
	return value | 0
}
