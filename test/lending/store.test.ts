import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listLoans, loanCodeIsTaken, readBorrower, readLoan, readLoans } from '../../src/lending/store.js'
import type { Scope } from '../../src/access/asker.js'
import { vnd } from './loans.js'
import { on, openUnion, refusal, type Union } from './union.js'

let union: Union
let [first, second] = ['', '']
const all: Scope = { kind: 'all' }

beforeAll(async () => {
	union = await openUnion()
	first = await union.sign({ code: 'AB-1' })
	second = await union.sign({ code: 'AC-1', groupId: undefined })
	await union.record(first, 'disbursed', { on: on('2022-11-07'), amount: vnd(20_000_000) })
})
afterAll(() => union.test.close())

const ids = (filter: Parameters<typeof listLoans>[1], scope: Scope = all) =>
	union.run(async (tx) => (await listLoans(tx, filter, scope, '0', 10)).map(({ contract }) => contract.id))

describe('the loans that are read', () => {
	it('are locked and given in the order of their ids, whatever order is asked', async () => {
		const rows = await union.run((tx) => readLoans(tx, [second, first], all, 'lock'))
		expect(rows.map(({ code }) => code)).toEqual(['AB-1', 'AC-1'])
	})

	it('are found by status, code, group, member, product and lender', async () => {
		const { lenderId } = await union.run((tx) => readLoan(tx, first, all, 'read'))
		expect(await ids({ status: 'active' })).toEqual([first])
		expect(await ids({ q: 'AC' })).toEqual([second])
		expect(await ids({ q: '%' })).toEqual([])
		expect(await ids({ groupId: union.groupId })).toEqual([first])
		expect(
			await ids({ memberId: union.memberId, lenderId, productId: union.productId('NHCSXH-HONGHEO'), communeIds: [union.communeId] }),
		).toEqual([first, second])
		expect(await ids({ productId: union.productId('QUY-PHANG') })).toEqual([])
	})

	it('are only those within the asker’s reach', async () => {
		const { lenderId } = await union.run((tx) => readLoan(tx, first, all, 'read'))
		expect(await ids({}, { kind: 'groups', groupIds: [union.groupId] })).toEqual([first])
		expect(await ids({}, { kind: 'unit', unitId: '1', communeIds: [] })).toEqual([])
		expect(await ids({}, { kind: 'unit', unitId: '1', communeIds: [union.communeId] })).toEqual([first, second])
		expect(await ids({}, { kind: 'lender', lenderId })).toEqual([first, second])
		expect(await ids({}, { kind: 'lender', lenderId: '999999' })).toEqual([])
		expect(await refusal(union.run((tx) => readLoan(tx, second, { kind: 'groups', groupIds: [union.groupId] }, 'read')))).toBe(
			'loan.not-found',
		)
	})

	it('a code is taken once it is given', async () => {
		expect(await union.run(async (tx) => [await loanCodeIsTaken(tx, 'AB-1'), await loanCodeIsTaken(tx, 'AB-2')])).toEqual([true, false])
	})
})

describe('a borrower', () => {
	const read = (day: string, scope: Scope = all) =>
		union.run((tx) => readBorrower(tx, { groupId: union.groupId, memberId: union.memberId, on: on(day) }, scope))

	it('belongs to her group from the day on that she joined it', async () => {
		expect(await read('2022-11-01')).toEqual({ groupFound: true, memberFound: true, belongs: true, communeId: union.communeId })
		expect(await read('2019-12-31')).toMatchObject({ belongs: false })
	})

	it('a group beyond the asker’s reach is not there', async () => {
		expect(await read('2022-11-01', { kind: 'groups', groupIds: [] })).toMatchObject({ groupFound: false })
	})
})
