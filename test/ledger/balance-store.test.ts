import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chance } from '../../src/cli/demo/random.js'
import { must } from '../../src/kernel/assert.js'
import { addDays, type CalendarDate, calendarDate, monthEnd } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'
import { sumAccounts } from '../../src/ledger/balance-store.js'
import { smallints } from '../../src/platform/sql-lists.js'
import { type Book, standingBooks } from '../../src/ledger/chart.js'
import { checkBooks, checkCheckpoints } from '../../src/ledger/check-store.js'
import { holdBooks, insertClosing, insertReopening, readStandings } from '../../src/ledger/closing-store.js'
import { insertBookEntry, openBook } from '../../src/ledger/store.js'
import { openDatabase, type Tx } from '../../src/platform/database.js'
import { asOwner, createTestDatabase, type TestDatabase, testLog } from '../platform/harness.js'

const steps = 300
const questions = 120
const firstDay = calendarDate('2022-01-01')
const pairs = [
	['1111', '411'],
	['1121', '411'],
	['1121', '1111'],
	['635', '335'],
] as const

let test: TestDatabase
let books: readonly Book[]
const run = <T>(work: (tx: Tx) => Promise<T>) => test.database.transaction(work)
const random = chance('checkpoints')
const pick = <T>(from: readonly T[]): T => must(from[random.between(0, from.length - 1)], 'one of them')

beforeAll(async () => {
	test = await createTestDatabase()
	const kinds = standingBooks.filter(({ kind }) => kind === 'own' || kind === 'group')
	books = await run(async (tx) => {
		const opened: Book[] = []
		for (const definition of kinds) opened.push(await openBook(tx, definition))
		return opened
	})
	for (let step = 0; step < steps; step += 1) await live(step)
})
afterAll(() => test.close())

/** What happens in a book: mostly entries of any day, some of which were learnt earlier than they are entered; now and then a month is closed, or opened again. */
async function live(step: number): Promise<void> {
	const book = pick(books)
	const what = random.between(0, 19)
	if (what < 17) {
		const on = addDays(firstDay, random.between(0, 200))
		const told = what === 16 ? `2022-0${random.between(1, 9)}-15T0${random.between(0, 9)}:00:00Z` : null
		const postings = Array.from({ length: random.between(1, 3) }, () => {
			const [debit, credit] = pick(pairs)
			return { debit, credit, amount: dong(BigInt(random.between(1, 1_000_000))) }
		})
		await run((tx) => insertBookEntry(tx, { bookId: book.id, on, text: `Việc ${step}`, postings }, told))
		return
	}
	await run(async (tx) => {
		await holdBooks(tx)
		const standing = (await readStandings(tx, [book.id])).get(book.id) ?? null
		const closedThrough = standing?.closedThrough ?? null
		const standsClosed = closedThrough !== null && (await kindOf(must(standing, 'a book that was closed').lastId)) === 'closed'
		if (what === 19 && standsClosed) await insertReopening(tx, must(standing, 'a book that was closed').lastId, '1')
		else await insertClosing(tx, book, closedThrough === null ? monthEnd(firstDay) : monthEnd(addDays(closedThrough, 1)), '1')
	})
}

async function kindOf(closingId: string): Promise<unknown> {
	return (await asOwner(test.url, 'select kind from closings where id = $1', [closingId]))[0]?.['kind']
}

type Asked = {
	readonly bookIds: readonly number[]
	readonly dates: 'on' | 'booked'
	readonly asOf: CalendarDate
	readonly knownAt: Instant
}

/** The same, from all the postings there are. */
async function summed(tx: Tx, { bookIds, dates, asOf, knownAt }: Asked): Promise<unknown> {
	const day = dates === 'on' ? sql`e."on"` : sql`e.booked_on`
	const read = await tx.execute<Record<string, string>>(sql`
		select b.code || ' ' || a.code as account, coalesce(sum(p.amount) filter (where p.debit = a.code), 0)::text || ' ' || coalesce(sum(p.amount) filter (where p.credit = a.code), 0)::text as sums
		from accounts a join books b on b.id = a.book_id left join (postings p join entries e on e.id = p.entry_id and ${day} <= ${asOf}::date and e.recorded_at <= ${knownAt}::timestamptz)
			on p.book_id = a.book_id and a.code in (p.debit, p.credit)
		where a.book_id = any(${smallints(bookIds)}) group by b.code, a.code`)
	return Object.fromEntries(read.rows.map(({ account, sums }) => [account, sums]))
}

describe('balances of books that are closed and opened again', () => {
	it('are what all their postings come to, for any books, days and moments', { timeout: 60_000 }, async () => {
		const moments = (
			await asOwner(test.url, 'select recorded_at::text as at from entries union select recorded_at::text from closings')
		).map(({ at }) => String(at))
		let checkpointed = 0
		for (let question = 0; question < questions; question += 1) {
			const bookIds = books.map(({ id }) => id).filter(() => random.between(0, 2) > 0)
			const asked = {
				bookIds,
				dates: pick(['on', 'booked'] as const),
				asOf: addDays(firstDay, random.between(-5, 260)),
				knownAt: (random.between(0, 2) === 0 ? 'infinity' : pick(moments)) as Instant,
			}
			const [found, all] = await run(async (tx) => [await sumAccounts(tx, bookIds, asked.dates, asked), await summed(tx, asked)])
			expect(Object.fromEntries(found.map(({ book, account, debit, credit }) => [`${book} ${account}`, `${debit} ${credit}`]))).toEqual(all)
			const [used] = await asOwner(
				test.url,
				`select count(*)::int as n from closings where kind = 'closed' and book_id = any($1) and closed_through <= $2 and recorded_at <= $3`,
				[bookIds, asked.asOf, asked.knownAt],
			)
			if (Number(used?.['n']) > 0) checkpointed += 1
		}
		expect(checkpointed).toBeGreaterThan(questions / 4)
		const [told] = await asOwner(
			test.url,
			`select count(*) filter (where kind = 'closed')::int as closed, count(*) filter (where kind = 'reopened')::int as reopened from closings`,
		)
		expect(Number(told?.['closed'])).toBeGreaterThan(10)
		expect(Number(told?.['reopened'])).toBeGreaterThan(4)
	})

	it('are checked: entries stand in months that were open, checkpoints are what was posted by then', async () => {
		expect(await run(checkBooks)).toEqual([])
		expect(await run(checkCheckpoints)).toEqual([])
		const period = { bookId: must(books[0], 'a book').id, from: firstDay, to: monthEnd(firstDay) }
		expect(await run((tx) => checkBooks(tx, period))).toEqual([])
	})

	it('name the checkpoint that somebody changed, and the one under which somebody took an entry away', async () => {
		expect(
			await tampered(
				`update checkpoints set debit = debit + 1 where (closing_id, account) in (select closing_id, account from checkpoints order by closing_id, account limit 1)`,
			),
		).toEqual(expect.arrayContaining([expect.stringMatching(/^the checkpoint is not/), expect.stringMatching(/^the postings of account/)]))
		expect(
			await tampered(
				`delete from postings where entry_id = (select min(e.id) from entries e join closings c on c.book_id = e.book_id and c.kind = 'closed' and c.last_entry_id >= e.id and c.closed_through >= e.booked_on)`,
			),
		).toEqual(expect.arrayContaining([expect.stringMatching(/^the postings of account/)]))
	})
})

/** What the check finds after a change that the guards would not allow, which is then undone. */
async function tampered(statement: string): Promise<readonly string[]> {
	const owner = openDatabase(test.url, { log: testLog, connections: 1, asProgram: false })
	try {
		return await owner.transaction(
			async (tx) => {
				for (const fact of ['checkpoints', 'postings']) await tx.$client.query(`alter table ${fact} disable trigger user`)
				await tx.$client.query(statement)
				return (await checkCheckpoints(tx)).map(({ what }) => what)
			},
			{ rollback: true },
		)
	} finally {
		await owner.close()
	}
}
