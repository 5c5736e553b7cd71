import { append, insertContracts } from '../contracts/store.js'
import { must } from '../kernel/assert.js'
import type { Tx } from '../platform/database.js'
import { insertExternalCodes } from '../units/store.js'
import type { ToldLife } from './life.js'
import { insertPlaces } from './places-store.js'
import { insertAccounts } from './store.js'

/**
 * Writes whole lives of accounts that were told through the same telling as one event at a time: contracts, accounts, and
 * all that happened to them in few statements, for the demonstration and for imports. Answers the accounts' ids.
 */
export async function writeSavingsLives(tx: Tx, told: readonly ToldLife[]): Promise<readonly string[]> {
	if (told.length === 0) return []
	const ids = await insertContracts(
		tx,
		'savings-account',
		told.map(({ life: { book, account } }) => ({ bookId: book.id, on: account.openedOn })),
	)
	const numbered = told.map((one, index) => ({ ...one, id: must(ids[index], 'an id for each life') }))
	await insertAccounts(
		tx,
		numbered.map(({ id, life: { account } }) => ({ ...account, id })),
	)
	await insertExternalCodes(
		tx,
		numbered.flatMap(({ id, life: { externalCode } }) =>
			externalCode === null ? [] : [{ ownerKind: 'savings-account' as const, ownerId: id, ...externalCode }],
		),
	)
	await append(
		tx,
		numbered.flatMap(({ id, recordings }) => recordings.map((recording) => ({ ...recording, contractId: id }))),
	)
	const placed = numbered.flatMap(({ id, recordings }) =>
		recordings
			.filter(({ event }) => event.type === 'opened' || event.type === 'transferred')
			.map(({ version }) => ({ accountId: id, seq: version })),
	)
	await insertPlaces(tx, placed)
	return ids
}
