import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import { addMonths, type CalendarDate } from '../kernel/calendar-date.js'
import { readBook } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { readProductForSigning } from '../products/actions.js'
import { capOn } from '../products/caps.js'
import { readCaps } from '../products/store.js'
import { readCalendar } from '../units/calendar-store.js'
import type { TrueYearlyRateQuery } from './household-schemas.js'
import { loanOfRead } from './kept.js'
import { scheduleOf } from './schedule.js'
import { agreedTerms } from './signing.js'
import { capWarnings } from './term-caps.js'

/**
 * What a loan of that amount and term would cost a year on the balance really owed, were it signed and paid out on that
 * day and all of it paid on its days: to be shown beside a rate that is flat (domain cases MFI-02, MFI-03).
 */
export async function findTrueYearlyRate(tx: Tx, productId: string, query: TrueYearlyRateQuery, asker: Asker, today: CalendarDate) {
	const { principal, signedOn = today } = query
	const months = Number(query.months)
	const { lender, rules, rates } = await readProductForSigning(tx, productId, signedOn, asker)
	const command = { productId, signedOn, terms: { principal, maturityOn: addMonths(signedOn, months) } }
	const { terms } = agreedTerms(rules, rates, command, null)
	const book = must(await readBook(tx, lender.book), 'the book of a lender')
	const { trueYearlyRate, totals } = scheduleOf(loanOfRead(terms, book.kind, await readCalendar(tx), null), [], signedOn)
	const caps = await readCaps(tx, lender.kind)
	return {
		productId,
		signedOn,
		principal,
		months,
		interestMethod: terms.interestMethod,
		rates: terms.rates,
		trueYearlyRate,
		totals,
		cap: capOn(caps, 'yearly-rate', lender.kind, signedOn),
		warnings: capWarnings({ terms, trueYearlyRate, lenderKind: lender.kind, caps, signedOn }, asker.language),
	}
}
