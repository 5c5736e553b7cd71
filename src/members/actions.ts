import type { Asker } from '../access/asker.js'
import { type CalendarDate, yearOf } from '../kernel/calendar-date.js'
import { readCitizenId } from '../kernel/personal-id.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { findCommuneWithin } from '../units/actions.js'
import { type Page, pageWish } from '../platform/page.js'
import { communesBelow } from '../units/store.js'
import { masked, readsPersonalNumbers, readsSensitive } from './privacy.js'
import type { ListMembers, MemberRow, MemberView, MemberWarningView, OpenMember, RecordPoverty } from './schemas.js'
import * as store from './store.js'
import { readSpousesOf } from './tie-store.js'
import { memberWarnings, warningSentence } from './warnings.js'

/** Enters a member. Odd numbers are warned about in the answer and never refused. */
export async function openMember(tx: Tx, command: OpenMember, asker: Asker, today: CalendarDate): Promise<MemberView> {
	if (command.code !== undefined && (await store.codeIsTaken(tx, command.code))) {
		throw new Refusal('member.code-taken', { path: 'code', details: { code: command.code } })
	}
	await findCommuneWithin(tx, command.communeId, asker, today)
	const [id] = await store.insertMembers(tx, [newMember(command, today)])
	if (id === undefined) throw new Error('the member was not entered')
	await store.putPoverty(
		tx,
		lastOfEachYear(command.poverty ?? []).map((row) => ({ ...row, memberId: id })),
	)
	return findMember(tx, id, asker)
}

/** Members by name; numbers are masked whoever asks. */
export async function listMembers(tx: Tx, query: ListMembers, asker: Asker, today: CalendarDate): Promise<Page<MemberRow>> {
	const filter = {
		q: query.q ?? null,
		byPartOfNumber: readsPersonalNumbers(asker.role),
		groupId: query.groupId ?? null,
		communeIds: query.communeId === undefined ? null : await communesBelow(tx, query.communeId),
		today,
	}
	const page = await store.listMembers(tx, asker.scope, filter, pageWish(query))
	return {
		items: page.items.map((row) => ({ ...row, citizenId: maskedOrNull(row.citizenId), phone: maskedOrNull(row.phone) })),
		next: page.next,
	}
}

/** A member with her groups over time and what should be looked at twice; 404 beyond the asker's scope. */
export async function findMember(tx: Tx, id: string, asker: Asker): Promise<MemberView> {
	const member = await store.readMember(tx, asker.scope, id)
	if (member === null) throw new Refusal('member.not-found')
	const memberships = await store.readMembershipsOf(tx, asker.scope, id)
	const spouses = await readSpousesOf(tx, asker.scope, id)
	const warnings = await warningsOf(tx, member, asker)
	const { ethnicity, poverty, ...plain } = readsPersonalNumbers(asker.role) ? member : withMaskedNumbers(member)
	const sensitive = readsSensitive(asker.role) ? { ethnicity: ethnicity ?? null, poverty: poverty ?? [] } : {}
	return { ...plain, ...sensitive, memberships, spouses, warnings }
}

/** What the yearly review of poor households said of a member's. */
export async function recordPoverty(
	tx: Tx,
	{ memberId, ...command }: RecordPoverty & { readonly memberId: string },
	asker: Asker,
): Promise<MemberView> {
	await findMember(tx, memberId, asker)
	await store.putPoverty(tx, [{ memberId, ...command }])
	return findMember(tx, memberId, asker)
}

function newMember(command: OpenMember, today: CalendarDate): store.NewMember {
	const { bornOn, birthYear } = command
	if (bornOn !== undefined && bornOn > today) throw new Refusal('member.born-later', { path: 'bornOn' })
	if (bornOn !== undefined && birthYear !== undefined && birthYear !== yearOf(bornOn)) {
		throw new Refusal('member.birth-year-differs', { path: 'birthYear', details: { year: String(birthYear) } })
	}
	// A nine-digit number in the new field is an old card: it is kept as one.
	const isOldCard = command.citizenId !== undefined && readCitizenId(command.citizenId)?.kind === 'old-card'
	return {
		code: command.code ?? null,
		name: command.name,
		sex: command.sex ?? null,
		bornOn: bornOn ?? null,
		birthYear: birthYear ?? (bornOn === undefined ? null : yearOf(bornOn)),
		citizenId: isOldCard ? null : (command.citizenId ?? null),
		oldId: command.oldId ?? (isOldCard ? (command.citizenId ?? null) : null),
		phone: command.phone ?? null,
		hamlet: command.hamlet ?? null,
		address: command.address ?? null,
		communeId: command.communeId,
		ethnicity: command.ethnicity ?? null,
		unionMember: command.unionMember,
		joinedOn: command.joinedOn ?? null,
	}
}

type Stored = NonNullable<Awaited<ReturnType<typeof store.readMember>>>

async function warningsOf(tx: Tx, member: Stored, asker: Asker): Promise<MemberWarningView[]> {
	const sharers =
		member.citizenId === null ? [] : await store.sharersOfCitizenId(tx, asker.scope, { id: member.id, citizenId: member.citizenId })
	const named = sharers.filter((one) => one.reached).map(({ id, code, name }) => ({ id, code, name }))
	return memberWarnings(member, sharers.length > 0).map((code) => ({
		code: `member.${code}`,
		message: warningSentence(code, asker.language),
		...(code === 'citizen-id-shared' ? { members: named } : {}),
	}))
}

function withMaskedNumbers(member: Stored): Stored {
	return {
		...member,
		citizenId: maskedOrNull(member.citizenId),
		oldId: maskedOrNull(member.oldId),
		phone: maskedOrNull(member.phone),
		phoneInternational: maskedOrNull(member.phoneInternational),
	}
}

function maskedOrNull(number: string | null): string | null {
	return number === null ? null : masked(number)
}

/** One row a year, the last one given: a statement cannot put the same row twice. */
function lastOfEachYear(rows: readonly RecordPoverty[]): readonly RecordPoverty[] {
	return [...new Map(rows.map((row) => [row.year, row])).values()]
}
