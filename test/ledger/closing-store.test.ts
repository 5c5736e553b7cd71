import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { checkBooks, checkCheckpoints } from '../../src/ledger/check-store.js'
import { holdBooks, insertClosing } from '../../src/ledger/closing-store.js'
import { insertBookEntry, readBook } from '../../src/ledger/store.js'
import type { Tx } from '../../src/platform/database.js'
import { newKey } from '../collection/office.js'
import { asOwner } from '../platform/harness.js'
import { type Month, openMonth } from '../closing/month.js'

/** A promise and the word that keeps it. */
function gate() {
	let open = () => {}
	const opened = new Promise<void>((resolve) => (open = resolve))
	return { open, opened }
}

describe('while a month is closed', () => {
	let month: Month
	beforeAll(async () => {
		month = await openMonth()
	})
	afterAll(() => month.house.close())

	const bookOf = async (tx: Tx, code: string) => {
		const book = await readBook(tx, code)
		if (book === null) throw new Error(`the book ${code} is open`)
		return book
	}
	const capital = async (tx: Tx) => {
		const { id: bookId } = await bookOf(tx, 'own')
		const postings = [{ debit: '1121', credit: '411', amount: dong(1_000n) }]
		return insertBookEntry(tx, { bookId, on: calendarDate('2022-09-10'), text: 'Vốn quỹ', postings }, null)
	}
	const bookedOn = async (id: string) =>
		(await asOwner(month.house.url, 'select booked_on::text from entries where id = $1', [id]))[0]?.['booked_on']
	const repay = (loanId: string | undefined, on: string, amount = '1000') =>
		month.admin('POST', `/loans/${loanId}/repayments`, { on, amount }, newKey())
	const isWaiting = async () =>
		(await asOwner(month.house.url, `select count(*)::int as n from pg_locks where relation = 'entries'::regclass and not granted`))[0]?.[
			'n'
		]
	const waits = async (count: number) => {
		while ((await isWaiting()) !== count) await new Promise((resolve) => setTimeout(resolve, 5))
	}

	it('the closing waits for who is posting, and holds what she posted', async () => {
		const { database } = month.house
		const posted = gate()
		const commit = gate()
		let entryId = ''
		const posting = database.transaction(async (tx) => {
			entryId = await capital(tx)
			posted.open()
			await commit.opened
		})
		await posted.opened
		const closing = month.closeAnyway('2022-09', 'own')
		await waits(1)
		commit.open()
		await posting
		const { lastEntryId, checkpoint } = (await month.admin('GET', `/closings/${await closing}`)).body
		expect(BigInt(lastEntryId)).toBeGreaterThanOrEqual(BigInt(entryId))
		expect(await bookedOn(entryId)).toBe('2022-09-10')
		expect(checkpoint.find(({ account }: any) => account === '411').credit).toBe('1000')
	})

	it('who comes to post waits, and books in the month that is open then', async () => {
		const { database } = month.house
		const held = gate()
		const commit = gate()
		const closing = database.transaction(async (tx) => {
			await holdBooks(tx)
			await insertClosing(tx, await bookOf(tx, 'memo-nhcsxh'), calendarDate('2022-09-30'), '1')
			held.open()
			await commit.opened
		})
		await held.opened
		const late = repay(month.borrowers[0]?.loanId, '2022-09-15')
		await waits(1)
		commit.open()
		await closing
		const { status, body } = await late
		expect([status, await bookedOn(body.entryId)]).toEqual([201, '2022-10-01'])
	})

	it('two who close it at once close it once', async () => {
		const answers = await Promise.all([month.close('2022-09', ['social']), month.close('2022-09', ['social'], month.second)])
		expect(answers.map(({ status, body }) => String(body.code ?? status)).sort()).toEqual(['201', 'closing.closed-already'])
	})

	it('no entry slips in among many that are posted meanwhile', { timeout: 60_000 }, async () => {
		const posting = { on: true }
		const statuses: number[] = []
		const post = async (loanId: string): Promise<void> => {
			for (let n = 0; posting.on; n += 1) statuses.push((await repay(loanId, `2022-10-${String((n % 28) + 1).padStart(2, '0')}`)).status)
		}
		const posters = [...month.borrowers, ...month.fundBorrowers].map(({ loanId }) => post(loanId))
		const closings: string[] = []
		for (const book of ['memo-nhcsxh', 'own']) {
			// What is open grows while the list is drawn up: a waiver of before does not speak of it, and is given again.
			closings.push(await month.closeAnyway('2022-10', book))
		}
		await new Promise((resolve) => setTimeout(resolve, 100))
		posting.on = false
		await Promise.all(posters)
		expect([...new Set(statuses)]).toEqual([201])
		const counted = await asOwner(
			month.house.url,
			`select c.id, count(*) filter (where e.id <= c.last_entry_id)::int as before, count(*) filter (where e.id > c.last_entry_id)::int as after,
				count(*) filter (where e.id > c.last_entry_id and e.booked_on <= c.closed_through)::int as slipped,
				count(*) filter (where e.id <= c.last_entry_id and e.booked_on > c.closed_through)::int as pushed
			from closings c join entries e on e.book_id = c.book_id and e."on" between '2022-10-01' and '2022-10-31' where c.id = any($1) group by c.id`,
			[closings],
		)
		expect(counted).toHaveLength(2)
		for (const row of counted) expect(row).toMatchObject({ slipped: 0, pushed: 0 })
		expect(counted.every(({ before, after }) => Number(before) > 0 && Number(after) > 0)).toBe(true)
		expect(await month.house.database.reading((tx) => checkBooks(tx))).toEqual([])
		expect(await month.house.database.reading((tx) => checkCheckpoints(tx))).toEqual([])
	})
})
