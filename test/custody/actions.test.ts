import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programAsker } from '../../src/access/asker.js'
import { collectCash, handOverCash, refuseHandedOver } from '../../src/custody/actions.js'
import { handOverCashSchema } from '../../src/custody/schemas.js'
import { dong } from '../../src/kernel/money.js'
import { refusal } from '../lending/union.js'
import { createTestDatabase, type TestDatabase } from '../platform/harness.js'
import { on, openSitting, type Sitting, today } from './sitting.js'

describe('cash in a leader’s hands', () => {
	let test: TestDatabase
	let sitting: Sitting

	beforeAll(async () => {
		test = await createTestDatabase({ seeded: true })
		sitting = await openSitting(test.database)
	})
	afterAll(() => test.close())

	const handOver = (day: string, amount: number, more: Record<string, unknown> = {}) =>
		sitting.run((tx) =>
			handOverCash(
				tx,
				sitting.groupId,
				handOverCashSchema.parse({ on: day, amount: String(amount), to: 'bank', receiver: 'Giao dịch viên', ...more }),
				programAsker,
				today,
			),
		)
	const sheetOf = (day: string) => refusal(sitting.run((tx) => refuseHandedOver(tx, sitting.groupId, on(day))))

	it('is collected by a sheet and due on the day on which the bank comes', async () => {
		expect(await sitting.collect('2022-11-10', 1_250_000, 'S1')).toMatchObject({
			leaderId: sitting.leaderId,
			held: 1_250_000n,
			meetings: [{ sheetId: 'S1', metOn: '2022-11-10', dueOn: '2022-11-15', amount: 1_250_000n }],
		})
		expect(await sitting.collect('2022-11-10', 0, 'S1')).toBeNull()
	})

	it('comes out of her hands where a corrected sheet collected less, and never more than she holds', async () => {
		expect(await sitting.collect('2022-11-10', -250_000, 'S1')).toMatchObject({ held: 1_000_000n })
		expect(await refusal(sitting.collect('2022-11-10', -1_000_001, 'S1'))).toBe('custody.more-than-held')
	})

	it('is handed over, and what is handed over too little stays hers', async () => {
		expect(await refusal(handOver('2022-11-15', 1_000_001))).toBe('custody.more-than-held')
		expect(
			await handOver('2022-11-15', 900_000, {
				denominations: [
					{ value: '500000', count: 1 },
					{ value: '200000', count: 2 },
				],
			}),
		).toMatchObject({
			held: 100_000n,
			meetings: [{ sheetId: 'S1', amount: 100_000n }],
		})
		expect(await refusal(handOver('2022-11-15', 100_000, { denominations: [{ value: '50000', count: 1 }] }))).toBe(
			'custody.banknotes-differ',
		)
	})

	it('closes the days whose cash was handed over to any other sheet', async () => {
		expect(await sheetOf('2022-11-10')).toBe('custody.handed-over')
		expect(await sheetOf('2022-11-09')).toBe('custody.handed-over')
		expect(await sheetOf('2022-11-11')).toBeNull()
	})

	it('is the deputy’s where she sat for the leader, and nobody else’s', async () => {
		const of = (leaderId: string) => ({ groupId: sitting.groupId, leaderId, on: on('2022-11-20'), amount: dong(500_000n), sheetId: 'S2' })
		expect(await sitting.run((tx) => collectCash(tx, of(sitting.deputyId), programAsker, today))).toMatchObject({
			leaderId: sitting.deputyId,
		})
		expect(await refusal(sitting.run((tx) => collectCash(tx, of(sitting.memberId), programAsker, today)))).toBe('custody.not-in-committee')
		expect(await refusal(sitting.collect('2019-05-01', 1, 'S0'))).toBe('custody.no-leader')
	})

	it('takes no correction that would leave less than was handed over since', async () => {
		expect(await refusal(sitting.collect('2022-11-10', -100_001, 'S1'))).toBe('contract.history-breaks')
		expect(await sitting.collect('2022-11-10', -100_000, 'S1')).toMatchObject({ held: 0n, meetings: [] })
	})

	it('is not handed over twice by two who come at once', async () => {
		await sitting.collect('2022-12-10', 1_000_000, 'S3')
		const tries = await Promise.all(Array.from({ length: 8 }, () => refusal(handOver('2022-12-15', 300_000))))
		expect(tries.filter((no) => no === null)).toHaveLength(3)
		expect(tries.filter((no) => no === 'custody.more-than-held')).toHaveLength(5)
	})
})
