import type { Asker, Scope } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { findGroup } from '../groups/actions.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { must } from '../kernel/assert.js'
import type { Instant } from '../kernel/instant.js'
import { add, type Money, smaller, subtract, sum, zero } from '../kernel/money.js'
import { askedOf, type Collectable } from '../lending/collectable.js'
import { collectables } from '../lending/collectable-actions.js'
import type { Tx } from '../platform/database.js'
import { accountsOfGroup } from '../savings/question-actions.js'
import { readCalendar } from '../units/calendar-store.js'
import { firstTransactionDay, spansOf } from '../units/transaction-days.js'
import { readNames } from './asked-store.js'
import { type Asked, askedInAll, layOutSheet, type LoanAsked, type MemberAsked, type SavingsAsked } from './sheet.js'
import { paidOn, standingLines } from './standing-lines.js'
import { readSheetsOf } from './store.js'
import type { ReadLine, WholeSheet } from './stored.js'

type LoanThere = LoanAsked & { readonly view: LoanShown }
type SavingsThere = SavingsAsked & { readonly view: SavingsShown }
type LoanShown = {
	readonly code: string
	readonly productId: string
	readonly due: Collectable
	readonly left: Money
	readonly collected: Money
}
type SavingsShown = {
	readonly code: string
	readonly productId: string
	readonly balance: Money
	readonly minimum: Money
	readonly collected: Money
}

/** What is asked of each member of a group at a meeting, as it was known at a moment. `collected` is what that day's sheets say by contract. */
export async function askedAt(
	tx: Tx,
	groupId: string,
	scope: Scope,
	clocks: Clocks,
	listed: readonly string[] = [],
	collected: ReadonlyMap<string, Money> = new Map(),
): Promise<readonly MemberAsked<LoanThere, SavingsThere>[]> {
	const loans = (await collectables(tx, groupId, scope, clocks)).map(({ row, due, left }): LoanThere => {
		const { id } = row.contract
		const view = {
			code: row.code,
			productId: row.productId,
			due,
			left: left === null ? zero : askedOf(left),
			collected: collected.get(id) ?? zero,
		}
		return { loanId: id, memberId: row.memberId, due: partsOf(due), left: partsOf(left), view }
	})
	const savings = (await accountsOfGroup(tx, groupId, scope, clocks)).map((account): SavingsThere => {
		const { id, code, memberId, productId, balance, minimumMonthly: minimum, missingInMonth: left } = account
		const given = collected.get(id) ?? zero
		return {
			accountId: id,
			memberId,
			due: smaller(minimum, add(left, given)),
			left,
			view: { code, productId, balance: subtract(balance, given), minimum, collected: given },
		}
	})
	return layOutSheet(listed, loans, savings)
}

/**
 * The sheet of a group for a meeting (bảng kê thu, 13/TD): what was asked of each member when it began, what of it was
 * collected, and what is left. Told from history for any past meeting, as it was known at any moment; who was of the
 * group is told as it is known now.
 */
export async function findCollectionSheet(tx: Tx, groupId: string, asker: Asker, on: CalendarDate, knownAt: Instant) {
	const { members, leader, ...group } = await findGroup(tx, groupId, asker, on)
	const sheets = await readSheetsOf(tx, groupId, on, knownAt)
	const lines = sheets.flatMap((sheet) => standingLines(sheet.lines))
	const listed = members.map(({ memberId }) => memberId)
	const asked = await askedAt(tx, groupId, asker.scope, { asOf: on, knownAt }, listed, paidByContract(lines))
	const names = await readNames(
		tx,
		asked.flatMap(({ memberId }) => (memberId === null ? [] : [memberId])),
		asked.flatMap(({ loans }) => loans.map(({ view }) => view.productId)),
	)
	const said = new Map(lines.map(({ memberId, status }) => [memberId, status]))
	const roles = new Map(members.map(({ memberId, role }) => [memberId, role]))
	const shown = asked.map((one, index) => ({
		no: index + 1,
		member: one.memberId === null ? null : must(names.members.get(one.memberId), 'a member of a line'),
		role: one.memberId === null ? null : (roles.get(one.memberId) ?? null),
		loans: one.loans.map((loan) => ({
			...loanView(loan),
			productCode: must(names.products.get(loan.view.productId), 'a product of a loan').code,
		})),
		savings: one.savings.map(savingsView),
		due: one.due,
		left: one.left,
		collected: sum([...one.loans, ...one.savings].map(({ view }) => view.collected)),
		status: said.get(one.memberId) ?? null,
		version: one.version,
	}))
	const due = totalOf(shown.map((line) => line.due))
	const { id, code, name, kind, lenderId, communeId, communeName } = group
	return {
		group: { id, code, name, kind, lenderId, communeId, communeName },
		on,
		knownAt,
		leader,
		transactionDay: await transactionDayOf(tx, communeId, on, knownAt),
		lines: shown,
		totals: {
			members: shown.filter(({ member }) => member !== null).length,
			outstanding: sum(shown.flatMap((line) => line.loans.map(({ outstanding }) => outstanding))),
			due,
			left: totalOf(shown.map((line) => line.left)),
			expected: askedInAll(due),
			collected: paidOn(lines),
		},
		collections: sheets.map(collectionLine),
	}
}

/** What lines paid to each contract, in đồng. */
function paidByContract(lines: readonly ReadLine[]): ReadonlyMap<string, Money> {
	const paid = new Map<string, Money>()
	for (const { contractId, amount } of lines.flatMap(({ payments }) => payments))
		paid.set(contractId, add(paid.get(contractId) ?? zero, amount))
	return paid
}

/** The first day, from the meeting on, on which the bank comes to the commune; null where none was announced by then. */
async function transactionDayOf(tx: Tx, communeId: string, on: CalendarDate, knownAt: Instant): Promise<CalendarDate | null> {
	const announced = (await readCalendar(tx, knownAt)).communes.get(communeId)
	return announced?.fixed.some(({ from }) => from <= on) === true ? firstTransactionDay(spansOf(announced), on) : null
}

function collectionLine(sheet: WholeSheet) {
	return { id: sheet.id, kind: sheet.kind, total: paidOn(standingLines(sheet.lines)) }
}

function loanView({ loanId, view: { code, productId, due, left, collected } }: LoanThere) {
	return { loanId, code, productId, ...due, left, collected }
}

function savingsView({ accountId, due, left, view: { code, productId, balance, minimum, collected } }: SavingsThere) {
	return { accountId, code, productId, balance, minimum, missing: due, left, collected }
}

function partsOf(one: Collectable | null): LoanAsked['due'] {
	if (one === null) return { interest: zero, principal: zero }
	return { interest: sum([one.interestDue, one.interestCarried, one.lateInterest]), principal: one.principalDue ?? zero }
}

function totalOf(list: readonly Asked[]): Asked {
	const of = (part: keyof Asked): Money => sum(list.map((asked) => asked[part]))
	return { interest: of('interest'), principal: of('principal'), savings: of('savings') }
}
