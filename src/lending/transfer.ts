import { effective } from '../contracts/contract.js'
import type { StoredEvent } from '../contracts/stored.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { LoanEventDetails } from './event.js'
import type { TransferLoan } from './event-schemas.js'
import type { Move, Place } from './state.js'
import type { LoanFilter, LoanRow } from './stored.js'

/** One line of where a loan has been: its signing, or a transfer. */
export type PlaceLine = Place & { readonly seq: number; readonly on: CalendarDate; readonly recordedAt: Instant }

/** A group as it was on the day of a transfer. */
export type NewGroup = {
	readonly id: string
	readonly communeId: string
	readonly lenderId: string | null
	/** Whether the borrower belonged to it. */
	readonly hasBorrower: boolean
}

/**
 * Where a transfer takes a loan; `group` is the one that it names, null where that is not found. The loan goes to a
 * group that works for its lender or for none, and stands in that group's commune; or it leaves its group for a commune.
 * A loan that a group borrowed itself goes nowhere without it, and with it where the group has moved.
 */
export function destinationOf(
	loan: Pick<LoanRow, 'lenderId' | 'memberId' | 'signedOn'> & Place,
	command: TransferLoan,
	group: NewGroup | null,
): Place {
	if (command.on < loan.signedOn) throw new Refusal('loan.before-signing', { path: 'on', details: { on: loan.signedOn } })
	if (loan.memberId === null && (command.groupId ?? null) !== loan.groupId) throw new Refusal('loan.borrower-is-group')
	if (command.groupId === undefined) {
		if (command.communeId === undefined) throw new Refusal('loan.destination-unclear', { path: 'groupId' })
		return elsewhere(loan, { groupId: null, communeId: command.communeId }, command.on)
	}
	if (group === null) throw new Refusal('loan.group-not-found', { path: 'groupId' })
	if (command.communeId !== undefined && command.communeId !== group.communeId)
		throw new Refusal('loan.destination-unclear', { path: 'communeId' })
	if (group.lenderId !== null && group.lenderId !== loan.lenderId) throw new Refusal('loan.group-of-another-lender', { path: 'groupId' })
	// Where the group itself has moved, what was lent through it goes along, whoever has left it since.
	if (group.id !== loan.groupId && !group.hasBorrower)
		throw new Refusal('loan.member-not-in-group', { path: 'groupId', details: { on: command.on } })
	return elsewhere(loan, { groupId: group.id, communeId: group.communeId }, command.on)
}

/** Where a loan was on a day, by its moves in the order of their days: until the first of them, where it was signed. */
export function placeOn(signedIn: Place, moves: readonly Move[], day: CalendarDate): Place {
	const { groupId, communeId } = moves.findLast(({ on }) => on <= day) ?? signedIn
	return { groupId, communeId }
}

/** Whether a place is in the group and in the communes that a filter names. */
export function isThere({ groupId, communeId }: Place, wanted: Pick<LoanFilter, 'groupId' | 'communeIds'>): boolean {
	return (wanted.groupId === undefined || wanted.groupId === groupId) && (wanted.communeIds?.includes(communeId) ?? true)
}

/** Where the events that were known of a loan have left it. */
export function placeTold(signedIn: Place, told: readonly StoredEvent[]): Place {
	const last = effective(told).findLast(({ type }) => type === 'transferred')
	return (last === undefined ? null : placeOf(last)) ?? signedIn
}

/**
 * What the places of a loan say otherwise than its events; null where they agree. The place of signing is told by the
 * signing itself, but for loans that were entered without it.
 */
export function placedOtherwise(row: LoanRow, history: readonly StoredEvent[], lines: readonly PlaceLine[]): string | null {
	const transfers = history.filter(({ type }) => type === 'transferred')
	const [signing] = history
	const first = signing === undefined ? null : (placeOf(signing) ?? lines[0] ?? null)
	const said = transfers.length === 0 || signing === undefined ? [] : [signing, ...transfers]
	if (lines.length !== said.length) return `${lines.length} lines say where it has been, its events say ${said.length}`
	const wrong = said.find((event, index) => {
		const [line, to] = [lines[index], event === signing ? first : placeOf(event)]
		return line?.seq !== event.seq || line.on !== event.on || line.recordedAt !== event.recordedAt || to === null || !isSame(line, to)
	})
	if (wrong !== undefined) return `where it has been since event ${wrong.seq} is not what the event says`
	const now = placeTold(first ?? row, history)
	return isSame(row, now) ? null : `it is in ${inWords(row)}, its events say ${inWords(now)}`
}

/** What a signing says of where it was: without it a loan's row could be moved and nobody would notice. */
export function signedAt({ groupId, communeId }: Place): Pick<LoanEventDetails, 'groupId' | 'communeId'> {
	return { ...(groupId === null ? {} : { groupId }), communeId }
}

/** Where an event says that the loan is. */
function placeOf({ details }: StoredEvent): Place | null {
	const { groupId, communeId } = details as LoanEventDetails
	return communeId === undefined ? null : { groupId: groupId ?? null, communeId }
}

function isSame(a: Place, b: Place): boolean {
	return a.groupId === b.groupId && a.communeId === b.communeId
}

function inWords({ groupId, communeId }: Place): string {
	return `${groupId === null ? 'no group' : `group ${groupId}`} of commune ${communeId}`
}

function elsewhere(loan: Place, to: Place, on: CalendarDate): Place {
	if (isSame(to, loan)) throw new Refusal('loan.already-there', { path: 'groupId', details: { on } })
	return to
}
