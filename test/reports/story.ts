import { sql } from 'drizzle-orm'
import { type Asker, programAsker } from '../../src/access/asker.js'
import { openGroup, recordMembership } from '../../src/groups/actions.js'
import { must } from '../../src/kernel/assert.js'
import { type CalendarDate, calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'
import { recordOnLoan, signLoan } from '../../src/lending/actions.js'
import type { LoanEventType } from '../../src/lending/event.js'
import { openMember } from '../../src/members/actions.js'
import type { Database, Tx } from '../../src/platform/database.js'
import { unitByCode } from '../../src/units/store.js'

/** A few loans of three lenders in two districts, told by the same commands that people give. */

export const today = calendarDate('2023-06-15')
export const million = 1_000_000n

export type Story = {
	readonly lenders: Readonly<Record<'NHCSXH' | 'AGRIBANK' | 'QUY-HTPN', string>>
	readonly groups: { readonly nhcsxh: string; readonly agribank: string }
	readonly communes: { readonly song: string; readonly trungKhanh: string }
	readonly loans: Readonly<Record<'ai' | 'bich' | 'cuc' | 'dao' | 'em', string>>
	/** Before a repayment of March was entered in June. */
	readonly beforeLateNews: Instant
	readonly asker: Asker
}

export async function tellStory(database: Database, hostileName = 'Nông Thị Ái'): Promise<Story> {
	const told = await database.transaction((tx) => tellLoans(tx, hostileName))
	const beforeLateNews = await database.knowledgeNow()
	await database.transaction((tx) => pay(tx, told.loans.bich, '2023-03-10', 2n * million))
	return { ...told, beforeLateNews, asker: programAsker }
}

/** Records one event of a loan. */
export async function happen(tx: Tx, loanId: string, type: LoanEventType, on: string, amount?: bigint): Promise<void> {
	await recordOnLoan(
		tx,
		loanId,
		type,
		{ on: calendarDate(on), ...(amount === undefined ? {} : { amount: dong(amount) }) },
		programAsker,
		today,
	)
}

export function pay(tx: Tx, loanId: string, on: string, amount: bigint): Promise<void> {
	return happen(tx, loanId, 'repaid', on, amount)
}

async function tellLoans(tx: Tx, hostileName: string) {
	const lenders = await idsByCode(tx, 'lenders')
	const products = await idsByCode(tx, 'products')
	const nhcsxh = must(
		(await tx.execute<{ id: string; commune_id: string }>(sql`select id, commune_id from groups limit 1`)).rows[0],
		'the group of the seed',
	)
	const song = must(await unitByCode(tx, '01267', calendarDate('2022-10-31')), 'phường Sông Hiến').id
	const agribank = await openGroup(
		tx,
		{
			code: 'TVV-7',
			name: 'Tổ vay vốn 7',
			kind: 'borrowing',
			lenderId: must(lenders.get('AGRIBANK'), 'Agribank'),
			communeId: song,
			establishedOn: calendarDate('2020-01-01'),
		},
		programAsker,
		today,
	)
	const member = async (code: string, name: string, communeId: string, groupId: string | null): Promise<string> => {
		const { id } = await openMember(tx, { code, name, communeId, unionMember: true }, programAsker, today)
		if (groupId !== null)
			await recordMembership(tx, { groupId, memberId: id, role: 'member', from: calendarDate('2020-01-01') }, programAsker, today)
		return id
	}
	const sign = async (code: string, product: string, who: { memberId: string; groupId?: string }, principal: bigint): Promise<string> => {
		const command = {
			code,
			externalCode: `66${code}`,
			productId: must(products.get(product), product),
			...who,
			signedOn: calendarDate('2022-11-01'),
			terms: { principal: dong(principal), instalments: { count: 24 } },
		}
		const { id } = await signLoan(tx, command, programAsker, today)
		return id
	}
	const lend = async (...[code, product, who, principal]: Parameters<typeof sign>): Promise<string> => {
		const id = await sign(code, product, who, principal)
		await happen(tx, id, 'disbursed', '2022-11-07', principal)
		return id
	}
	const ai = await member('M-AI', hostileName, nhcsxh.commune_id, nhcsxh.id)
	const bich = await member('M-BICH', 'Hoàng Thị Bích', nhcsxh.commune_id, nhcsxh.id)
	const cuc = await member('M-CUC', 'Lý Thị Cúc', song, agribank.id)
	const dao = await member('M-DAO', 'Nguyễn Thị Đào', song, null)
	const loans = {
		ai: await lend('KV-AI', 'NHCSXH-HONGHEO', { memberId: ai, groupId: nhcsxh.id }, 20n * million),
		bich: await lend('KV-BICH', 'NHCSXH-HONGHEO', { memberId: bich, groupId: nhcsxh.id }, 30n * million),
		cuc: await lend('KV-CUC', 'AGRIBANK-TO', { memberId: cuc, groupId: agribank.id }, 40n * million),
		// Own funds: late principal is late by the contract's own rule, and no entry says so.
		dao: await lend('KV-DAO', 'QUY-GIAMDAN', { memberId: dao }, 12n * million),
		// The same woman borrows twice; and pays all of the second back.
		em: await lend('KV-EM', 'QUY-GIAMDAN', { memberId: dao }, 10n * million),
	}
	await happen(tx, loans.ai, 'frozen', '2023-02-01', 5n * million)
	await pay(tx, loans.cuc, '2023-01-20', 5n * million)
	await pay(tx, loans.dao, '2022-12-07', 600_000n)
	await pay(tx, loans.em, '2022-11-20', 10n * million + 38_466n)
	return {
		lenders: {
			NHCSXH: must(lenders.get('NHCSXH'), 'a lender'),
			AGRIBANK: must(lenders.get('AGRIBANK'), 'a lender'),
			'QUY-HTPN': must(lenders.get('QUY-HTPN'), 'a lender'),
		},
		groups: { nhcsxh: nhcsxh.id, agribank: agribank.id },
		communes: { song, trungKhanh: nhcsxh.commune_id },
		loans,
	}
}

async function idsByCode(tx: Tx, table: 'lenders' | 'products'): Promise<ReadonlyMap<string, string>> {
	const read = await tx.execute<{ code: string; id: string }>(sql`select code, id from ${sql.raw(table)}`)
	return new Map(read.rows.map(({ code, id }) => [code, id]))
}

export function day(text: string): CalendarDate {
	return calendarDate(text)
}
