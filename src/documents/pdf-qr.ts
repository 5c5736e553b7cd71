import { encode } from 'uqr'
import type { Node } from './pdf-table.js'

/** A QR code as one vector shape of so many points on each side, with the quiet border that a reader needs (ISO/IEC 18004). */
export function qrNode(text: string, points: number): Node {
	const { data, size } = encode(text, { ecc: 'M', border: 4 })
	const path = data
		.map((row, y) =>
			runsOf(row)
				.map(([from, length]) => `M${from} ${y}h${length}v1h-${length}z`)
				.join(''),
		)
		.join('')
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}" fill="#000000"/></svg>`
	return { svg, width: points, height: points }
}

/** The dark stretches of a row, each with where it begins and how long it is. */
function runsOf(row: readonly boolean[]): readonly (readonly [from: number, length: number])[] {
	const runs: [number, number][] = []
	for (const [x, isDark] of row.entries()) {
		const last = runs.at(-1)
		if (!isDark) continue
		if (last !== undefined && last[0] + last[1] === x) last[1] += 1
		else runs.push([x, 1])
	}
	return runs
}
