import { sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { reached as groupReached } from '../groups/store.js'
import { placeOfGroup } from '../groups/places-store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { moneyFromText } from '../kernel/money.js'
import { fold } from '../kernel/personal-id.js'
import type { Rate } from '../kernel/rate.js'
import { reached as memberReached } from '../members/store.js'
import type { Tx } from '../platform/database.js'
import { bigints, texts } from '../platform/sql-lists.js'
import type { GroupFact, InBook, MemberFact } from './facts.js'

/** The groups of these codes within reach, by folded code, where they are on the day. */
export async function readGroups(
	tx: Tx,
	codes: readonly string[],
	on: CalendarDate,
	scope: Scope,
): Promise<ReadonlyMap<string, GroupFact>> {
	const read = await tx.execute<
		GroupFact & { code: string }
	>(sql`select g.id, g.code, place.commune_id as "communeId", g.lender_id as "lenderId",
			g.established_on as "establishedOn", g.closed_on as "closedOn"
		from groups g cross join ${placeOfGroup(on)} where lower(g.code) = any(${texts(codes)}) and ${groupReached(scope)}`)
	return new Map(read.rows.map(({ code, ...group }) => [fold(code), group]))
}

type NamedMember = MemberFact & { readonly code: string; readonly citizenId: string | null; readonly oldId: string | null } & Record<
		string,
		unknown
	> & { readonly nameKey: string; readonly bornOn: CalendarDate | null }

/** Members within reach whom one of these codes, numbers, or names with birthdays may mean. */
export async function readMembers(
	tx: Tx,
	wanted: {
		readonly codes: readonly string[]
		readonly numbers: readonly string[]
		readonly names: readonly { readonly name: string; readonly bornOn: CalendarDate }[]
	},
	scope: Scope,
): Promise<readonly NamedMember[]> {
	const columns = sql`m.id, m.code, m.name, m.name_key as "nameKey", m.born_on as "bornOn", m.citizen_id as "citizenId", m.old_id as "oldId", m.commune_id as "communeId"`
	const read = await tx.execute<NamedMember>(sql`
		select ${columns} from members m where lower(m.code) = any(${texts(wanted.codes)}) and ${memberReached(scope)}
		union select ${columns} from members m where m.citizen_id = any(${texts(wanted.numbers)}) and ${memberReached(scope)}
		union select ${columns} from members m where m.old_id = any(${texts(wanted.numbers)}) and ${memberReached(scope)}
		union select ${columns} from members m join jsonb_to_recordset(${JSON.stringify(wanted.names)}::jsonb) as g (name text, "bornOn" date)
			on m.name_key = g.name and m.born_on = g."bornOn" where ${memberReached(scope)}`)
	return read.rows
}

/** Who of these is in which of these groups on the day, as `groupId|memberId`. */
export async function readMemberships(
	tx: Tx,
	{ groupIds, memberIds, on }: { readonly groupIds: readonly string[]; readonly memberIds: readonly string[]; readonly on: CalendarDate },
): Promise<ReadonlySet<string>> {
	const read = await tx.execute<{ pair: string }>(sql`select s.group_id || '|' || s.member_id as pair from memberships s
		where s.group_id = any(${bigints(groupIds)}) and s.member_id = any(${bigints(memberIds)})
			and s.from_on <= ${on}::date and (s.to_on is null or s.to_on >= ${on}::date)`)
	return new Set(read.rows.map(({ pair }) => pair))
}

type CodedRow = {
	readonly key: string
	readonly id: string
	readonly code: string
	readonly on: CalendarDate | null
	readonly amount: string | null
	readonly details: Record<string, unknown> | null
	readonly productId: string
	readonly memberId: string | null
	readonly groupId: string | null
	readonly signedOn: CalendarDate
	readonly principal: string | null
	readonly maturityOn: CalendarDate | null
	readonly yearly: Rate | null
} & Record<string, unknown>

/** The latest word with which a contract `c` was brought forward, as a relation `opened` to be joined laterally. */
const opened = sql`lateral (select e."on", e.amount, e.details from events e where e.contract_id = c.id and e.type = 'brought-forward'
	and not exists (select from events r where r.contract_id = e.contract_id and r.reverses = e.seq) order by e.seq desc limit 1) opened`

/** What the books hold under these codes, whoever's: banks' codes by issuer and code, our own by a blank and the code. */
export async function readInBook(
	tx: Tx,
	kind: 'loans' | 'savings',
	codes: { readonly banks: readonly string[]; readonly ours: readonly string[] },
): Promise<ReadonlyMap<string, InBook>> {
	const owner = kind === 'loans' ? 'loan' : 'savings-account'
	const table = sql.raw(kind === 'loans' ? 'loans' : 'savings_accounts')
	const placed =
		kind === 'loans'
			? sql`loan_places p on p.loan_id = c.id and p.event_seq = 1`
			: sql`savings_places p on p.account_id = c.id and p.event_seq = 1`
	const terms =
		kind === 'loans'
			? sql`x.signed_on as "signedOn", x.principal::text as principal, x.terms ->> 'maturityOn' as "maturityOn", x.terms -> 'rates' -> 0 ->> 'yearly' as yearly,
				case when p.event_seq is null then x.group_id else p.group_id end as "groupId"`
			: sql`x.opened_on as "signedOn", null as principal, null as "maturityOn", null as yearly, p.group_id as "groupId"`
	const read = await tx.execute<CodedRow>(sql`with found as (
			select e.issuer || ' ' || e.code as key, e.owner_id as id from external_codes e where e.owner_kind = ${owner} and e.code = any(${texts(codes.banks)})
			union all select ' ' || x.code, x.id from ${table} x where x.code = any(${texts(codes.ours)})
		)
		select found.key, c.id, x.code, x.product_id as "productId", x.member_id as "memberId", ${terms}, opened."on", opened.amount, opened.details
		from found join contracts c on c.id = found.id join ${table} x on x.id = c.id left join ${placed} left join ${opened} on true`)
	return new Map(read.rows.map((row) => [row.key, inBookOf(row)]))
}

function inBookOf({ key: _, id, code, on, amount, details, principal, ...row }: CodedRow): InBook {
	if (on === null || amount === null) return { id, code, opened: null }
	const { productId, memberId, groupId, signedOn, maturityOn, yearly } = row
	return {
		id,
		code,
		opened: {
			on,
			amount: moneyFromText(amount),
			details: details ?? {},
			productId,
			memberId,
			groupId,
			signedOn,
			principal: principal === null ? null : moneyFromText(principal),
			maturityOn,
			yearly,
		},
	}
}

/** The day of the month on which the bank comes to each of some communes, as fixed on a day or, before the first fixing, by it. */
export async function readBankDays(tx: Tx, communeIds: readonly string[], on: CalendarDate): Promise<ReadonlyMap<string, number>> {
	const read = await tx.execute<{
		id: string
		day: number
	}>(sql`select distinct on (unit_id) unit_id as id, day_of_month as day from transaction_days
		where unit_id = any(${bigints(communeIds)})
		order by unit_id, (from_on <= ${on}::date) desc, case when from_on <= ${on}::date then from_on end desc, from_on, recorded_at desc`)
	return new Map(read.rows.map(({ id, day }) => [id, day]))
}
