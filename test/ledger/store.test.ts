import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { charts, memorandumBook, standingBooks, type Book } from '../../src/ledger/chart.js'
import { checkBooks } from '../../src/ledger/check-store.js'
import { insertBookEntry, openBook, openStandingBooks, readBook, readBooks } from '../../src/ledger/store.js'
import { sqlState, type Tx } from '../../src/platform/database.js'
import { asOwner, createTestDatabase, type TestDatabase } from '../platform/harness.js'
import { closedThrough } from './closed.js'

let test: TestDatabase
let book: Book
const run = <T>(work: (tx: Tx) => Promise<T>) => test.database.transaction(work)
const bank = memorandumBook('NHCSXH', 'Ngân hàng Chính sách xã hội')

beforeAll(async () => {
	test = await createTestDatabase()
	for (const definition of [...standingBooks, bank]) await run((tx) => openBook(tx, definition))
	const own = await run((tx) => readBook(tx, 'own'))
	if (own === null) throw new Error('the book was opened')
	book = own
})
afterAll(() => test.close())

const capital = (on: string, amount = 43_000_000_000n) =>
	run((tx) =>
		insertBookEntry(
			tx,
			{ bookId: book.id, on: calendarDate(on), text: 'Vốn quỹ', postings: [{ debit: '1121', credit: '411', amount: dong(amount) }] },
			null,
		),
	)

describe('the books', () => {
	it('gain the accounts that their charts have gained', async () => {
		await asOwner(test.url, `delete from accounts where code = '0041'`)
		await run(openStandingBooks)
		const found = await run((tx) => tx.$client.query(`select distinct code from accounts where code = '0041'`))
		expect(found.rows).toEqual([{ code: '0041' }])
	})

	it('are opened once, with the accounts of their chart', async () => {
		expect(await run((tx) => openBook(tx, bank))).toMatchObject({ code: 'memo-nhcsxh', kind: 'memorandum' })
		expect((await run(readBooks)).map(({ code }) => code)).toEqual([...standingBooks.map(({ code }) => code), 'memo-nhcsxh'])
		const [row] = await asOwner(test.url, 'select count(*)::int as n from accounts')
		expect(row).toEqual({ n: [...standingBooks, bank].reduce((all, { kind }) => all + charts[kind].length, 0) })
		expect(await run((tx) => readBook(tx, 'memo-nobody'))).toBeNull()
	})

	it('take an entry of their own, such as capital paid in', async () => {
		const id = await capital('2022-01-10')
		const rows = await asOwner(
			test.url,
			`select e.contract_id, e."on"::text, e.booked_on::text, e.text, p.line, p.debit, p.credit, p.amount::text, p.recorded_at = e.recorded_at as at_once
			from entries e join postings p on p.entry_id = e.id where e.id = ${id}`,
		)
		expect(rows).toEqual([
			{
				contract_id: null,
				on: '2022-01-10',
				booked_on: '2022-01-10',
				text: 'Vốn quỹ',
				line: 1,
				debit: '1121',
				credit: '411',
				amount: '43000000000',
				at_once: true,
			},
		])
	})

	it('that are closed book what is learnt later on the first open day', async () => {
		await asOwner(test.url, closedThrough(book.id, '2022-02-28', '2022-03-31'))
		const bookedOn = async (on: string) =>
			(await asOwner(test.url, `select booked_on::text from entries where id = ${await capital(on)}`))[0]?.['booked_on']
		expect(await bookedOn('2022-01-15')).toBe('2022-04-01')
		expect(await bookedOn('2022-03-31')).toBe('2022-04-01')
		expect(await bookedOn('2022-04-02')).toBe('2022-04-02')
	})

	it('hold nothing that the check of the books would find', async () => {
		expect(await run(checkBooks)).toEqual([])
	})
})

describe('what the database itself refuses', () => {
	const insert = (values: string) =>
		asOwner(
			test.url,
			`insert into postings (entry_id, line, book_id, "on", recorded_at, debit, credit, amount)
			select id, ${values} from entries order by id limit 1`,
		).then(() => null, sqlState)
	const of = (line: number, debit: string, credit: string, amount: string) =>
		insert(`${line}, book_id, "on", recorded_at, '${debit}', '${credit}', ${amount}`)

	it('a posting from an account to itself', async () => {
		expect(await of(7, '1111', '1111', '5')).toBe('23514')
	})

	it.each(['0', '-5'])('a posting of %s đồng', async (amount) => {
		expect(await of(7, '1111', '411', amount)).toBe('23514')
	})

	it.each(['1.5', '0.000001', '1e20'])(
		'a posting of %s đồng, which is not whole or not an amount, rather than rounding it',
		async (amount) => {
			expect(await of(7, '1111', '411', amount)).toBe('23514')
		},
	)

	it('an account that is not in the book’s chart', async () => {
		expect(await of(7, '1111', '9821', '5')).toBe('23503')
	})

	it('an entry booked before it happened', async () => {
		const work = asOwner(
			test.url,
			`insert into entries (book_id, "on", booked_on, recorded_at) values (${book.id}, '2022-05-02', '2022-05-01', now())`,
		)
		expect(await work.then(() => null, sqlState)).toBe('23514')
	})

	it('and takes what is right', async () => {
		expect(await of(7, '1111', '411', '5')).toBeNull()
	})
})
