import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { Refusal } from '../kernel/refusal.js'
import { reached as reachedMember } from '../members/store.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import { type Party, partyKey, type PartyKind, type PlacedParty } from './party.js'
import { reached as reachedGroup } from './store.js'

const notFound = { member: 'member.not-found', group: 'group.not-found', unit: 'unit.not-found' } as const

/** Parties in the order given, each with its name and commune. One that is not there, or out of reach, is refused by its place in the list. */
export async function placeParties(tx: Tx, parties: readonly Party[], scope: Scope): Promise<readonly PlacedParty[]> {
	const keys = parties.map(partyKey)
	const idsOf = (wanted: PartyKind): SQL =>
		sql`any(${bigints(keys.flatMap(({ kind, id }) => (kind === wanted && id !== null ? [id] : [])))})`
	const read = await tx.execute<PlacedParty & Record<string, unknown>>(sql`
		select 'member' as kind, m.id, m.name, m.commune_id as "communeId" from members m where m.id = ${idsOf('member')} and ${reachedMember(scope)}
		union all
		select 'group', g.id, g.name, g.commune_id from groups g where g.id = ${idsOf('group')} and ${reachedGroup(scope)}
		union all
		select 'unit', u.id, ${unitName(sql`u.id`)}, case u.level when 'commune' then u.id when 'hamlet' then
			(select v.parent_id from unit_versions v where v.unit_id = u.id order by v.valid_from desc limit 1) end
		from units u where u.id = ${idsOf('unit')}`)
	const found = new Map(read.rows.map((row) => [`${row.kind} ${row.id}`, row]))
	return parties.map((party, item) => {
		if ('name' in party) return { kind: 'other', id: null, name: party.name, communeId: null }
		const { kind, id } = partyKey(party)
		const row = found.get(`${kind} ${id}`)
		if (row === undefined) throw new Refusal(notFound[kind as keyof typeof notFound], { item })
		return row
	})
}

/** What a unit is called, by its last name. */
export function unitName(id: SQL): SQL {
	return sql`(select v.name from unit_versions v where v.unit_id = ${id} order by v.valid_from desc limit 1)`
}
