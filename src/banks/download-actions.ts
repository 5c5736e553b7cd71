import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { Sent } from '../documents/download.js'
import type { Tx } from '../platform/database.js'
import { pageWish } from '../platform/page.js'
import { findLender } from '../products/actions.js'
import * as store from './download-store.js'
import type { ExportFormat } from './formats.js'

type Taken = {
	readonly lenderId: string
	readonly format: ExportFormat
	/** The question, where it was about less than all. */
	readonly asked: Readonly<Record<string, string | undefined>>
	readonly rows: number
	readonly sent: Sent
}

/** Notes that a list left the house: one that was broken off too, for what of it arrived nobody knows. */
export async function recordDownload(tx: Tx, { asked, sent, ...taken }: Taken, asker: Asker, { asOf, knownAt }: Clocks): Promise<void> {
	const said = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
	await store.insertDownload(tx, { ...taken, ...sent, asked: Object.fromEntries<string>(said), asOf, knownAt, recordedBy: asker.userId })
}

/** Who took a lender's lists. A bank sees those of its own loans, whoever took them. */
export async function listExportDownloads(tx: Tx, lenderId: string, query: Parameters<typeof pageWish>[0], asker: Asker) {
	const { id } = await findLender(tx, lenderId, asker)
	return store.listDownloads(tx, id, pageWish(query))
}
