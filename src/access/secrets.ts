import { createHash, randomBytes, randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id above the minimum of OWASP (19 MiB, 2 passes): about 40 ms of one core, four at a time. */
const cost = { memoryCost: 32_768, timeCost: 3, parallelism: 1 }

/** A hash of nobody's password, so that a name that nobody bears costs as much time as a wrong password. */
const nobodys = hash(randomBytes(16).toString('hex'), cost)

/** The argon2id hash of a password, in PHC form. Vietnamese letters may be typed composed or not. */
export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFC'), cost)
}

/** Whether it is the password. A user that does not exist, or that has none, takes as long. */
export async function passwordMatches(kept: string | null, password: string): Promise<boolean> {
	const hash = kept?.startsWith('$argon2id$') ? kept : null
	const same = await verify(hash ?? (await nobodys), password.normalize('NFC'))
	return same && hash !== null
}

/** 256 bits that nobody can guess; a token says by its first letters what it is, so that it is found when it leaks. */
export function newSecret(kind: 'session' | 'token'): string {
	return `${kind === 'token' ? 'soquy_' : ''}${randomBytes(32).toString('base64url')}`
}

/** What is kept of a secret. It is long and random, so that a plain digest is enough. */
export function secretHash(secret: string): string {
	return createHash('sha256').update(secret).digest('base64url')
}

/** A password to be typed once, in letters that are not mistaken for one another: about 98 bits. */
export function oneTimePassword(): string {
	const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
	const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
	return [group(), group(), group(), group()].join('-')
}
