import type { SheetColumn, SheetRow } from '../documents/sheet.js'
import { must } from '../kernel/assert.js'
import { add, type Money, zero } from '../kernel/money.js'
import type { Tally } from './portfolio-keys.js'

/** The buckets of days past due, each from its first day on: those of the debt groups of microfinance, and the first late day and the 360th. */
export const agingBuckets = [
	{ bucket: 'in-term', daysFrom: 0, daysTo: 0, vi: 'Trong hạn', en: 'In term' },
	{ bucket: '1-9', daysFrom: 1, daysTo: 9, vi: 'Quá hạn 1–9 ngày', en: '1–9 days past due' },
	{ bucket: '10-29', daysFrom: 10, daysTo: 29, vi: 'Quá hạn 10–29 ngày', en: '10–29 days past due' },
	{ bucket: '30-89', daysFrom: 30, daysTo: 89, vi: 'Quá hạn 30–89 ngày', en: '30–89 days past due' },
	{ bucket: '90-179', daysFrom: 90, daysTo: 179, vi: 'Quá hạn 90–179 ngày', en: '90–179 days past due' },
	{ bucket: '180-359', daysFrom: 180, daysTo: 359, vi: 'Quá hạn 180–359 ngày', en: '180–359 days past due' },
	{ bucket: '360+', daysFrom: 360, daysTo: null, vi: 'Quá hạn từ 360 ngày', en: '360 days past due or more' },
] as const
export type AgingBucket = (typeof agingBuckets)[number]['bucket']

/** Loans of one age: their whole balance, and what of principal and interest is late; in đồng. */
export type Aged = {
	readonly loans: number
	readonly outstanding: Money
	readonly latePrincipal: Money
	readonly lateInterest: Money
}
export type Aging = Aged & { readonly buckets: readonly (Aged & { readonly bucket: AgingBucket })[] }

const none: Aged = { loans: 0, outstanding: zero, latePrincipal: zero, lateInterest: zero }

/** Sums loans by how long they have been late. A loan that owes no principal counts while interest of it is late. */
export function agingTally(): Tally<Aging> {
	const aged = new Map<AgingBucket, Aged>()
	return {
		count: ({ standing: { balances, arrears } }) => {
			if (balances.outstanding === 0n && arrears.daysPastDue === 0) return
			const { bucket } = must(
				agingBuckets.findLast(({ daysFrom }) => arrears.daysPastDue >= daysFrom),
				'the first bucket begins at 0',
			)
			const one = { loans: 1, outstanding: balances.outstanding, latePrincipal: arrears.principal, lateInterest: arrears.interest }
			aged.set(bucket, together(aged.get(bucket) ?? none, one))
		},
		view: () => ({
			...[...aged.values()].reduce(together, none),
			buckets: agingBuckets.map(({ bucket }) => ({ bucket, ...(aged.get(bucket) ?? none) })),
		}),
	}
}

function together(a: Aged, b: Aged): Aged {
	return {
		loans: a.loans + b.loans,
		outstanding: add(a.outstanding, b.outstanding),
		latePrincipal: add(a.latePrincipal, b.latePrincipal),
		lateInterest: add(a.lateInterest, b.lateInterest),
	}
}

/** The columns of a portfolio by age, after those that name the line: one row for each bucket, so that a page holds them. */
export const agingColumns: readonly SheetColumn[] = [
	{ key: 'bucket', header: 'Tuổi nợ', kind: 'text', width: 24 },
	{ key: 'loans', header: 'Số khoản vay', kind: 'count' },
	{ key: 'outstanding', header: 'Tổng dư nợ', kind: 'money' },
	{ key: 'latePrincipal', header: 'Gốc chậm trả', kind: 'money' },
	{ key: 'lateInterest', header: 'Lãi chậm trả', kind: 'money' },
]

/** The rows of a sheet about one line: each bucket, with what names the line on every one of them. */
export function agingCells(named: SheetRow, { buckets }: Aging): readonly SheetRow[] {
	return buckets.map(({ bucket, ...aged }) => ({ ...named, ...aged, bucket: nameOf(bucket) }))
}

function nameOf(wanted: AgingBucket): string {
	return must(
		agingBuckets.find(({ bucket }) => bucket === wanted),
		'a bucket',
	).vi
}
