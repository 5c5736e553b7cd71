import { fold } from '../kernel/personal-id.js'
import { Refusal } from '../kernel/refusal.js'

/** Who stood by when a piggy bank was opened: a member, or somebody else by name. */
export type Witness = { readonly name: string; readonly memberId?: string | undefined }

/** Refuses two witnesses who are one person, or one who owns what is counted: nobody vouches for herself (project decision). */
export function refuseWitnesses(owner: { readonly id: string; readonly name: string } | null, witnesses: readonly Witness[]): void {
	for (const [index, witness] of witnesses.entries()) {
		const path = `witnesses.${index}`
		if (owner !== null && isSame(witness, { name: owner.name, memberId: owner.id }))
			throw new Refusal('piggy-bank.owner-as-witness', { path, details: { name: witness.name } })
		if (witnesses.slice(0, index).some((other) => isSame(other, witness)))
			throw new Refusal('piggy-bank.same-witness', { path, details: { name: witness.name } })
	}
}

/** Two members are told apart by their numbers, anybody else by name. */
function isSame(one: Witness, other: Witness): boolean {
	if (one.memberId !== undefined && other.memberId !== undefined) return one.memberId === other.memberId
	return fold(one.name) === fold(other.name)
}
