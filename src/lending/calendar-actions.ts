import { type Asker, programAsker } from '../access/asker.js'
import { type CalendarDate, calendarDate, earlier } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import * as units from '../units/actions.js'
import { readCalendarAnew } from '../units/calendar-store.js'
import type { OverrideTransactionDay, SetDayOff, SetTransactionDay, TransactionDays } from '../units/schemas.js'
import { type CalendarRule, loansToldBeyond } from './calendar-store.js'
import { retellSome } from './question-actions.js'
import { readLoans } from './store.js'

/*
 * The calendar is entered ahead, and late where the news came late. What was known before stays known: a question about
 * an earlier moment is answered by the calendar of that moment. But interest on what was late is posted, and no event
 * tells it again when a day is entered: a day by which the books would be told otherwise is refused. What it should
 * have been is waived on the loan.
 */

/** Lists a day off, or a weekend day worked, or takes it off the list again. */
export async function setDayOff(tx: Tx, command: SetDayOff): Promise<SetDayOff> {
	const set = await units.setDayOff(tx, command)
	await refuseToldOtherwise(tx, command.on, { dueDays: 'next-working-day' }, 'on')
	return set
}

/** From a day on, the bank comes to the commune on this day of the month: to every loan there, whatever was frozen at signing. */
export async function setTransactionDay(
	tx: Tx,
	command: SetTransactionDay & { readonly unitId: string },
	asker: Asker,
	today: CalendarDate,
): Promise<TransactionDays> {
	const days = await units.setTransactionDay(tx, command, asker, today)
	await refuseToldOtherwise(tx, command.from, { dueDays: 'transaction-day', communeId: command.unitId }, 'from')
	return days
}

/** In one month the bank announced another day (Tết). */
export async function overrideTransactionDay(
	tx: Tx,
	command: OverrideTransactionDay & { readonly unitId: string },
	asker: Asker,
	today: CalendarDate,
): Promise<TransactionDays> {
	const days = await units.overrideTransactionDay(tx, command, asker, today)
	const first = earlier(command.on, calendarDate(`${command.month}-01`))
	await refuseToldOtherwise(tx, first, { dueDays: 'transaction-day', communeId: command.unitId }, 'on')
	return days
}

/** Tells the loans again that were told beyond the first day that changes, by the calendar as it now is; they are held meanwhile. */
async function refuseToldOtherwise(tx: Tx, first: CalendarDate, rule: CalendarRule, path: 'from' | 'on'): Promise<void> {
	const batch = 500
	const calendar = await readCalendarAnew(tx)
	for (let after = '0'; ; ) {
		const ids = await loansToldBeyond(tx, first, rule, { after, limit: batch })
		const last = ids.at(-1)
		if (last === undefined) return
		const rows = await readLoans(tx, ids, programAsker.scope, 'lock')
		const [finding] = await retellSome(tx, rows, calendar)
		const told = rows.find(({ contract }) => contract.id === finding?.contractId)
		if (told !== undefined) throw new Refusal('loan.calendar-told', { path, details: { code: told.code } })
		after = last
	}
}
