import { sql } from 'drizzle-orm'
import { programAsker } from '../../src/access/asker.js'
import { collectCash } from '../../src/custody/actions.js'
import { recordMembership } from '../../src/groups/actions.js'
import { type CalendarDate, calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { openMember } from '../../src/members/actions.js'
import { openMemberSchema } from '../../src/members/schemas.js'
import type { Database, Tx } from '../../src/platform/database.js'
import { setTransactionDay } from '../../src/units/actions.js'

/** The day on which the tests record, long after everything that they tell. */
export const today = calendarDate('2023-06-15')
export const on = (day: string): CalendarDate => calendarDate(day)

/** A group of the bank that has a leader and a deputy, in a commune to which the bank comes on the 15th. */
export type Sitting = {
	readonly groupId: string
	readonly communeId: string
	readonly leaderId: string
	readonly deputyId: string
	readonly memberId: string
	readonly run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
	/** Cash of a sheet of that day, in đồng; negative where a corrected sheet collected less. */
	readonly collect: (day: string, amount: number, sheetId: string, leaderId?: string) => ReturnType<typeof collectCash>
}

export async function openSitting(database: Database): Promise<Sitting> {
	const run: Sitting['run'] = (work) => database.transaction(work)
	const [group] = await run(
		async (tx) => (await tx.execute<{ id: string; commune_id: string }>(sql`select id, commune_id from groups order by id limit 1`)).rows,
	)
	if (group === undefined) throw new Error('the seed has a group')
	await run((tx) => setTransactionDay(tx, { unitId: group.commune_id, from: on('2020-01-01'), dayOfMonth: 15 }, programAsker, today))
	const member = (name: string, role: 'leader' | 'deputy' | 'member'): Promise<string> =>
		run(async (tx) => {
			const { id } = await openMember(tx, openMemberSchema.parse({ name, communeId: group.commune_id }), programAsker, today)
			await recordMembership(tx, { groupId: group.id, memberId: id, role, from: on('2020-01-01') }, programAsker, today)
			return id
		})
	return {
		groupId: group.id,
		communeId: group.commune_id,
		leaderId: await member('Nông Thị Ái', 'leader'),
		deputyId: await member('Hoàng Thị Bé', 'deputy'),
		memberId: await member('Lục Thị Cúc', 'member'),
		run,
		collect: (day, amount, sheetId, leaderId) =>
			run((tx) =>
				collectCash(tx, { groupId: group.id, leaderId, on: on(day), amount: dong(BigInt(amount)), sheetId }, programAsker, today),
			),
	}
}
