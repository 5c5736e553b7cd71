import { sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { LastTransaction, LoanLabels } from './loan-rows.js'
import type { KeyLabel } from './portfolio-keys.js'

/** A loan and where it is told. */
type PlacedLoan = { readonly contract: { readonly id: string }; readonly groupId: string | null; readonly communeId: string }

/** The labels of some loans in the group and the commune that their rows say, in one query. */
export async function readLabels(tx: Tx, loans: readonly PlacedLoan[]): Promise<ReadonlyMap<string, LoanLabels>> {
	const ids = loans.map(({ contract }) => contract.id)
	const read = await tx.execute<LoanLabels & { readonly id: string } & Record<string, unknown>>(sql`
		select l.id, n.code as "lenderCode", p.code as "productCode", p.name as "productName", g.code as "groupCode", g.name as "groupName",
			gx.code as "groupBankCode", m.code as "memberCode", m.name as "memberName", mx.code as "memberBankCode",
			(select v.name from unit_versions v where v.unit_id = place.commune_id order by v.valid_from desc limit 1) as "communeName"
		from unnest(${bigints(ids)}, ${bigints(loans.map(({ groupId }) => groupId))}, ${bigints(loans.map(({ communeId }) => communeId))})
				as place (loan_id, group_id, commune_id)
			join loans l on l.id = place.loan_id join lenders n on n.id = l.lender_id join products p on p.id = l.product_id
			left join groups g on g.id = place.group_id left join members m on m.id = l.member_id
			left join external_codes gx on gx.owner_kind = 'group' and gx.owner_id = place.group_id and gx.issuer = n.code
			left join external_codes mx on mx.owner_kind = 'member' and mx.owner_id = l.member_id and mx.issuer = n.code
		limit ${loans.length}`)
	return new Map(read.rows.map(({ id, ...labels }) => [id, labels]))
}

/** The code and the name of some lenders, products or groups, by id. */
export async function readKeyLabels(
	tx: Tx,
	by: 'lender' | 'product' | 'group',
	ids: readonly string[],
): Promise<ReadonlyMap<string, KeyLabel>> {
	const table = sql.raw({ lender: 'lenders', product: 'products', group: 'groups' }[by])
	const read = await tx.execute<KeyLabel & { readonly id: string } & Record<string, unknown>>(
		sql`select k.id, k.code as key, k.name from ${table} k where k.id = any(${bigints(ids)}) limit ${ids.length}`,
	)
	return new Map(read.rows.map((label) => [label.id, label]))
}

/** The last transaction of some loans on days up to `asOf` as it was known then; a reversed one never happened. */
export async function readLastTransactions(
	tx: Tx,
	loanIds: readonly string[],
	asOf: CalendarDate,
	knownAt: Instant,
): Promise<ReadonlyMap<string, LastTransaction>> {
	const read = await tx.execute<{ id: string; type: string; on: CalendarDate; amount: string | null }>(sql`
		select distinct on (e.contract_id) e.contract_id as id, e.type, e."on", e.amount
		from events e
		where e.contract_id = any(${bigints(loanIds)}) and e."on" <= ${asOf}::date and e.recorded_at <= ${knownAt}::timestamptz
			and e.type in ('disbursed', 'repaid', 'savings-offset', 'recovered') and not exists (
				select 1 from events r where r.contract_id = e.contract_id and r.reverses = e.seq
					and r."on" <= ${asOf}::date and r.recorded_at <= ${knownAt}::timestamptz)
		order by e.contract_id, e."on" desc, e.seq desc limit ${loanIds.length}`)
	return new Map(read.rows.map(({ id, type, on, amount }) => [id, { type, on, amount: amount === null ? null : moneyFromText(amount) }]))
}
