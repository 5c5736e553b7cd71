import { type CalendarDate, calendarDate } from '../kernel/calendar-date.js'
import { type Rate, rateFromText } from '../kernel/rate.js'
import type { Certainty } from '../products/template.js'

/** Debt groups 1 (standard) to 5 (loss). */
export const debtGroups = [1, 2, 3, 4, 5] as const
export type DebtGroup = (typeof debtGroups)[number]

/** The groups that days past due lead to, each from its first day on; the first day of lateness is 1. */
export type Ladder = readonly (readonly [daysFrom: number, group: DebtGroup])[]

/** Since when it is so, who says it, and how sure we are. */
type Version = { readonly from: CalendarDate; readonly source: string; readonly certainty: Certainty }

/** How debts are grouped from a day on. */
export type Grouping = Version & {
	readonly byDays: Ladder
	/** What pulls a debt into a worse group than its days alone; days past due are counted by the restructured term. */
	readonly pulled: {
		readonly source: string
		readonly certainty: Certainty
		/** Restructured once, by rescheduling its instalments (điều chỉnh kỳ hạn) or by extending its term (gia hạn). */
		readonly rescheduledOnce: Ladder
		readonly extendedOnce: Ladder
		readonly twice: Ladder
		readonly oftener: Ladder
		/** Interest waived or reduced because the borrower cannot pay it. */
		readonly interestWaived: DebtGroup
	}
}

/** What is set aside for debts from a day on. */
export type Provisioning = Version & {
	/** Of the principal of each group, less what its collateral is good for. */
	readonly specific: Readonly<Record<DebtGroup, Rate>>
	readonly general: { readonly rate: Rate; readonly groups: readonly DebtGroup[]; readonly source: string; readonly certainty: Certainty }
}

/** The rules of one kind of lender, in the order of their days. */
export type Circulars = { readonly groupings: readonly Grouping[]; readonly provisionings: readonly Provisioning[] }

/** Restructured once at an institution of microfinance, in either way. */
const onceAtMicrofinance: Ladder = [
	[0, 2],
	[1, 3],
	[30, 4],
	[90, 5],
]

/** Restructured twice: 4 in term, 5 overdue; oftener: 5 in any case. */
const oftenRestructured: Pick<Grouping['pulled'], 'twice' | 'oftener'> = {
	twice: [
		[0, 4],
		[1, 5],
	],
	oftener: [[0, 5]],
}

/** At banks: less than 10 days late, 10–90, 91–180, 181–360, more than 360. */
const bankDays: Ladder = [
	[0, 1],
	[10, 2],
	[91, 3],
	[181, 4],
	[361, 5],
]
const bankSpecific = { 1: rateFromText('0'), 2: rateFromText('0.05'), 3: rateFromText('0.2'), 4: rateFromText('0.5'), 5: rateFromText('1') }
const bankGeneral = { rate: rateFromText('0.0075'), groups: [1, 2, 3, 4] } as const

export const bankCirculars: Circulars = {
	groupings: [
		{
			from: calendarDate('2021-10-01'),
			source: 'Thông tư 11/2021/TT-NHNN, Điều 10',
			certainty: 'high',
			byDays: bankDays,
			pulled: {
				source: 'Thông tư 11/2021/TT-NHNN, Điều 10 khoản 1',
				certainty: 'medium',
				rescheduledOnce: [
					[0, 2],
					[1, 4],
					[90, 5],
				],
				extendedOnce: [
					[0, 3],
					[1, 4],
					[90, 5],
				],
				...oftenRestructured,
				interestWaived: 3,
			},
		},
		{
			from: calendarDate('2024-07-01'),
			source: 'Thông tư 31/2024/TT-NHNN, Điều 10',
			certainty: 'high',
			byDays: bankDays,
			pulled: {
				source: 'Thông tư 31/2024/TT-NHNN, Điều 10 khoản 1',
				certainty: 'medium',
				// Lawyers quote point d (ii) as "quá hạn đến 90 ngày": the ninetieth day is still group 4.
				rescheduledOnce: [
					[0, 2],
					[1, 4],
					[91, 5],
				],
				extendedOnce: [
					[0, 3],
					[1, 4],
					[91, 5],
				],
				...oftenRestructured,
				interestWaived: 3,
			},
		},
	],
	provisionings: [
		{
			from: calendarDate('2021-10-01'),
			source: 'Thông tư 11/2021/TT-NHNN, Điều 12',
			certainty: 'medium',
			specific: bankSpecific,
			general: { ...bankGeneral, source: 'Thông tư 11/2021/TT-NHNN, Điều 13', certainty: 'medium' },
		},
		{
			from: calendarDate('2024-07-11'),
			source: 'Nghị định 86/2024/NĐ-CP',
			certainty: 'high',
			specific: bankSpecific,
			general: { ...bankGeneral, source: 'Nghị định 86/2024/NĐ-CP', certainty: 'medium' },
		},
	],
}

const microfinanceGrouping: Omit<Grouping, 'from'> = {
	source: 'Thông tư 14/2024/TT-NHNN',
	certainty: 'high',
	/** Less than 10 days late, 10 to less than 30, to less than 90, to less than 180, 180 and more. */
	byDays: [
		[0, 1],
		[10, 2],
		[30, 3],
		[90, 4],
		[180, 5],
	],
	pulled: {
		source: 'Thông tư 14/2024/TT-NHNN',
		// Read but for the third restructuring, which goes as at banks.
		certainty: 'medium',
		rescheduledOnce: onceAtMicrofinance,
		extendedOnce: onceAtMicrofinance,
		...oftenRestructured,
		interestWaived: 3,
	},
}

/**
 * For an institution of microfinance. A fund of the Union that is not registered has no duty to group its debts; its
 * products use this table because no nearer one is known.
 */
export const microfinanceCirculars: Circulars = {
	groupings: [
		{ ...microfinanceGrouping, from: calendarDate('2024-08-12') },
		{
			...microfinanceGrouping,
			from: calendarDate('2026-08-03'),
			// What the amendment changes has not been read: the table goes on as it was, and says that it is not sure.
			source: 'Thông tư 14/2024/TT-NHNN, chưa đối chiếu sửa đổi của Thông tư 24/2026/TT-NHNN',
			certainty: 'low',
			pulled: {
				...microfinanceGrouping.pulled,
				source: 'Thông tư 14/2024/TT-NHNN, chưa đối chiếu sửa đổi của Thông tư 24/2026/TT-NHNN',
				certainty: 'low',
			},
		},
	],
	provisionings: [
		{
			from: calendarDate('2024-07-11'),
			source: 'Nghị định 86/2024/NĐ-CP',
			certainty: 'high',
			specific: { 1: rateFromText('0'), 2: rateFromText('0.02'), 3: rateFromText('0.25'), 4: rateFromText('0.5'), 5: rateFromText('1') },
			general: {
				rate: rateFromText('0.005'),
				groups: [1, 2, 3, 4],
				source: 'Nghị định 86/2024/NĐ-CP, mức chung của tổ chức tài chính vi mô chưa kiểm chứng',
				certainty: 'low',
			},
		},
	],
}
