import { sql } from 'drizzle-orm'
import { createDemonstrationUsers } from '../../src/access/actions.js'
import { programAsker } from '../../src/access/asker.js'
import { loadAgreements } from '../../src/fees/agreement-actions.js'
import { openGroup } from '../../src/groups/actions.js'
import { must } from '../../src/kernel/assert.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Tx } from '../../src/platform/database.js'
import { loadCatalogue } from '../../src/products/actions.js'
import { loadSavingsCatalogue } from '../../src/savings/product-actions.js'
import { loadCaoBang } from '../../src/units/actions.js'
import { communesBelow, unitByCode } from '../../src/units/store.js'

const day = calendarDate('2022-10-31')

/** What every test of the application finds: the units, the catalogue, one group, and a user of each kind. */
export async function seed(tx: Tx): Promise<void> {
	await loadCaoBang(tx)
	await loadCatalogue(tx)
	await loadSavingsCatalogue(tx)
	await loadAgreements(tx)
	const lenders = await tx.execute<{ code: string; id: string }>(sql`select code, id from lenders`)
	const lenderId = (wanted: string) =>
		must(
			lenders.rows.find(({ code }) => code === wanted),
			wanted,
		).id
	// The officer keeps one district, Trùng Khánh; the leader's group is of a commune in it.
	const district = must(await unitByCode(tx, '047', day), 'Trùng Khánh')
	const communeId = must((await communesBelow(tx, district.id))[0], 'a commune of Trùng Khánh')
	const group = await openGroup(
		tx,
		{ name: 'Tổ Bản Viết 1', kind: 'savings-and-loan', lenderId: lenderId('NHCSXH'), communeId, establishedOn: calendarDate('2019-03-08') },
		programAsker,
		day,
	)
	await createDemonstrationUsers(tx, {
		unitId: district.id,
		groupId: group.id,
		nhcsxhId: lenderId('NHCSXH'),
		agribankId: lenderId('AGRIBANK'),
	})
}
