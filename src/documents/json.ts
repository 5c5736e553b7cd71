import { toldBatches } from './csv.js'
import type { Out, Sheet } from './sheet.js'

/** Writes a sheet as one JSON object: what is known before the rows, the rows, and what is known only after them. */
export async function writeJson(sheet: Sheet, out: Out, before: object, after: () => object): Promise<void> {
	await out.write(`${JSON.stringify(before).slice(0, -1)},"rows":[`)
	let separator = ''
	for await (const batch of toldBatches(sheet)) {
		await out.write(separator + batch.map((row) => JSON.stringify(row)).join(','))
		separator = ','
	}
	await out.write(`],${JSON.stringify(after()).slice(1)}`)
}
