import type { SheetColumn } from '../documents/sheet.js'
import { addDays, type CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import { type DaysOff, isWorkingDay } from '../kernel/working-days.js'
import { transactionSpans } from '../lending/calendar.js'
import type { Move } from '../lending/state.js'
import type { Calendar } from '../units/calendar.js'
import { beforeEverything, lastTransactionDay } from '../units/transaction-days.js'

/** What a line of the report is about. */
export const outstandingKeys = ['lender', 'product', 'district', 'commune', 'group'] as const
export type OutstandingKey = (typeof outstandingKeys)[number]

/** Principal owed on a day, in đồng, and by whom. */
export type OutstandingSums = {
	readonly outstanding: Money
	readonly inTerm: Money
	readonly overdue: Money
	readonly frozen: Money
	/** Groups through which it was lent. */
	readonly groups: number
	/** Members, and groups that borrow themselves, each counted once. */
	readonly borrowers: number
	readonly loans: number
}

/**
 * Principal of own funds becomes late by the contract's own rule and no entry says so: what fell due up to a cut is
 * late. The cut is the last contractual day whose last day in time lies before `asOf`, by the rule of the loan.
 */
export type Cuts = { readonly workingDay: CalendarDate; readonly dueDay: CalendarDate }

/** The cuts of loans that are in time until the next working day, and until the due day itself (loans.late_rule 32 and 33). */
export function cutsBefore(asOf: CalendarDate, daysOff: DaysOff): Cuts {
	const dueDay = addDays(asOf, -1)
	let workingDay = dueDay
	while (!isWorkingDay(workingDay, daysOff)) workingDay = addDays(workingDay, -1)
	return { workingDay, dueDay }
}

/** Loans that are in time until the bank comes, and are cut alike: of one commune and one day of the month, or one that has moved. */
export type ByTransactionDay = {
	readonly loanId: string | null
	readonly communeId: string
	readonly transactionDay: number | null
	readonly moves: readonly Move[]
}

/** The cut of loans that are in time until the bank comes: the last day on which it came. */
export function transactionCut(asOf: CalendarDate, calendar: Calendar, loans: ByTransactionDay): CalendarDate {
	return lastTransactionDay(transactionSpans(calendar, loans), asOf) ?? beforeEverything
}

/** What each key is called at the head of its column. */
export const keyNames: Readonly<Record<OutstandingKey, string>> = {
	lender: 'Bên cho vay',
	product: 'Chương trình',
	district: 'Huyện',
	commune: 'Xã',
	group: 'Tổ',
}

/** The columns of the report as a file. */
export function outstandingColumns(by: OutstandingKey): readonly SheetColumn[] {
	return [
		{ key: 'key', header: `Mã ${keyNames[by].toLowerCase()}`, kind: 'text', width: 18 },
		{ key: 'name', header: keyNames[by], kind: 'text', width: 40 },
		{ key: 'outstanding', header: 'Tổng dư nợ', kind: 'money' },
		{ key: 'inTerm', header: 'Trong hạn', kind: 'money' },
		{ key: 'overdue', header: 'Quá hạn', kind: 'money' },
		{ key: 'frozen', header: 'Khoanh', kind: 'money' },
		{ key: 'groups', header: 'Số tổ', kind: 'count' },
		{ key: 'borrowers', header: 'Số người vay', kind: 'count' },
		{ key: 'loans', header: 'Số khoản vay', kind: 'count' },
	]
}

/** What a line is called that belongs to none of its kind. */
export function withoutKey(by: OutstandingKey): string {
	return by === 'group' ? 'Không qua tổ' : 'Chưa rõ địa bàn'
}
