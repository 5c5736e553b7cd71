import { sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { grouped } from '../kernel/grouped.js'
import type { Instant } from '../kernel/instant.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { Movement } from './sides.js'

/** What moved on some loans up to a day, in the order of days, as it is known now; what was undone never happened. */
export async function readMovements(
	tx: Tx,
	loanIds: readonly string[],
	{ asOf, knownAt, to }: { readonly asOf: CalendarDate; readonly knownAt: Instant; readonly to: CalendarDate },
): Promise<ReadonlyMap<string, readonly Movement[]>> {
	const read = await tx.execute<MovementRow>(sql`
		select e.contract_id as "loanId", e.seq as "eventId", e.type, e."on", e.amount,
			e."on" <= ${asOf}::date and e.recorded_at <= ${knownAt}::timestamptz as counted, posted.principal, p.sheet_id as "sheetId", p.no
		from events e left join collection_payments p on p.contract_id = e.contract_id and p.event_seq = e.seq
			cross join lateral (
				select coalesce(abs(sum(b.lent)), 0) as principal from entries n join postings b on b.entry_id = n.id
				where n.contract_id = e.contract_id and n.event_seq = e.seq and b.lent is not null) as posted
		where e.contract_id = any(${bigints(loanIds)}) and e.type in ('disbursed', 'repaid', 'savings-offset', 'recovered')
			and e."on" <= ${to}::date and e.amount is not null
			and not exists (select from events r where r.contract_id = e.contract_id and r.reverses = e.seq)
		order by e.contract_id, e."on", e.seq`)
	return grouped(read.rows.map(movementOf), ({ loanId }) => loanId)
}

type MovementRow = {
	readonly loanId: string
	readonly eventId: number
	readonly type: string
	readonly on: CalendarDate
	readonly amount: string
	readonly counted: boolean
	readonly principal: string
	readonly sheetId: string | null
	readonly no: number | null
}

function movementOf({ loanId, eventId, type, on, amount, counted, principal, sheetId, no }: MovementRow): Movement {
	return {
		loanId,
		eventId: String(eventId),
		kind: type === 'disbursed' ? 'disbursement' : 'repayment',
		on,
		amount: moneyFromText(amount),
		principal: moneyFromText(principal),
		counted,
		sheet: sheetId === null || no === null ? null : { id: sheetId, no },
	}
}

/** A loan that is called so, with where it is. */
export type CalledLoan = {
	readonly loanId: string
	readonly code: string
	readonly bankLoanCode: string | null
	readonly memberId: string | null
	readonly groupId: string | null
	readonly communeId: string
	readonly principal: string
	readonly signedOn: CalendarDate
}

/** The loans of a lender with one of these codes, its own or ours. */
export async function readLoansByCode(tx: Tx, lenderId: string, codes: readonly string[]): Promise<readonly CalledLoan[]> {
	if (codes.length === 0) return []
	const read = await tx.$client.query<CalledLoan>({
		name: 'reconciliation-loans-by-code',
		text: `select l.id as "loanId", l.code, x.code as "bankLoanCode", l.member_id as "memberId", l.group_id as "groupId",
				l.commune_id as "communeId", l.principal, l.signed_on as "signedOn"
			from loans l join lenders n on n.id = l.lender_id
				left join external_codes x on x.owner_kind = 'loan' and x.owner_id = l.id and x.issuer = n.code
			where l.lender_id = $1 and (l.code = any($2) or x.code = any($2)) order by l.id limit 100000`,
		values: [lenderId, codes],
	})
	return read.rows
}

/** What groups collected on loans of a lender by their sheets of some days, as it was known then; by group. */
export async function sumCollected(
	tx: Tx,
	lenderId: string,
	{ from, to, knownAt }: { readonly from: CalendarDate; readonly to: CalendarDate; readonly knownAt: Instant },
): Promise<ReadonlyMap<string, Money>> {
	const read = await tx.execute<{ groupId: string; amount: string }>(sql`
		select s.group_id as "groupId", sum(p.amount) as amount
		from collection_sheets s join collection_payments p on p.sheet_id = s.id join loans l on l.id = p.contract_id
		where p.kind = 'loan' and l.lender_id = ${lenderId}::bigint and s."on" between ${from}::date and ${to}::date
			and s.recorded_at <= ${knownAt}::timestamptz
			and not exists (select from events r where r.contract_id = p.contract_id and r.reverses = p.event_seq and r.recorded_at <= ${knownAt}::timestamptz)
		group by s.group_id limit 100000`)
	return new Map(read.rows.map(({ groupId, amount }) => [groupId, moneyFromText(amount)]))
}
