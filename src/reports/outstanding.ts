import type { SheetColumn, SheetRow } from '../documents/sheet.js'
import { addDays, addMonths, type CalendarDate, monthStart } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import { type DaysOff, isWorkingDay, transactionDayOnOrAfter } from '../kernel/working-days.js'

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

export type OutstandingRow = OutstandingSums & {
	/** The code; null for what belongs to none, such as a loan outside any group. */
	readonly key: string | null
	readonly id: string | null
	readonly name: string
}

/**
 * Principal of own funds becomes late by the contract's own rule and no entry says so: what fell due up to a cut is
 * late. The cut is the last contractual day whose last day in time lies before `asOf`, by the rule of the loan.
 */
export type Cuts = readonly CalendarDate[]

/** The cuts by a loan's rule (loans.late_rule): 1 to 31 the commune's transaction day, 32 the next working day, 33 the due day itself. */
export function cutsBefore(asOf: CalendarDate, daysOff: DaysOff): Cuts {
	const yesterday = addDays(asOf, -1)
	let workingDay = yesterday
	while (!isWorkingDay(workingDay, daysOff)) workingDay = addDays(workingDay, -1)
	return [...Array.from({ length: 31 }, (_, index) => lastTransactionDay(yesterday, index + 1)), workingDay, yesterday]
}

const names: Readonly<Record<OutstandingKey, string>> = {
	lender: 'Bên cho vay',
	product: 'Chương trình',
	district: 'Huyện',
	commune: 'Xã',
	group: 'Tổ',
}

/** The columns of the report as a file. */
export function outstandingColumns(by: OutstandingKey): readonly SheetColumn[] {
	return [
		{ key: 'key', header: `Mã ${names[by].toLowerCase()}`, kind: 'text', width: 18 },
		{ key: 'name', header: names[by], kind: 'text', width: 40 },
		{ key: 'outstanding', header: 'Tổng dư nợ', kind: 'money' },
		{ key: 'inTerm', header: 'Trong hạn', kind: 'money' },
		{ key: 'overdue', header: 'Quá hạn', kind: 'money' },
		{ key: 'frozen', header: 'Khoanh', kind: 'money' },
		{ key: 'groups', header: 'Số tổ', kind: 'count' },
		{ key: 'borrowers', header: 'Số người vay', kind: 'count' },
		{ key: 'loans', header: 'Số khoản vay', kind: 'count' },
	]
}

export function totalsRow(totals: OutstandingSums): SheetRow {
	return { ...totals, key: 'Tổng cộng', name: null }
}

/** The last transaction day on or before a day: that of its month, else that of the month before. */
function lastTransactionDay(day: CalendarDate, dayOfMonth: number): CalendarDate {
	const ofThisMonth = transactionDayOnOrAfter(monthStart(day), dayOfMonth)
	return ofThisMonth <= day ? ofThisMonth : transactionDayOnOrAfter(addMonths(monthStart(day), -1), dayOfMonth)
}
