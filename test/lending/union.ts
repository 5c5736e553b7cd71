import { sql } from 'drizzle-orm'
import { type Asker, programAsker } from '../../src/access/asker.js'
import { recordMembership } from '../../src/groups/actions.js'
import { calendarDate, type CalendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { type LoanCommand, recordOnLoan, signLoan } from '../../src/lending/actions.js'
import type { LoanEventType } from '../../src/lending/event.js'
import { signLoanSchema } from '../../src/lending/schemas.js'
import { openMember } from '../../src/members/actions.js'
import { openMemberSchema } from '../../src/members/schemas.js'
import type { Tx } from '../../src/platform/database.js'
import { createTestDatabase, type TestDatabase } from '../platform/harness.js'

/** A Union with one group and one of its members, in a database of its own: what the tests of recording begin with. */
export type Union = {
	readonly test: TestDatabase
	readonly groupId: string
	readonly memberId: string
	readonly communeId: string
	readonly productId: (code: string) => string
	/** One transaction, as every request has. */
	readonly run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
	readonly now: () => Promise<Instant>
	/** Signs a loan of twenty million for 36 months and answers its id. */
	readonly sign: (more?: Record<string, unknown>) => Promise<string>
	readonly record: (loanId: string, type: LoanEventType, command: LoanCommand) => ReturnType<typeof recordOnLoan>
	readonly rows: (query: ReturnType<typeof sql>) => Promise<readonly Record<string, unknown>[]>
}

/** The day on which the tests record, long after everything that they tell. */
export const today = calendarDate('2026-11-23')
export const asker: Asker = programAsker

export async function openUnion(): Promise<Union> {
	const test = await createTestDatabase({ seeded: true })
	const run: Union['run'] = (work) => test.database.transaction(work)
	const [groups, products] = await run(async (tx) => [
		(await tx.execute<{ id: string; commune_id: string }>(sql`select id, commune_id from groups order by id limit 1`)).rows,
		(await tx.execute<{ id: string; code: string }>(sql`select id, code from products`)).rows,
	])
	const [group] = groups
	if (group === undefined) throw new Error('the seed has a group')
	const member = await run((tx) =>
		openMember(tx, openMemberSchema.parse({ name: 'Nông Thị Ái', communeId: group.commune_id }), asker, today),
	)
	await run((tx) =>
		recordMembership(tx, { groupId: group.id, memberId: member.id, role: 'member', from: calendarDate('2020-01-01') }, asker, today),
	)
	const productId = (code: string): string => {
		const found = products.find((product) => product.code === code)
		if (found === undefined) throw new Error(`no product ${code}`)
		return found.id
	}
	return {
		test,
		groupId: group.id,
		memberId: member.id,
		communeId: group.commune_id,
		productId,
		run,
		now: () => test.database.knowledgeNow(),
		sign: async (more = {}) => {
			const command = signLoanSchema.parse({
				productId: productId('NHCSXH-HONGHEO'),
				groupId: group.id,
				memberId: member.id,
				signedOn: '2022-11-01',
				...more,
				terms: {
					principal: '20000000',
					instalments: { count: 36 },
					principalEvery: { every: 6, period: 'month' },
					...(more['terms'] as object | undefined),
				},
			})
			return (await run((tx) => signLoan(tx, command, asker, today))).id
		},
		record: (loanId, type, command) => run((tx) => recordOnLoan(tx, loanId, type, command, asker, today)),
		rows: async (query) => (await run((tx) => tx.execute(query))).rows,
	}
}

/** The code of the refusal that a recording meets; null where it meets none. */
export async function refusal(work: Promise<unknown>): Promise<string | null> {
	try {
		await work
		return null
	} catch (error) {
		if (error instanceof Refusal) return error.code
		throw error
	}
}

export const on = (day: string): CalendarDate => calendarDate(day)
