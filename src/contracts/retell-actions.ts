import { must } from '../kernel/assert.js'
import type { Tx } from '../platform/database.js'
import type { Finding } from './retell.js'
import { readBooked, readEvents } from './store.js'
import type { Booked, StoredContract, StoredEvent } from './stored.js'

type ContractRow = { readonly contract: StoredContract }

/** A contract that is to be told again: what it was agreed with, as it was before its first event, its events, and what the books hold of it. */
type Again<Row extends ContractRow> = {
	readonly row: Row
	readonly fresh: StoredContract
	readonly history: readonly StoredEvent[]
	readonly booked: Booked
}

/** Tells some contracts again, one after the other; answers what is not as their events say. */
export async function retellRows<Row extends ContractRow>(
	tx: Tx,
	rows: readonly Row[],
	tellAgain: (again: Again<Row>) => readonly (Finding | null)[],
): Promise<readonly Finding[]> {
	const ids = rows.map(({ contract }) => contract.id)
	const histories = await readEvents(tx, ids)
	const booked = await readBooked(tx, ids)
	return rows.flatMap((row) => {
		const { id } = row.contract
		const again = { row, fresh: { ...row.contract, version: 0 }, history: histories.get(id) ?? [] }
		return tellAgain({ ...again, booked: must(booked.get(id), 'what was asked for') }).filter((finding) => finding !== null)
	})
}

/** Tells all contracts of a kind again, page by page in the order of their ids, and says each time how many were told. */
export async function* retellPages<Row extends ContractRow>(
	pageAfter: (id: string) => Promise<readonly Row[]>,
	retellPage: (rows: readonly Row[]) => Promise<readonly Finding[]>,
	counted: (contracts: number) => void,
): AsyncGenerator<Finding> {
	let told = 0
	for (let after = '0'; ; ) {
		const rows = await pageAfter(after)
		const last = rows.at(-1)
		if (last === undefined) return
		yield* await retellPage(rows)
		told += rows.length
		counted(told)
		after = last.contract.id
	}
}
