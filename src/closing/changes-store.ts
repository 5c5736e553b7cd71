import { sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import { smallints } from '../platform/sql-lists.js'
import { codeOfContract, whoseContract } from '../reports/whose-store.js'
import type { AccountTotal, ChangedAccount } from './changes.js'

/** Of which books, through which day they were closed, and what was known by when. */
export type ChangesQuestion = { readonly bookIds: readonly number[]; readonly last: CalendarDate; readonly knownAt: Instant }

/** The closings of a month by book, the last one of each: what was read off and reported then. */
const closedBooks = ({ bookIds, last, knownAt }: ChangesQuestion) => sql`closed as (
	select distinct on (c.book_id) c.id, c.book_id, c.last_entry_id from closings c
	where c.kind = 'closed' and c.book_id = any(${smallints(bookIds)}) and c.closed_through = ${last}::date and c.recorded_at <= ${knownAt}::timestamptz
	order by c.book_id, c.id desc
), late as (
	select e.* from closed c join entries e on e.book_id = c.book_id and e.id > c.last_entry_id
	where e."on" <= ${last}::date and e.recorded_at <= ${knownAt}::timestamptz
), sides as (
	select l.id, l.book_id, l.contract_id, s.account, sum(s.amount) as amount from late l join postings p on p.entry_id = l.id
		cross join lateral (values (p.debit, p.amount::numeric), (p.credit, -p.amount::numeric)) as s (account, amount)
	group by l.id, l.book_id, l.contract_id, s.account
)`

/** What each account of a contract held at the month's end when the book was closed, and what was learnt about those days since. */
export async function readChanges(tx: Tx, question: ChangesQuestion): Promise<readonly ChangedAccount[]> {
	const { last } = question
	const read = await tx.execute<Row>(sql`
		with ${closedBooks(question)}, changed as (
			select s.book_id, s.contract_id, s.account, sum(s.amount) as change, json_agg(json_build_object('entryId', e.id::text, 'on', e."on",
				'bookedOn', e.booked_on, 'recordedAt', e.recorded_at, 'type', v.type, 'eventOn', v."on", 'undoes', u.type, 'text', e.text,
				'amount', s.amount::text) order by e.id) as causes
			from sides s join late e on e.id = s.id
				left join events v on v.contract_id = e.contract_id and v.seq = e.event_seq
				left join events u on u.contract_id = e.contract_id and u.seq = v.reverses
			group by s.book_id, s.contract_id, s.account
		)
		select b.code as book, x.contract_id as "contractId", k.kind, ${codeOfContract} as code, m.name as who,
			x.account, n.name as "accountName", n.normal, x.change::text, x.causes, (
				select coalesce(sum(case when p.debit = x.account then p.amount else 0 end - case when p.credit = x.account then p.amount else 0 end), 0)::text
				from entries e join postings p on p.entry_id = e.id
				where e.book_id = x.book_id and e.id <= c.last_entry_id and e."on" <= ${last}::date and x.account in (p.debit, p.credit)
					and case when x.contract_id is null then e.contract_id is null else e.contract_id = x.contract_id end
			) as before
		from changed x join closed c on c.book_id = x.book_id join books b on b.id = x.book_id
			join accounts n on n.book_id = x.book_id and n.code = x.account
			left join contracts k on k.id = x.contract_id
			${whoseContract(sql`x.contract_id`)}
		order by b.id, code, x.contract_id, x.account limit 100000`)
	return read.rows.map(({ before, change, causes, ...row }) => ({
		...row,
		before: moneyFromText(before),
		change: moneyFromText(change),
		causes: causes.map(({ amount, recordedAt, ...cause }) => ({
			...cause,
			recordedAt: instantFromDatabase(recordedAt),
			amount: moneyFromText(amount),
		})),
	}))
}

/** What each changed account of the books held when they were closed, by the checkpoint, and by how much all that is known now changes it. */
export async function readTotals(tx: Tx, question: ChangesQuestion): Promise<readonly AccountTotal[]> {
	const read = await tx.execute<Omit<AccountTotal, 'before' | 'change'> & { before: string; change: string }>(sql`
		with ${closedBooks(question)}, changed as (select book_id, account, sum(amount) as change from sides group by book_id, account)
		select b.code as book, x.account, n.name as "accountName", n.normal, x.change::text, (coalesce(k.debit, 0) - coalesce(k.credit, 0))::text as before
		from changed x join closed c on c.book_id = x.book_id join books b on b.id = x.book_id
			join accounts n on n.book_id = x.book_id and n.code = x.account
			left join checkpoints k on k.closing_id = c.id and k.account = x.account
		order by b.id, x.account limit 1000`)
	return read.rows.map(({ before, change, ...row }) => ({ ...row, before: moneyFromText(before), change: moneyFromText(change) }))
}

type Row = Omit<ChangedAccount, 'before' | 'change' | 'causes'> & {
	readonly before: string
	readonly change: string
	readonly causes: readonly (Omit<ChangedAccount['causes'][number], 'amount' | 'recordedAt'> & {
		readonly amount: string
		readonly recordedAt: string
	})[]
} & Record<string, unknown>
