import { expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { checkpointDigest } from '../../src/ledger/closing.js'

const line = (account: string, debit: bigint) => ({
	account,
	debit: dong(debit),
	credit: dong(0n),
	bookedDebit: dong(debit),
	bookedCredit: dong(0n),
})
const checkpoint = { book: 'own', closedThrough: calendarDate('2022-10-31'), lastEntryId: '12', lines: [line('1111', 5n), line('411', 7n)] }

it('a checkpoint has one digest whatever the order of its accounts, and another when anything of it is another', () => {
	const digest = checkpointDigest(checkpoint)
	expect(digest).toMatch(/^[0-9a-f]{64}$/)
	expect(checkpointDigest({ ...checkpoint, lines: checkpoint.lines.toReversed() })).toBe(digest)
	for (const other of [
		{ book: 'social' },
		{ lastEntryId: '13' },
		{ closedThrough: calendarDate('2022-09-30') },
		{ lines: [line('1111', 5n), line('411', 8n)] },
	])
		expect(checkpointDigest({ ...checkpoint, ...other })).not.toBe(digest)
})
