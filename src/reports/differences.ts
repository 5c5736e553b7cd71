import type { SheetColumn, SheetRow } from '../documents/sheet.js'
import { type Money, zero } from '../kernel/money.js'
import type { Balances, Standing } from '../lending/standing.js'
import { type loanNamed, namedColumns } from './loan-rows.js'

/** What the report of outstanding balances tells of a loan, in đồng. */
export type Principal = Pick<Balances, 'outstanding' | 'inTerm' | 'overdue' | 'frozen'>

/** An event that was learnt in between, and what it alone changed. */
export type CauseRow = {
	/** Null for days of the calendar that were entered late. */
	readonly id: string | null
	readonly type: string
	readonly effectiveOn: string
	readonly amount: Money | null
	readonly recordedAt: string
	readonly recordedBy: string
	readonly recordedByName: string | null
	readonly reverses: string | null
	readonly effect: Principal
}

/** A loan whose outstanding balance of a day is not the same at two moments of knowledge, with the events that changed it. */
export type DifferenceRow = ReturnType<typeof loanNamed> & {
	readonly saidThen: Principal
	readonly knownNow: Principal
	readonly difference: Principal
	readonly causes: readonly CauseRow[]
}

/** The principal of a standing; a loan that was not known yet owed nothing. */
export function principalOf(standing: Standing | null): Principal {
	return standing === null ? { outstanding: zero, inTerm: zero, overdue: zero, frozen: zero } : onlyPrincipal(standing.balances)
}

/** Of all balances those that are principal. */
export function onlyPrincipal({ outstanding, inTerm, overdue, frozen }: Balances): Principal {
	return { outstanding, inTerm, overdue, frozen }
}

/** Whether anything of it is not nothing. */
export function differs(difference: Principal): boolean {
	return Object.values(difference).some((amount) => amount !== 0n)
}

const parts = [
	['outstanding', 'Dư nợ'],
	['inTerm', 'Trong hạn'],
	['overdue', 'Quá hạn'],
	['frozen', 'Khoanh'],
] as const satisfies readonly (readonly [keyof Principal, string])[]

/** The columns of the report as a file: a line for the loan, and below it one for each cause, with columns for its effect. */
export const differenceColumns: readonly SheetColumn[] = [
	...namedColumns,
	...parts.flatMap(([part, name]): SheetColumn[] => [
		{ key: `${part}Then`, header: `${name} đã báo`, kind: 'money' },
		{ key: `${part}Now`, header: `${name} nay biết`, kind: 'money' },
		{ key: part, header: `Chênh lệch ${name.toLowerCase()}`, kind: 'money' },
	]),
	{ key: 'recordedAt', header: 'Thời điểm nhập', kind: 'text', width: 28 },
	{ key: 'recordedBy', header: 'Người nhập', kind: 'text', width: 22 },
	{ key: 'event', header: 'Nguyên nhân', kind: 'text', width: 18 },
	{ key: 'effectiveOn', header: 'Của ngày', kind: 'date' },
	{ key: 'amount', header: 'Số tiền', kind: 'money' },
	...parts.map(([part, name]): SheetColumn => ({ key: `${part}Effect`, header: `Làm đổi ${name.toLowerCase()}`, kind: 'money' })),
]

/** A loan and its causes as lines of a file: differences and effects each sum to the whole by themselves. */
export function linesOf({ saidThen, knownNow, difference, causes, ...loan }: DifferenceRow): readonly SheetRow[] {
	const balances = parts.flatMap(([part]) => [
		[`${part}Then`, saidThen[part]],
		[`${part}Now`, knownNow[part]],
		[part, difference[part]],
	])
	return [
		line({ ...loan, ...(Object.fromEntries(balances) as SheetRow) }),
		...causes.map((cause) =>
			line({
				loanCode: loan.loanCode,
				bankLoanCode: loan.bankLoanCode,
				recordedAt: cause.recordedAt,
				recordedBy: cause.recordedByName ?? cause.recordedBy,
				event: cause.type,
				effectiveOn: cause.effectiveOn,
				amount: cause.amount,
				...Object.fromEntries(parts.map(([part]) => [`${part}Effect`, cause.effect[part]])),
			}),
		),
	]
}

/** The last line: how many loans differ, and by how much together. */
export function differenceTotals({ loans, ...difference }: Principal & { readonly loans: number }): SheetRow {
	const effects = Object.fromEntries(parts.map(([part]) => [`${part}Effect`, difference[part]]))
	return line({ loanCode: 'Tổng cộng', bankLoanCode: String(loans), ...difference, ...effects })
}

/** Every column has a cell, if only an empty one. */
function line(cells: SheetRow): SheetRow {
	return Object.fromEntries(differenceColumns.map(({ key }) => [key, cells[key] ?? null]))
}
