import { sql } from 'drizzle-orm'
import { createDemonstrationUsers } from '../../src/access/actions.js'
import { must } from '../../src/kernel/assert.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Tx } from '../../src/platform/database.js'
import { loadCaoBang } from '../../src/units/actions.js'
import { unitByCode } from '../../src/units/store.js'

/** What every test of the application finds: the units, the catalogue, one group, and a user of each kind. */
export async function seed(tx: Tx): Promise<void> {
	await loadCaoBang(tx)
	// The catalogue of products is loaded here.
	const nhcsxhId = await lender(tx, 'NHCSXH', 'policy-bank')
	const agribankId = await lender(tx, 'AGRIBANK', 'commercial-bank')
	// The officer keeps one district, Trùng Khánh; the group is of a commune in it.
	const district = must(await unitByCode(tx, '047', calendarDate('2022-10-31')), 'Trùng Khánh')
	const [group] = (
		await tx.execute(sql`insert into groups (code, name, name_key, kind, lender_id, commune_id, established_on, created_at)
			select 'TK-001', 'Tổ Bản Viết 1', 'to ban viet 1', 'savings-and-loan', ${nhcsxhId}::bigint, min(unit_id), '2019-03-08', now()
			from unit_versions where parent_id = ${district.id}::bigint returning id`)
	).rows
	await createDemonstrationUsers(tx, { unitId: district.id, groupId: String(group?.['id']), nhcsxhId, agribankId })
}

async function lender(tx: Tx, code: string, kind: string): Promise<string> {
	await tx.execute(sql`insert into lenders (code, name, name_en, kind, book, entrusted, created_at)
		values (${code}, ${code}, ${code}, ${kind}, ${`memo-${code.toLowerCase()}`}, true, now()) on conflict (code) do nothing`)
	return String((await tx.execute(sql`select id from lenders where code = ${code}`)).rows[0]?.['id'])
}
