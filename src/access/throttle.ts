/** The wrong tries of one name or one address in the last `windowMinutes`, and how long ago the last one was. */
export type Failures = { readonly count: number; readonly secondsSinceLast: number }

export const windowMinutes = 15

/** Wrong tries that cost nothing. Many people of one office share an address. */
export const freeTries = { username: 5, address: 30 }

/**
 * Seconds to wait before the next try: none while there are free ones, then 30 and twice as long after each, to a
 * quarter of an hour.
 */
export function secondsToWait({ count, secondsSinceLast }: Failures, free: number): number {
	if (count < free) return 0
	const pause = Math.min(30 * 2 ** (count - free), windowMinutes * 60)
	return Math.max(0, Math.ceil(pause - secondsSinceLast))
}
