/** Our own mistake. Never shown to a client in words; the door answers it as a defect and logs it. */
export class AssertionFailure extends Error {
	override readonly name = 'AssertionFailure'
}

/** Stops when something that the code itself promises does not hold. Not for input: that is zod's or a refusal's. */
export function assert(holds: unknown, promise: string): asserts holds {
	if (!holds) throw new AssertionFailure(promise)
}

/** The value, where the code has already made sure that there is one. */
export function must<T>(value: T | null | undefined, promise: string): T {
	assert(value !== null && value !== undefined, promise)
	return value
}

/** Closes a switch over a union: a new member does not compile until every switch tells it. */
export function never(value: never): never {
	throw new AssertionFailure(`unexpected ${JSON.stringify(value)}`)
}
