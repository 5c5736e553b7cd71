import type { Asker, Scope } from '../access/asker.js'
import { reaches } from '../access/reach.js'
import type { Clocks } from '../contracts/knowledge.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Language } from '../kernel/refusal.js'
import { householdSentence } from '../members/household.js'
import { countsOthers, readHousemates } from '../members/tie-actions.js'
import type { Tx } from '../platform/database.js'
import { type Cap, capOn } from '../products/caps.js'
import type { LenderView } from '../products/schemas.js'
import { readCaps, readOffers } from '../products/store.js'
import { debtsOf, type DebtSums, groupFindings, householdFindings, type HouseholdLoan, leftToDisburse, sumsOf } from './household.js'
import { listLoans, standings } from './question-actions.js'
import type { Standing } from './standing.js'
import type { LoanFilter, LoanRow } from './stored.js'
import { loanLine } from './views.js'
import type { Warning } from './loan-warnings.js'

/**
 * What the household of a member owes at every lender, and what is left of each limit. Loans in an officer's area are
 * named; those beyond it count in every sum all the same, since a limit is the household's and not the area's: were they
 * left out, she would lend what the law does not let her. A bank sees what it lends itself, and nothing of others.
 */
export async function findHousehold(tx: Tx, memberId: string, asker: Asker, clocks: Clocks) {
	const { language } = asker
	const housemates = await readHousemates(tx, memberId, asker, clocks)
	const loans = await loansOf(
		tx,
		housemates.map(({ person }) => person.id),
		asker.scope,
		clocks,
	)
	const offers = { ...(await offersOf(tx, loans)), caps: await readCaps(tx) }
	const debts = debtsOf(loans, offers, clocks.asOf)
	const outside = loans.filter(({ named }) => !named)
	return {
		memberId,
		people: housemates.map(({ person, why, of }) => ({
			...personView(person),
			why,
			of: of?.reached === true ? of.id : null,
			text: householdSentence(why, of?.reached === true ? of.name : beyond[language], language),
		})),
		loans: loans.flatMap((loan) => (loan.named ? [loanOfHousehold(loan, offers)] : [])),
		outside: outside.length === 0 ? null : outsideView(sumsOf(outside), language),
		totals: debts.totals,
		lenders: debts.lenders.map(({ lender: { id, code, name, entrusted }, sums, limit }) => ({
			lenderId: id,
			code,
			name,
			entrusted,
			...sums,
			limit,
		})),
		programmes: debts.programmes.map(({ product: { id, code, name, lenderId, lenderCode }, sums, limit }) => ({
			productId: id,
			code,
			name,
			lenderId,
			lenderCode,
			...sums,
			limit,
		})),
		findings: householdFindings(debts, loans, language),
		...clocks,
	}
}

/** The loans of a household, as far as the asker's scope reaches, with what they owe now. */
export async function listHouseholdLoans(
	tx: Tx,
	{ householdOf, ...filter }: LoanFilter & { readonly householdOf: string; limit?: number | undefined; cursor?: string | undefined },
	asker: Asker,
	today: CalendarDate,
) {
	const housemates = await readHousemates(tx, householdOf, asker, { asOf: today, knownAt: null })
	return listLoans(tx, { ...filter, memberIds: housemates.map(({ person }) => person.id) }, asker.scope)
}

/**
 * What is to be looked at around a loan that was just signed: the debts of the household with it, and its group. As of
 * today and not the day of signing: of two loans that are entered late, the second is warned about whichever was signed
 * first. At most seven statements, whatever there is to be found.
 */
export async function warningsAround(
	tx: Tx,
	{ row, lender, caps }: { readonly row: LoanRow; readonly lender: LenderView; readonly caps: readonly Cap[] },
	asker: Asker,
	clocks: Clocks,
): Promise<readonly Warning[]> {
	return [
		...(row.memberId === null ? [] : await warningsOfHousehold(tx, row, row.memberId, caps, asker, clocks)),
		...(row.groupId === null
			? []
			: await warningsOfGroup(tx, row.groupId, capOn(caps, 'group-overdue-share', lender.kind, row.signedOn), asker, clocks)),
	]
}

async function warningsOfHousehold(tx: Tx, row: LoanRow, memberId: string, caps: readonly Cap[], asker: Asker, clocks: Clocks) {
	const housemates = await readHousemates(tx, memberId, asker, clocks)
	const ids = housemates.map(({ person }) => person.id)
	const loans = await loansOf(tx, ids, asker.scope, clocks)
	const debts = debtsOf(loans, { ...(await offersOf(tx, loans)), caps }, row.signedOn)
	return householdFindings(debts, loans, asker.language, row)
}

async function warningsOfGroup(tx: Tx, groupId: string, cap: Cap | null, asker: Asker, clocks: Clocks) {
	const own: Standing[] = []
	for await (const { standing } of standings(tx, { groupId }, everything, clocks)) own.push(standing)
	return groupFindings(own, cap, asker.language)
}

const everything: Scope = { kind: 'all' }
const beyond: Readonly<Record<Language, string>> = { vi: 'người ngoài địa bàn', en: 'somebody out of your area' }

async function loansOf(tx: Tx, memberIds: readonly string[], scope: Scope, clocks: Clocks): Promise<readonly HouseholdLoan[]> {
	const loans: HouseholdLoan[] = []
	for await (const { row, loan, state, standing } of standings(tx, { memberIds }, countsOthers(scope) ? everything : scope, clocks))
		loans.push({ row, standing, toDisburse: leftToDisburse(loan, state, clocks.asOf), named: reaches(scope, row) })
	return loans
}

function offersOf(tx: Tx, loans: readonly HouseholdLoan[]) {
	return readOffers(tx, { lenderIds: loans.map(({ row }) => row.lenderId), productIds: loans.map(({ row }) => row.productId) })
}

type Offered = Awaited<ReturnType<typeof offersOf>>

function loanOfHousehold({ row, standing, toDisburse }: HouseholdLoan, { lenders, products }: Offered) {
	return {
		...loanLine(row),
		lenderCode: must(lenders.get(row.lenderId), 'the lender of a loan').code,
		productCode: must(products.get(row.productId), 'the product of a loan').code,
		...standing,
		toDisburse,
	}
}

function personView({
	id,
	code,
	name,
	reached,
}: {
	readonly id: string
	readonly code: string
	readonly name: string
	readonly reached: boolean
}) {
	return reached ? { memberId: id, code, name } : { memberId: null, code: null, name: null }
}

function outsideView({ loans, outstanding, toDisburse }: DebtSums, language: Language) {
	const sum = vietnameseNumber(outstanding)
	const text = {
		vi: `Ngoài địa bàn: ${loans} khoản, dư nợ ${sum} đồng; không nêu tên nhưng tính vào tổng, vì mức tối đa là của cả hộ`,
		en: `Out of your area: ${loans} loans, ${sum} đồng outstanding; not named, yet counted, for a limit is the household's`,
	}
	return { loans, outstanding, toDisburse, text: text[language] }
}
