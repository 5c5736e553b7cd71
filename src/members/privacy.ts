import type { Role } from '../access/asker.js'

/**
 * Who reads the number of a citizen card and a telephone in full, and on a member's own page only: those who keep the
 * register and the leader who fills in the forms. Banks and auditors compare by the unmasked ends. Ethnic origin and
 * poverty are sensitive (Law 91/2025/QH15 on personal data): only those who keep the register see them.
 */
export function readsPersonalNumbers(role: Role): boolean {
	return role !== 'bank' && role !== 'auditor'
}

export function readsSensitive(role: Role): boolean {
	return role === 'admin' || role === 'officer'
}

/** "004185001234" as "004*****1234"; a shorter number keeps three digits at each end. */
export function masked(number: string): string {
	const digits = number.replace(/[^\d+]/g, '')
	const tail = digits.length >= 12 && !digits.startsWith('+') ? 4 : 3
	const hidden = digits.length - 3 - tail
	return hidden <= 0 ? '*'.repeat(digits.length) : `${digits.slice(0, 3)}${'*'.repeat(hidden)}${digits.slice(-tail)}`
}

/** A child's name to those who do not look after her: "Nông Thị Ái" as "N.T.Á." */
export function childsInitials(name: string): string {
	return name
		.trim()
		.split(/\s+/)
		.map((word) => `${word.slice(0, 1).toUpperCase()}.`)
		.join('')
}
