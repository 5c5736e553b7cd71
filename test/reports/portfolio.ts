import { sql } from 'drizzle-orm'
import { programAsker } from '../../src/access/asker.js'
import { openGroup, recordMembership } from '../../src/groups/actions.js'
import { must } from '../../src/kernel/assert.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { signLoan } from '../../src/lending/actions.js'
import { signLoanSchema } from '../../src/lending/schemas.js'
import { openMember } from '../../src/members/actions.js'
import type { Database, Tx } from '../../src/platform/database.js'
import { unitByCode } from '../../src/units/store.js'
import { happen, million, today } from './story.js'

/**
 * A portfolio whose quality on 15/6/2023 can be reckoned by hand: no loan bears interest, so that only principal is late.
 *
 * | lender, rules        | loan     | owes | days late | what is late | recorded as     |
 * | -------------------- | -------- | ---- | --------- | ------------ | --------------- |
 * | fund, microfinance   | Q-0      | 10   | 0         |              |                 |
 * |                      | Q-5      | 8    | 5         | 1            | late by itself  |
 * |                      | Q-30     | 6    | 30        | 1            | late by itself  |
 * |                      | Q-31     | 4    | 31        | 4            | late by itself  |
 * |                      | Q-95     | 2    | 95        | 2            | late by itself  |
 * | Agribank, bank       | A-90     | 50   | 90        | 50           | never moved     |
 * |                      | A-181    | 3    | 181       | 3            | overdue 3       |
 * | NHCSXH, none         | N-0      | 20   | 0         |              | frozen 5        |
 * |                      | N-60     | 30   | 60        | 10           | overdue 10      |
 *
 * (million đồng.) The balances and days of the fund are those of the worked case CLS-04. Beside them a loan that was
 * paid back and one that is signed and not paid out.
 */
export type Portfolio = { readonly lenders: Readonly<Record<string, string>>; readonly groupId: string; readonly communeId: string }

export function tellPortfolio(database: Database): Promise<Portfolio> {
	return database.transaction(tell)
}

async function tell(tx: Tx): Promise<Portfolio> {
	const ids = async (table: string) => {
		const read = await tx.execute<{ code: string; id: string }>(sql`select code, id from ${sql.raw(table)}`)
		return Object.fromEntries(read.rows.map(({ code, id }) => [code, id]))
	}
	const [lenders, products] = [await ids('lenders'), await ids('products')]
	const seeded = must(
		(await tx.execute<{ id: string; commune_id: string }>(sql`select id, commune_id from groups limit 1`)).rows[0],
		'the group of the seed',
	)
	const communeId = must(await unitByCode(tx, '01267', calendarDate('2022-10-31')), 'phường Sông Hiến').id
	const agribank = await openGroup(
		tx,
		{
			code: 'TVV-7',
			name: 'Tổ vay vốn 7',
			kind: 'borrowing',
			lenderId: must(lenders['AGRIBANK'], 'Agribank'),
			communeId,
			establishedOn: calendarDate('2020-01-01'),
		},
		programAsker,
		today,
	)
	const member = async (name: string, at: string, groupId: string | null): Promise<string> => {
		const { id } = await openMember(tx, { name, communeId: at, unionMember: true }, programAsker, today)
		if (groupId !== null)
			await recordMembership(tx, { groupId, memberId: id, role: 'member', from: calendarDate('2020-01-01') }, programAsker, today)
		return id
	}
	const borrowers = {
		'QUY-GIAMDAN': { memberId: await member('Nguyễn Thị Đào', communeId, null) },
		'AGRIBANK-TO': { memberId: await member('Lý Thị Cúc', communeId, agribank.id), groupId: agribank.id },
		'NHCSXH-HONGHEO': { memberId: await member('Nông Thị Ái', seeded.commune_id, seeded.id), groupId: seeded.id },
	}
	type Given = { code: string; product: keyof typeof borrowers; on: string; principal: bigint; terms: Record<string, unknown> }
	const sign = async ({ code, product, on, principal, terms }: Given): Promise<string> => {
		const missed = { missedInstalment: 'overdue', transfer: product === 'QUY-GIAMDAN' ? 'automatic' : 'recorded' }
		const command = signLoanSchema.parse({
			code,
			productId: must(products[product], product),
			...borrowers[product],
			signedOn: on,
			terms: { interestMethod: 'none', dueDays: 'none', overdue: missed, ...terms, principal: String(principal) },
		})
		return (await signLoan(tx, command, programAsker, today)).id
	}
	const lend = async (given: Given): Promise<string> => {
		const id = await sign(given)
		await happen(tx, id, 'disbursed', given.on, given.principal)
		return id
	}
	const once = (maturityOn: string) => ({ amortization: 'bullet', maturityOn })
	const each = (count: number, every: number) => ({
		amortization: 'equal-principal',
		instalments: { count, every, period: 'month' },
		principalEvery: { every, period: 'month' },
	})
	const fund = { product: 'QUY-GIAMDAN' } as const
	await lend({ ...fund, code: 'Q-0', on: '2023-01-10', principal: 10n * million, terms: once('2024-01-10') })
	await lend({ ...fund, code: 'Q-5', on: '2023-05-10', principal: 8n * million, terms: each(8, 1) })
	await lend({ ...fund, code: 'Q-30', on: '2023-04-16', principal: 6n * million, terms: each(6, 1) })
	await lend({ ...fund, code: 'Q-31', on: '2023-01-10', principal: 4n * million, terms: once('2023-05-15') })
	await lend({ ...fund, code: 'Q-95', on: '2023-01-10', principal: 2n * million, terms: once('2023-03-12') })
	const paidBack = await lend({ ...fund, code: 'Q-HET', on: '2023-01-10', principal: 9n * million, terms: once('2023-04-10') })
	await happen(tx, paidBack, 'repaid', '2023-05-20', 9n * million)
	await sign({ ...fund, code: 'Q-KY', on: '2023-06-01', principal: 9n * million, terms: once('2023-06-10') })

	const bank = { product: 'AGRIBANK-TO' } as const
	await lend({ ...bank, code: 'A-90', on: '2022-09-17', principal: 50n * million, terms: once('2023-03-17') })
	const moved = await lend({ ...bank, code: 'A-181', on: '2022-09-16', principal: 3n * million, terms: once('2022-12-16') })
	await happen(tx, moved, 'moved-to-overdue', '2022-12-17', 3n * million)

	const policy = { product: 'NHCSXH-HONGHEO' } as const
	const frozen = await lend({ ...policy, code: 'N-0', on: '2022-11-07', principal: 20n * million, terms: once('2025-11-07') })
	await happen(tx, frozen, 'frozen', '2023-02-01', 5n * million)
	const overdue = await lend({ ...policy, code: 'N-60', on: '2022-04-16', principal: 30n * million, terms: each(3, 12) })
	await happen(tx, overdue, 'moved-to-overdue', '2023-04-17', 10n * million)
	return { lenders, groupId: agribank.id, communeId }
}
