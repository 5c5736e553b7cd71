import { must } from '../../kernel/assert.js'
import { calendarDate, type CalendarDate } from '../../kernel/calendar-date.js'
import type { GroupKind } from '../../groups/committee.js'
import { insertGroups, insertMemberships } from '../../groups/store.js'
import { insertMembers } from '../../members/store.js'
import type { Tx } from '../../platform/database.js'
import { insertExternalCodes } from '../../units/store.js'
import { hamletName, woman } from './people.js'
import { type Chance, numbersThatSum } from './random.js'

export type DemoGroup = { readonly id: string; readonly communeId: string; readonly memberIds: readonly string[] }

export type GroupWish = {
	readonly prefix: string
	readonly name: string
	readonly kind: GroupKind
	readonly lenderId: string
	/** The bank's code, where a bank numbers its groups and customers itself. */
	readonly issuer: string | null
	readonly count: number
	/** How many women there are in all, and in the smallest and the largest group. */
	readonly members: number
	readonly smallest: number
	readonly largest: number
}

const since = calendarDate('2014-01-01')

/** Makes groups over the communes, each with its women, a leader and a deputy. */
export async function makeGroups(
	tx: Tx,
	random: Chance,
	communes: readonly string[],
	wish: GroupWish,
	firstNumber: number,
): Promise<readonly DemoGroup[]> {
	const sizes = numbersThatSum(random, wish.count, wish.members, wish.smallest, wish.largest)
	const places = spread(random, communes, wish.count)
	const drafts = places.map((communeId, index) => ({ communeId, hamlet: hamletName(random), number: index + 1 }))
	const ids = await insertGroups(
		tx,
		drafts.map(({ communeId, hamlet, number }) => ({
			code: `${wish.prefix}-${String(number).padStart(4, '0')}`,
			name: `${wish.name} ${hamlet}`,
			kind: wish.kind,
			lenderId: wish.lenderId,
			communeId,
			hamlet,
			establishedOn: establishedOn(random),
			closedOn: null,
		})),
	)
	let number = firstNumber
	const women = drafts.flatMap(({ communeId, hamlet }, index) =>
		Array.from({ length: sizes[index] ?? 0 }, () => woman(random, communeId, hamlet, number++)),
	)
	const memberIds = await insertMembers(tx, women)
	let next = 0
	const groups = drafts.map(({ communeId }, index) => {
		const own = memberIds.slice(next, next + (sizes[index] ?? 0))
		next += own.length
		return { id: must(ids[index], 'a group that was just made'), communeId, memberIds: own }
	})
	if (wish.issuer !== null) await numberAtBank(tx, wish.issuer, groups, firstNumber)
	const rows = groups.flatMap((group) =>
		group.memberIds.map((memberId, place) => ({
			groupId: group.id,
			memberId,
			role: place === 0 ? ('leader' as const) : place === 1 ? ('deputy' as const) : ('member' as const),
			from: since,
			to: null,
			kinship: place < 2 ? ('none' as const) : null,
			inStandingCommittee: false,
		})),
	)
	for (let start = 0; start < rows.length; start += 4_000) await insertMemberships(tx, rows.slice(start, start + 4_000))
	return groups
}

/** A group has seven digits at NHCSXH, a customer ten (CIF). */
async function numberAtBank(tx: Tx, issuer: string, groups: readonly DemoGroup[], firstNumber: number): Promise<void> {
	let number = firstNumber
	await insertExternalCodes(
		tx,
		groups.flatMap((group, index) => [
			{ ownerKind: 'group' as const, ownerId: group.id, issuer, code: `66${String(index + 1).padStart(5, '0')}` },
			...group.memberIds.map((ownerId) => ({
				ownerKind: 'member' as const,
				ownerId,
				issuer,
				code: `66${String(number++).padStart(8, '0')}`,
			})),
		]),
	)
}

/** Every commune has one before any has two more than another. */
function spread(random: Chance, communes: readonly string[], count: number): readonly string[] {
	const places: string[] = []
	while (places.length < count) places.push(...random.shuffled(communes).slice(0, count - places.length))
	return places.sort((a, b) => Number(a) - Number(b))
}

function establishedOn(random: Chance): CalendarDate {
	return calendarDate(`${random.between(2008, 2013)}-${String(random.between(1, 12)).padStart(2, '0')}-15`)
}
