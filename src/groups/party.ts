import { z } from 'zod'
import { idSchema, textSchema } from '../kernel/wire.js'

/** Somebody who helps or is helped: a member, a group, a unit of the Union, or somebody outside who is known by name. */
export const partySchema = z.union([
	z.strictObject({ memberId: idSchema }),
	z.strictObject({ groupId: idSchema }),
	z.strictObject({ unitId: idSchema }),
	z.strictObject({ name: textSchema(120) }),
])
export type Party = z.output<typeof partySchema>
export type PartyKind = 'member' | 'group' | 'unit' | 'other'

/** A party with her name, and where she is: the commune of somebody outside, or of a unit above communes, is not known. */
export type PlacedParty = {
	readonly kind: PartyKind
	readonly id: string | null
	readonly name: string
	readonly communeId: string | null
}

/** A party as it is answered. */
export const partyView = z.strictObject({ kind: z.enum(['member', 'group', 'unit', 'other']), id: idSchema.nullable(), name: z.string() })

export function shownParty({ kind, id, name }: PlacedParty) {
	return { kind, id, name }
}

/** What a party is, and its number; nobody outside has one. */
export function partyKey(party: Party): { readonly kind: PartyKind; readonly id: string | null } {
	if ('memberId' in party) return { kind: 'member', id: party.memberId }
	if ('groupId' in party) return { kind: 'group', id: party.groupId }
	if ('unitId' in party) return { kind: 'unit', id: party.unitId }
	return { kind: 'other', id: null }
}
