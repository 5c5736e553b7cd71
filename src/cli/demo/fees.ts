import { programAsker } from '../../access/asker.js'
import { reckonFees } from '../../fees/reckoning-actions.js'
import type { Month } from '../../fees/month.js'
import { must } from '../../kernel/assert.js'
import { calendarDate } from '../../kernel/calendar-date.js'
import { instantFromText } from '../../kernel/instant.js'
import type { Clock } from '../../platform/clock.js'
import type { Database } from '../../platform/database.js'
import { listLenders } from '../../products/actions.js'

const month = '2022-10' as Month
const on = calendarDate('2022-11-05')

/**
 * Reckons the fees of October 2022 with both banks, as they were known in the first days of November: receipts that were found
 * later are still to be reckoned. A transaction of its own, once the database knows what the demonstration has put into it.
 */
export async function reckonDemonstration(database: Database, clock: Clock): Promise<void> {
	const then = must(instantFromText(`${on}T09:00:00+07:00`), 'a moment')
	await database.transaction(async (tx) => {
		const { items } = await listLenders(tx, { limit: '500' }, programAsker)
		for (const { id, entrusted } of items)
			if (entrusted)
				await reckonFees(tx, { lenderId: id, month, on }, programAsker, { today: clock.today(), knownAt: then, recordedAt: then })
	})
}
