import type { Language } from '../kernel/refusal.js'
import type { Door } from '../platform/door.js'

/** What a person does in the Union's books. */
export const roles = ['admin', 'officer', 'leader', 'bank', 'auditor'] as const
export type Role = (typeof roles)[number]

/**
 * How far an asker sees: everything; the communes of a unit and all below it; her own groups; one lender's loans.
 * Every list and every record is read through it, so that a foreign row is neither shown nor known to exist.
 */
export type Scope =
	| { readonly kind: 'all' }
	| { readonly kind: 'unit'; readonly unitId: string; readonly communeIds: readonly string[] }
	| { readonly kind: 'groups'; readonly groupIds: readonly string[] }
	| { readonly kind: 'lender'; readonly lenderId: string }

/** Who asks. */
export type Asker = {
	readonly userId: string
	readonly username: string
	readonly name: string
	readonly role: Role
	readonly scope: Scope
	readonly language: Language
	/** The session or token that was shown; revoking it ends this asker. */
	readonly credentialId: string
	/** Signed in with a one-time password, which opens nothing but the way to another. */
	readonly mustChangePassword?: true
}

export type AppDoor = Door<Asker>

/** The program's own hand: migrations, the demonstration, the monthly work. */
export const programAsker: Asker = {
	userId: '1',
	username: 'soquy',
	name: 'Sổ Quỹ',
	role: 'admin',
	scope: { kind: 'all' },
	language: 'vi',
	credentialId: '0',
}
