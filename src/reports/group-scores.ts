import type { SheetColumn } from '../documents/sheet.js'

/** How many groups the bank ranks how. */
export type ScoreCounts = {
	readonly good: number
	readonly fair: number
	readonly average: number
	readonly weak: number
	readonly scored: number
	/** Those of which the bank's band is not the one of the table. */
	readonly differing: number
}

/** One place of the report. */
export type ScorePlace = ScoreCounts & { readonly key: string | null; readonly id: string | null; readonly name: string }

/** The columns of the report as a sheet. */
export const scoreColumns: readonly SheetColumn[] = [
	{ key: 'key', header: 'Mã', kind: 'text', width: 18 },
	{ key: 'name', header: 'Địa bàn', kind: 'text', width: 40 },
	{ key: 'scored', header: 'Số tổ được xếp loại', kind: 'count' },
	{ key: 'good', header: 'Tốt', kind: 'count' },
	{ key: 'fair', header: 'Khá', kind: 'count' },
	{ key: 'average', header: 'Trung bình', kind: 'count' },
	{ key: 'weak', header: 'Yếu', kind: 'count' },
	{ key: 'differing', header: 'Xếp loại khác thang điểm', kind: 'count' },
]
