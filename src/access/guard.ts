import { Refusal } from '../kernel/refusal.js'
import type { Guard } from '../platform/door.js'
import { PlatformProblem } from '../platform/problem.js'
import type { Asker } from './asker.js'
import { permissions } from './permissions.js'
import { isOpen, type PermissionTable, reachOf } from './permitted.js'
import { secretHash } from './secrets.js'

export type AccessGuard = Guard<Asker> & {
	/** Forgets who was recognised: whoever asks next is looked up. To be called when a revocation is committed. */
	readonly forget: () => void
}

/** How long a recognised asker is believed without looking again, in this process. */
const believedFor = 5_000
const rememberedMax = 10_000

/** Open to one whose one-time password is still to be changed. */
const beforePasswordChange = ['changePassword', 'readMe', 'endSession']

/**
 * Finds out who asks by session cookie or token, and whether the permission table lets her. `recognise` looks up who
 * bears the secret with this digest.
 */
export function createGuard(recognise: (secretHash: string) => Promise<Asker | null>, table: PermissionTable = permissions): AccessGuard {
	const remembered = new Map<string, { readonly asker: Asker; readonly until: number }>()
	/** Those who are being looked up: of many requests at once by one asker, one looks. */
	const underWay = new Map<string, Promise<Asker | null>>()
	let generation = 0

	const lookUp = async (hash: string): Promise<Asker | null> => {
		const begun = generation
		const asker = await recognise(hash)
		if (asker === null) return null
		if (remembered.size >= rememberedMax) remembered.clear()
		// What was read before a revocation was committed is not to be believed after it.
		if (begun === generation) remembered.set(hash, { asker, until: performance.now() + believedFor })
		return asker
	}
	const lookUpOnce = (hash: string): Promise<Asker | null> => {
		const found = underWay.get(hash)
		if (found !== undefined) return found
		const looking = lookUp(hash).finally(() => {
			if (underWay.get(hash) === looking) underWay.delete(hash)
		})
		underWay.set(hash, looking)
		return looking
	}

	return {
		identify: async ({ cookie, bearer, language }) => {
			const secret = bearer ?? cookie
			if (secret === null || secret.length > 200) return null
			const hash = secretHash(secret)
			const known = remembered.get(hash)
			const asker = known !== undefined && known.until > performance.now() ? known.asker : await lookUpOnce(hash)
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
			underWay.clear()
		},
	}
}
