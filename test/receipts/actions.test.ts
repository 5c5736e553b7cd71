import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programAsker } from '../../src/access/asker.js'
import { takeReceipts } from '../../src/receipts/actions.js'
import { issueBook } from '../../src/receipts/book-actions.js'
import { issueBookSchema } from '../../src/receipts/schemas.js'
import { on, openSitting, type Sitting, today } from '../custody/sitting.js'
import { refusal } from '../lending/union.js'
import { createTestDatabase, type TestDatabase } from '../platform/harness.js'

describe('receipts that a sheet writes', () => {
	let test: TestDatabase
	let sitting: Sitting

	beforeAll(async () => {
		test = await createTestDatabase({ seeded: true })
		sitting = await openSitting(test.database)
	})
	afterAll(() => test.close())

	const issue = (first: string, last: string) =>
		sitting.run((tx) =>
			issueBook(
				tx,
				issueBookSchema.parse({ series: 'BL/22', first, last, groupId: sitting.groupId, on: '2022-01-05' }),
				programAsker,
				today,
			),
		)
	const take = (...uses: readonly (readonly [usedFor: string, ...numbers: string[]])[]) =>
		sitting.run((tx) =>
			takeReceipts(
				tx,
				uses.map(([usedFor, ...numbers]) => ({ groupId: sitting.groupId, on: on('2022-11-10'), numbers, usedFor })),
				programAsker,
				today,
			),
		)

	it('are a warning where the group was given no book', async () => {
		expect(await take(['S1 Ái', 'BL/22-0001'])).toMatchObject([{ item: 0, code: 'receipt.of-no-book' }])
		expect(await take()).toEqual([])
	})

	it('are marked as used, whether their series is written or not', async () => {
		expect(await issue('0001', '0050')).toMatchObject({ holderId: sitting.leaderId, counts: { blank: 50 } })
		expect(await take(['S1 Ái', 'BL/22-0001'], ['S1 Bé', '0002', '3'])).toEqual([])
		expect(await issue('0051', '0060')).toMatchObject({ counts: { blank: 10, used: 0 } })
	})

	it('are left as they are where they were used for the very same, and refused for anything else', async () => {
		expect(await take(['S1 Ái', 'BL/22-0001'])).toEqual([])
		expect(await refusal(take(['S1 Cúc', '0001']))).toBe('receipt.used-already')
		expect(await refusal(take(['S1 Cúc', '0009'], ['S1 Dung', '0009']))).toBe('receipt.used-already')
	})

	it('are refused where the group has a book and the number is of none', async () => {
		expect(await refusal(take(['S1 Cúc', '0099']))).toBe('receipt.of-no-book')
		expect(await refusal(take(['S1 Cúc', 'không số']))).toBe('receipt.of-no-book')
	})
})
