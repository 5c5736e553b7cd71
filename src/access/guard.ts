import { Refusal } from '../kernel/refusal.js'
import type { Database } from '../platform/database.js'
import type { Guard } from '../platform/door.js'
import { PlatformProblem } from '../platform/problem.js'
import { askerOf } from './actions.js'
import type { Asker } from './asker.js'
import { isOpen, type PermissionTable, permissions, reachOf } from './permissions.js'
import { secretHash } from './secrets.js'
import { bearerOf, noteUse } from './store.js'

export type AccessGuard = Guard<Asker> & {
	/** Forgets who was recognised: whoever asks next is looked up. To be called when a revocation is committed. */
	readonly forget: () => void
}

/** How long a recognised asker is believed without looking again, in this process. */
const believedFor = 5_000
const rememberedMax = 10_000

/** Open to one whose one-time password is still to be changed. */
const beforePasswordChange = ['changePassword', 'readMe', 'endSession']

/** Finds out who asks by session cookie or token, and whether the permission table lets her. */
export function createGuard(database: Database, table: PermissionTable = permissions): AccessGuard {
	const remembered = new Map<string, { readonly asker: Asker; readonly until: number }>()
	let generation = 0

	const lookUp = async (hash: string): Promise<Asker | null> => {
		const begun = generation
		const found = await database.reading(async (tx) => {
			const bearer = await bearerOf(tx, hash)
			return bearer === null ? null : { asker: await askerOf(tx, bearer.user, bearer.credentialId), stale: bearer.stale }
		})
		if (found === null) return null
		if (found.stale) await database.transaction((tx) => noteUse(tx, found.asker.credentialId))
		if (remembered.size >= rememberedMax) remembered.clear()
		// What was read before a revocation was committed is not to be believed after it.
		if (begun === generation) remembered.set(hash, { asker: found.asker, until: performance.now() + believedFor })
		return found.asker
	}

	return {
		identify: async ({ cookie, bearer, language }) => {
			const secret = bearer ?? cookie
			if (secret === null || secret.length > 200) return null
			const hash = secretHash(secret)
			const known = remembered.get(hash)
			const asker = known !== undefined && known.until > performance.now() ? known.asker : await lookUp(hash)
			return asker === null ? null : { ...asker, language }
		},
		isOpen: (operation) => isOpen(table, operation),
		denies: (operation, asker) => {
			if (isOpen(table, operation)) return null
			if (asker === null) return new PlatformProblem('request.unauthenticated')
			if (reachOf(table, operation, asker.role) === null) return new PlatformProblem('request.forbidden')
			if (asker.mustChangePassword && !beforePasswordChange.includes(operation)) return new Refusal('access.password-change-required')
			return null
		},
		forget: () => {
			generation += 1
			remembered.clear()
		},
	}
}
