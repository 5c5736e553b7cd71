import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chance } from '../../src/cli/demo/random.js'
import { checkBooks } from '../../src/ledger/check-store.js'
import { retellLoans } from '../../src/lending/question-actions.js'
import { type Database, openDatabase, type Tx } from '../../src/platform/database.js'
import { checkAcknowledged } from '../../src/platform/requests.js'
import { made, newKey, type Office, openOffice } from '../collection/office.js'
import { asOwner, createTestApp, type TestApp, testLog } from '../platform/harness.js'
import { verify } from '../platform/programs.js'

const facts = ['events', 'entries', 'postings', 'dues', 'closings', 'requests'] as const

let house: TestApp
let office: Office
/** Opened as the owner of the tables, who may take the guards away. */
let owner: Database
/** The one whose facts are tampered with: signed, disbursed, repaid, found late, reversed, repaid. */
let loan: string
/** What the book said of it before its last repayment. */
let before: Record<string, unknown>

beforeAll(async () => {
	house = await createTestApp()
	office = await openOffice(house)
	owner = openDatabase(house.url, { log: testLog, connections: 1, asProgram: false })
	const group = await office.newGroup('QUY-HTPN', 'credit')
	const told = async (): Promise<string> => {
		const id = await office.lent({ productCode: 'QUY-GIAMDAN', groupId: group, memberId: await office.newMember(group) })
		const record = async (path: string, body: unknown) => made(await office.admin('POST', `/loans/${id}/${path}`, body, newKey()))
		await record('repayments', { on: '2022-08-10', amount: '2000000' })
		await record('repayments', { on: '2022-07-11', amount: '1500000' })
		await record('events/3/reversal', { reason: 'Ghi trùng' })
		;[before = {}] = await asOwner(house.url, 'select * from contracts where id = $1', [id])
		await record('repayments', { on: '2022-09-12', amount: '2500000' })
		return id
	}
	await told()
	loan = await told()
	// Taken of the loan in the middle, so that its neighbours could be named by mistake.
	const itself = before
	await told()
	before = itself
	await office.lent({
		productCode: 'NHCSXH-HONGHEO',
		groupId: office.leadersGroupId,
		memberId: await office.newMember(office.leadersGroupId),
		months: 36,
	})
})
afterAll(async () => {
	await owner.close()
	await house.close()
})

/** What is found wrong, in the words of the command. */
async function found(tx: Tx): Promise<string[]> {
	const lines: string[] = []
	for (const { rule, entryId } of await checkBooks(tx)) lines.push(`${rule}: entry ${entryId}`)
	for (const { what } of await checkAcknowledged(tx)) lines.push(what)
	for await (const { contractId, seq, what } of retellLoans(tx, () => undefined))
		lines.push(`loan ${contractId}${seq === null ? '' : `, event ${seq}`}: ${what}`)
	return lines
}

/** Goes around every guard, looks at what is found, and leaves everything as it was. */
async function tampered(work: (query: (text: string, values?: unknown[]) => Promise<any[]>) => Promise<unknown>): Promise<string[]> {
	return owner.transaction(
		async (tx) => {
			for (const fact of facts) await tx.$client.query(`alter table ${fact} disable trigger user`)
			await work(async (text, values) => (await tx.$client.query(text, values)).rows)
			return found(tx)
		},
		{ rollback: true },
	)
}

describe('the books that nobody tampered with', () => {
	it('are right, says the command, and exits with 0', { timeout: 60_000 }, async () => {
		const { code, said } = await verify(house.url)
		expect(said).toMatch(/^✓ Sổ đúng: kể lại 4 khoản vay/m)
		expect(code).toBe(0)
		expect(await tampered(async () => undefined)).toEqual([])
	})
})

describe('of books that somebody tampered with, the command names', () => {
	it.each<[string, string, string]>([
		[
			'an amount that was changed',
			`update postings set amount = amount + 1 where contract_id = $1 and entry_id = (select id from entries where contract_id = $1 and event_seq = 2)`,
			'event 2: 2022-06-10 .*the book is off by 1 đồng',
		],
		[
			'a posting that goes the other way',
			`update postings set debit = credit, credit = debit where contract_id = $1 and entry_id = (select id from entries where contract_id = $1 and event_seq = 2)`,
			'event 2: 2022-06-10',
		],
		[
			'a posting that went to another account',
			`update postings set debit = '12882' where contract_id = $1 and debit = '12881' and entry_id = (select id from entries where contract_id = $1 and event_seq = 2)`,
			'event 2: 2022-06-10',
		],
		[
			'a posting that was added',
			`insert into postings select entry_id, 90, book_id, contract_id, "on", recorded_at, debit, credit, 5 from postings where contract_id = $1 and entry_id = (select id from entries where contract_id = $1 and event_seq = 2)`,
			'event 2: .*off by 5 đồng',
		],
		['an event that was deleted', 'delete from events where contract_id = $1 and seq = 4', 'event 4: an event is missing'],
		['the last event, deleted', 'delete from events where contract_id = $1 and seq = 6', 'event 5: 5 events, but the contract counts 6'],
		[
			'an event that was inserted',
			`insert into events select contract_id, 7, type, "on", recorded_at, recorded_by, amount, details, reverses from events where contract_id = $1 and seq = 6`,
			'event 7: 7 events, but the contract counts 6',
		],
		[
			'an event that was inserted and counted',
			`with one as (update contracts set version = 7 where id = $1) insert into events select contract_id, 7, type, "on", recorded_at, recorded_by, amount, details, reverses from events where contract_id = $1 and seq = 6`,
			'event 7: 2022-09-12',
		],
		[
			'two recordings that changed places',
			`update events e set recorded_at = (select recorded_at from events o where o.contract_id = $1 and o.seq = 7 - e.seq) where contract_id = $1 and seq in (3, 4)`,
			'event 3: 2022-08-10 .* recorded ',
		],
		[
			'a recording that comes before the one before it',
			`update events set recorded_at = recorded_at - interval '1 day' where contract_id = $1 and seq = 4`,
			'event 4: recorded before',
		],
		[
			'a cached state that was edited',
			`update contracts set state = jsonb_set(state, '{outstanding}', '"1"') where id = $1`,
			'the cached state',
		],
		[
			'an entry that was deleted',
			`with one as (delete from postings where contract_id = $1 and entry_id = (select max(id) from entries where contract_id = $1 and event_seq = 3)) delete from entries where id = (select max(id) from entries where contract_id = $1 and event_seq = 3)`,
			'event 3: 2022-08-10',
		],
		[
			'a due that was changed',
			`update dues set amount = amount + 7 where ctid = (select ctid from dues where contract_id = $1 and event_seq = 2 limit 1)`,
			'event 2: .*off by 7 đồng',
		],
		[
			'a due that was put off',
			`update dues set late_after = late_after + 30 where ctid = (select ctid from dues where contract_id = $1 and event_seq = 2 limit 1)`,
			'event 2: ',
		],
		[
			'a due that was taken away',
			`delete from dues where ctid = (select ctid from dues where contract_id = $1 and event_seq = 2 limit 1)`,
			'event 2: ',
		],
		[
			'an event that was moved to another day',
			`update events set "on" = "on" + 1 where contract_id = $1 and seq = 6`,
			'event 6: 2022-09-1',
		],
		['an event of another amount', 'update events set amount = amount + 1 where contract_id = $1 and seq = 6', 'event 6: 2022-09-12'],
		['a reversal of another event', 'update events set reverses = 4 where contract_id = $1 and seq = 5', 'event 5: '],
		[
			'a repayment that is called something else',
			`update events set type = 'interest-waived' where contract_id = $1 and seq = 6`,
			'event 6: ',
		],
		[
			'a principal that is not the one of the terms',
			`update loans set principal = principal - 1 where id = $1`,
			'the principal is 19999999, ',
		],
		['a day of signing that is not the one', `update loans set signed_on = signed_on + 1 where id = $1`, 'signed on 2022-06-11, '],
		[
			'a loan that was moved by hand',
			`update loans set commune_id = (select min(u.id) from units u where u.level = 'commune' and u.id <> loans.commune_id) where id = $1`,
			'it is in group \\d+ of commune \\d+, its events say group \\d+ of commune \\d+',
		],
		[
			'a place where it has never been',
			`insert into loan_places select id, 2, signed_on, now(), group_id, commune_id from loans where id = $1`,
			'1 lines say where it has been, its events say 0',
		],
		[
			'terms that were edited after the signing',
			`update loans set terms = jsonb_set(terms, '{rates,0,yearly}', '"0.2"') where id = $1`,
			'event [2-6]: ',
		],
		[
			'an event that we are said to have learnt of earlier',
			`update events set recorded_at = recorded_at - interval '1 microsecond' where contract_id = $1 and seq = 6`,
			'event 6: 2022-09-12 .* recorded ',
		],
		[
			'entries that we are said to have learnt of earlier',
			`with one as (update entries set recorded_at = recorded_at - interval '1 year' where contract_id = $1 and event_seq = 6), two as (update postings set recorded_at = recorded_at - interval '1 year' where entry_id in (select id from entries where contract_id = $1 and event_seq = 6)) select 1`,
			'event 6: ',
		],
		[
			'dues that we are said to have learnt of earlier',
			`update dues set recorded_at = recorded_at - interval '1 year' where contract_id = $1 and event_seq = 6`,
			'event 6: ',
		],
		['a latest day that is not the latest', 'update contracts set last_on = last_on + 1 where id = $1', 'the latest day is 2022-09-12'],
		[
			'a latest recording that is not the latest',
			`update contracts set last_recorded_at = last_recorded_at + interval '1 second' where id = $1`,
			'the latest recording',
		],
	])('%s, with its loan', async (_, statement, expected) => {
		const lines = await tampered((query) => query(statement, [loan]))
		const [line = ''] = lines.filter((one) => one.startsWith('loan '))
		expect(line).toMatch(new RegExp(`^loan ${loan}(, |: )${expected}`))
		expect(lines.filter((one) => one.startsWith('loan ') && !one.startsWith(`loan ${loan}`))).toEqual([])
	})

	it('an entry without its postings, one that is not as its entry, and one in a closed month', async () => {
		const entry = async (query: (text: string, values?: unknown[]) => Promise<any[]>): Promise<string> =>
			(await query('select max(id) as id from entries where contract_id = $1', [loan]))[0].id
		let id = ''
		const told = async (work: (query: (text: string, values?: unknown[]) => Promise<any[]>) => Promise<unknown>) =>
			tampered(async (query) => {
				id = await entry(query)
				await work(query)
			})
		expect(await told((query) => query('delete from postings where entry_id = $1', [id]))).toContain(`entry without postings: entry ${id}`)
		expect(await told((query) => query(`update entries set recorded_at = recorded_at - interval '1 day' where id = $1`, [id]))).toContain(
			`posting that is not its entry's: entry ${id}`,
		)
		expect(await told((query) => query('update postings set contract_id = contract_id - 1 where entry_id = $1', [id]))).toContain(
			`posting that is not its entry's: entry ${id}`,
		)
		const closed = `insert into closings (book_id, kind, closed_through, last_entry_id, recorded_at, recorded_by, sha256)
			select book_id, 'closed', '2022-12-31', id - 1, '2023-01-02', 1, '' from entries where id = $1`
		expect(await told((query) => query(closed, [id]))).toContain(`booked before it happened, or into a closed month: entry ${id}`)
	})

	it('an answer that names an entry which is not there', async () => {
		const lines = await tampered((query) =>
			query(
				`update requests set answer = jsonb_set(answer::jsonb, '{entryId}', '"987654321"')::text where answer::jsonb ->> 'loanId' = $1 and answer::jsonb ->> 'eventId' = '6'`,
				[loan],
			),
		)
		expect(lines).toEqual(['the answer names entry 987654321'])
	})

	it('a repayment that was taken out with every trace in the book: the answer to it is still there', async () => {
		const lines = await tampered(async (query) => {
			await query('delete from postings where entry_id in (select id from entries where contract_id = $1 and event_seq = 6)', [loan])
			for (const fact of ['entries', 'dues']) await query(`delete from ${fact} where contract_id = $1 and event_seq = 6`, [loan])
			await query('delete from events where contract_id = $1 and seq = 6', [loan])
			await query(
				'update contracts set version = $2, last_on = $3, last_recorded_at = (select max(recorded_at) from events where contract_id = $1), state = $4 where id = $1',
				[loan, before['version'], '2022-08-10', JSON.stringify(before['state'])],
			)
		})
		expect(lines).toEqual([expect.stringMatching(/^the answer names entry \d+$/)])
	})

	it('the first of fifty facts changed at random, each by itself', { timeout: 60_000 }, async () => {
		const random = chance('tampering')
		const changes = [
			['postings', 'amount = amount + 1'],
			['postings', '"on" = "on" + 1'],
			['dues', 'amount = amount - 1'],
			['dues', 'due_on = due_on + 1'],
			['events', 'amount = amount + 1000'],
			['events', '"on" = "on" - 1'],
			['contracts', `state = jsonb_set(state, '{status}', '"closed"')`],
		] as const
		for (let turn = 0; turn < 50; turn += 1) {
			const [table, change] = random.pick(changes)
			let hit: any
			const lines = await tampered(async (query) => {
				const id = table === 'contracts' ? 'id' : 'contract_id'
				const counted = table === 'events' ? 'amount is not null and reverses is null' : 'true'
				const rows = await query(`select ctid::text as place, ${id} as loan from ${table} where ${counted} order by ctid`)
				hit = random.pick(rows)
				await query(`update ${table} set ${change} where ctid = $1::tid`, [hit.place])
			})
			expect([
				table,
				change,
				hit.loan,
				lines.some((line) => line.startsWith(`loan ${hit.loan}`) || line.startsWith('posting that is not')),
			]).toEqual([table, change, hit.loan, true])
		}
	})

	it('what is wrong, each thing on its line, and exits with 1', { timeout: 60_000 }, async () => {
		await asOwner(house.url, 'alter table postings disable trigger user')
		await asOwner(
			house.url,
			'update postings set amount = amount + 1 where entry_id = (select min(id) from entries where contract_id = $1)',
			[loan],
		)
		await asOwner(house.url, `update contracts set state = jsonb_set(state, '{outstanding}', '"1"') where id = $1`, [Number(loan) + 1])
		await asOwner(house.url, 'alter table postings enable trigger user')
		const { code, said } = await verify(house.url)
		expect(said).toMatch(new RegExp(`^✗ loan ${loan}, event 2: 2022-06-10 .*the book is off by 1 đồng$`, 'm'))
		expect(said).toMatch(new RegExp(`^✗ loan ${Number(loan) + 1}: the cached state is not what the events say$`, 'm'))
		expect(said).toMatch(/^✗ 2 chỗ sai/m)
		expect(code).toBe(1)
	})

	it('and says in one sentence that there is no database', { timeout: 60_000 }, async () => {
		const { code, said } = await verify('postgres://nobody@127.0.0.1:1/nothing')
		expect([code, said.trim().split('\n').length, said.includes('ECONNREFUSED')]).toEqual([1, 1, true])
	})
})
