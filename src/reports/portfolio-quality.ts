import type { SheetColumn, SheetRow } from '../documents/sheet.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Accrual, add, addAccruals, type Money, nothingAccrued, settle, zero } from '../kernel/money.js'
import { ratioText } from '../kernel/ratio.js'
import { nearestDong } from '../kernel/rounding.js'
import { type Classification, generalProvisionOf, provisionOf } from '../lending/classification.js'
import { type DebtGroup, debtGroups } from '../lending/classification-circulars.js'
import type { Tally } from './portfolio-keys.js'

/** Portfolio at risk: the whole balance of loans with at least so many days past due (CGAP: PAR30 is more than 30). */
export const parMeasures = [
	{ key: 'par1', daysFrom: 1 },
	{ key: 'par30', daysFrom: 31 },
	{ key: 'par90', daysFrom: 91 },
] as const
export type ParKey = (typeof parMeasures)[number]['key']

/** Some loans: how many, and the principal that they owe, in đồng. */
type Sums = { readonly loans: number; readonly balance: Money }
export type AtRisk = Sums & { readonly ratio: string | null }
export type InGroup = Sums & { readonly group: DebtGroup; readonly specificProvision: Money }

/** How good a portfolio is on a day; amounts in đồng, ratios as decimal text with four places, null where nothing is owed. */
export type Quality = Readonly<Record<ParKey, AtRisk>> & {
	/** Loans that owe principal, and what they owe. */
	readonly loans: number
	readonly outstanding: Money
	/** NHCSXH's measure: the overdue part alone over all that is owed; what is frozen is shown apart. */
	readonly overdue: Money
	readonly overdueRatio: string | null
	readonly frozen: Money
	/** By whose rules these loans are told. */
	readonly classifications: readonly Classification[]
	/** Null where no loan is in a debt group, as none of NHCSXH's is. */
	readonly debtGroups: readonly InGroup[] | null
	readonly ungrouped: Sums
	readonly specificProvision: Money | null
	readonly generalProvision: Money | null
}

const none: Sums = { loans: 0, balance: zero }

/** Sums the quality of loans that stand on one day. A loan that owes no principal is not of the portfolio. */
export function qualityTally(asOf: CalendarDate): Tally<Quality> {
	let [overdue, frozen] = [zero, zero]
	let all = none
	const atRisk = new Map<ParKey, Sums>()
	const grouped = new Map<Classification, Map<DebtGroup | null, Sums>>()
	return {
		count: ({ loan, standing: { balances, arrears, debtGroup } }) => {
			const balance = balances.outstanding
			if (balance === 0n) return
			all = oneMore(all, balance)
			overdue = add(overdue, balances.overdue)
			frozen = add(frozen, balances.frozen)
			for (const { key, daysFrom } of parMeasures)
				if (arrears.daysPastDue >= daysFrom) atRisk.set(key, oneMore(atRisk.get(key) ?? none, balance))
			const { classification } = loan.terms
			const groups = grouped.get(classification) ?? new Map<DebtGroup | null, Sums>()
			grouped.set(classification, groups.set(debtGroup, oneMore(groups.get(debtGroup) ?? none, balance)))
		},
		view: () => {
			const parts = [...grouped].flatMap(([classification, groups]) =>
				[...groups].map(([group, sums]): Part => ({ classification, group, ...sums })),
			)
			const par = (key: ParKey): AtRisk => {
				const sums = atRisk.get(key) ?? none
				return { ...sums, ratio: ratioText(sums.balance, all.balance) }
			}
			return {
				loans: all.loans,
				outstanding: all.balance,
				overdue,
				overdueRatio: ratioText(overdue, all.balance),
				frozen,
				par1: par('par1'),
				par30: par('par30'),
				par90: par('par90'),
				classifications: [...grouped.keys()].sort(),
				...provided(parts, asOf),
			}
		},
	}
}

type Part = Sums & { readonly classification: Classification; readonly group: DebtGroup | null }

/** The loans by debt group, whatever the table, with what is set aside for them; each figure is rounded once. */
function provided(parts: readonly Part[], asOf: CalendarDate) {
	const ungrouped = totalOf(parts.filter(({ group }) => group === null))
	const inGroups = parts.filter((part): part is Part & { readonly group: DebtGroup } => part.group !== null)
	if (inGroups.length === 0) return { debtGroups: null, ungrouped, specificProvision: null, generalProvision: null }
	const specific = inGroups.map(({ classification, group, balance }) => ({
		group,
		amount: provisionOf(classification, asOf, group, balance),
	}))
	const general = inGroups.map(({ classification, group, balance }) => generalProvisionOf(classification, asOf, group, balance))
	return {
		debtGroups: debtGroups.map((group) => ({
			group,
			...totalOf(inGroups.filter((part) => part.group === group)),
			specificProvision: settled(specific.filter((part) => part.group === group).map(({ amount }) => amount)),
		})),
		ungrouped,
		specificProvision: settled(specific.map(({ amount }) => amount)),
		generalProvision: settled(general),
	}
}

function oneMore({ loans, balance }: Sums, more: Money): Sums {
	return { loans: loans + 1, balance: add(balance, more) }
}

function totalOf(parts: readonly Sums[]): Sums {
	return parts.reduce((all, { loans, balance }) => ({ loans: all.loans + loans, balance: add(all.balance, balance) }), none)
}

function settled(parts: readonly Accrual[]): Money {
	return settle(parts.reduce(addAccruals, nothingAccrued), nearestDong)
}

/** The columns of a portfolio's quality, after those that name the line. */
export const qualityColumns: readonly SheetColumn[] = [
	{ key: 'classifications', header: 'Cách phân loại', kind: 'text', width: 24 },
	{ key: 'loans', header: 'Số khoản vay', kind: 'count' },
	{ key: 'outstanding', header: 'Tổng dư nợ', kind: 'money' },
	{ key: 'overdue', header: 'Nợ quá hạn', kind: 'money' },
	{ key: 'overdueRatio', header: 'Tỷ lệ nợ quá hạn', kind: 'rate' },
	{ key: 'frozen', header: 'Nợ khoanh', kind: 'money' },
	...parMeasures.flatMap(({ key }): readonly SheetColumn[] => [
		{ key: `${key}Loans`, header: `${key.toUpperCase()}: số khoản`, kind: 'count' },
		{ key: `${key}Balance`, header: `${key.toUpperCase()}: dư nợ`, kind: 'money' },
		{ key: `${key}Ratio`, header: `${key.toUpperCase()}: tỷ lệ`, kind: 'rate' },
	]),
	...debtGroups.flatMap((group): readonly SheetColumn[] => [
		{ key: `group${group}Loans`, header: `Nhóm ${group}: số khoản`, kind: 'count' },
		{ key: `group${group}Balance`, header: `Nhóm ${group}: dư nợ`, kind: 'money' },
		{ key: `group${group}Provision`, header: `Nhóm ${group}: dự phòng cụ thể`, kind: 'money' },
	]),
	{ key: 'ungroupedLoans', header: 'Không xếp nhóm: số khoản', kind: 'count' },
	{ key: 'ungroupedBalance', header: 'Không xếp nhóm: dư nợ', kind: 'money' },
	{ key: 'specificProvision', header: 'Dự phòng cụ thể', kind: 'money' },
	{ key: 'generalProvision', header: 'Dự phòng chung', kind: 'money' },
]

const classificationNames: Readonly<Record<Classification, string>> = {
	policy: 'NHCSXH (không xếp nhóm)',
	bank: 'Ngân hàng',
	microfinance: 'Tài chính vi mô',
}

/** A portfolio's quality on one line of a sheet. */
export function qualityCells(quality: Quality): SheetRow {
	const cells: Record<string, SheetRow[string]> = {}
	for (const { key } of parMeasures) {
		const { loans, balance, ratio } = quality[key]
		Object.assign(cells, { [`${key}Loans`]: loans, [`${key}Balance`]: balance, [`${key}Ratio`]: ratio })
	}
	for (const { group, loans, balance, specificProvision } of quality.debtGroups ?? [])
		Object.assign(cells, {
			[`group${group}Loans`]: loans,
			[`group${group}Balance`]: balance,
			[`group${group}Provision`]: specificProvision,
		})
	const { loans, outstanding, overdue, overdueRatio, frozen, ungrouped, specificProvision, generalProvision } = quality
	return {
		...cells,
		loans,
		outstanding,
		overdue,
		overdueRatio,
		frozen,
		specificProvision,
		generalProvision,
		classifications: quality.classifications.map((one) => classificationNames[one]).join('; '),
		ungroupedLoans: ungrouped.loans,
		ungroupedBalance: ungrouped.balance,
	}
}
