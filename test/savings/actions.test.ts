import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programAsker } from '../../src/access/asker.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import type { Tx } from '../../src/platform/database.js'
import { depositOnAccounts, offsetAccount, withdrawFromAccount } from '../../src/savings/actions.js'
import { accountsOfGroup, retellSavings } from '../../src/savings/question-actions.js'
import { factsIn } from '../collection/office.js'
import { refusal } from '../lending/union.js'
import { openSavers, type Savers } from './savers.js'

const today = calendarDate('2023-06-15')

describe('what a sitting asks of savings', () => {
	let savers: Savers
	const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => savers.house.database.transaction(work)
	beforeAll(async () => {
		savers = await openSavers()
	})
	afterAll(() => savers.house.close())

	it('records the deposits of one sitting, and says whose accounts they are and who holds the money', async () => {
		const [first, second] = [await savers.open(), await savers.open({ product: 'TO-TIETKIEM' })]
		const on = calendarDate('2022-03-10')
		const deposited = await run((tx) =>
			depositOnAccounts(
				tx,
				on,
				[
					{ accountId: second, command: { amount: dong(30_000n), receiptNo: 'BL-2' } },
					{ accountId: first, command: { amount: dong(50_000n), receiptNo: 'BL-1' } },
				],
				programAsker,
				today,
			),
		)
		expect(deposited).toMatchObject([
			{
				account: { id: second, groupId: savers.office.leadersGroupId, entrusted: false },
				outcome: { accountId: second, balance: 30_000n },
			},
			{ account: { id: first, groupId: savers.office.leadersGroupId, entrusted: true }, outcome: { accountId: first, balance: 50_000n } },
		])
		expect(deposited.every(({ account, outcome }) => account.memberId !== '' && outcome.entryId !== null)).toBe(true)
	})

	it('records all of a sitting or nothing, and names the line that may not be', async () => {
		const open = await savers.open()
		const before = await factsIn(savers.house)
		const wanted = (accountId: string) =>
			run((tx) =>
				depositOnAccounts(
					tx,
					calendarDate('2022-03-10'),
					[
						{ accountId: open, command: { amount: dong(1n) } },
						{ accountId, command: { amount: dong(1n) } },
					],
					programAsker,
					today,
				),
			)
		await expect(wanted('999999')).rejects.toMatchObject({ code: 'savings.not-found', item: 1 })
		const later = await savers.open({ openedOn: '2022-05-01' })
		await expect(wanted(later)).rejects.toMatchObject({ code: 'savings.not-open-yet', item: 1 })
		const facts = await factsIn(savers.house)
		expect([facts['postings'], facts['entries']]).toEqual([before['postings'], before['entries']])
	})

	it('lists the accounts of a group as they stood at any past sitting', async () => {
		const groupId = await savers.office.newGroup('NHCSXH', 'savings-and-loan')
		const id = await savers.open({ groupId, minimumMonthly: '20000', minutesNo: '10C/TD-3' })
		await savers.deposit(id, '2022-03-10', '15000')
		const knownAt = await savers.house.database.knowledgeNow()
		await savers.deposit(id, '2022-03-12', '5000')
		const ask = (asOf: string, at = knownAt) =>
			run((tx) => accountsOfGroup(tx, groupId, { kind: 'all' }, { asOf: calendarDate(asOf), knownAt: at }))
		expect(await ask('2021-12-31')).toEqual([])
		expect(await ask('2022-03-11')).toMatchObject([
			{ id, minimumMonthly: 20_000n, savedInMonth: 15_000n, missingInMonth: 5_000n, balance: 15_000n, entrusted: true },
		])
		const now = await savers.house.database.knowledgeNow()
		expect(await ask('2022-03-31', now)).toMatchObject([{ missingInMonth: 0n, balance: 20_000n }])
		expect(await ask('2022-04-01', now)).toMatchObject([{ savedInMonth: 0n, missingInMonth: 20_000n }])
	})

	it('pays nothing out while she owes, and offsets through the clearing account (SAV-04)', async () => {
		const id = await savers.open()
		await savers.deposit(id, '2022-02-01', '900000')
		const on = calendarDate('2022-06-01')
		const withdraw = (owes: bigint, amount = 900_000n) =>
			run((tx) => withdrawFromAccount(tx, id, { on, amount: dong(amount) }, { owes: dong(owes) }, programAsker, today))
		expect(await refusal(withdraw(1n))).toBe('savings.while-in-debt')
		const offset = await run((tx) => offsetAccount(tx, id, { on, amount: dong(400_000n), loanId: '1' }, programAsker, today))
		expect(offset).toMatchObject({
			account: { offsetOrder: ['interest', 'due-principal', 'overdue-principal'] },
			outcome: { balance: 500_000n },
		})
		expect(await refusal(withdraw(0n))).toBe('savings.above-balance')
		expect(await withdraw(0n, 500_000n)).toMatchObject({ balance: 0n })
	})

	it('is told again from its events without a finding', async () => {
		const findings: unknown[] = []
		let counted = 0
		await savers.house.database.reading(async (tx) => {
			for await (const finding of retellSavings(tx, (accounts) => (counted = accounts))) findings.push(finding)
		})
		expect(findings).toEqual([])
		expect(counted).toBeGreaterThan(4)
	})
})
