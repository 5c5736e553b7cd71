import type { SheetColumn } from '../documents/sheet.js'
import { never } from '../kernel/assert.js'
import type { LoanRow } from '../lending/stored.js'
import type { Drawn } from '../units/map.js'
import type { StandingLoan } from './loan-rows.js'

/** What a line of a report on the portfolio is about; a total has one line. */
export const portfolioKeys = ['lender', 'product', 'commune', 'group', 'total'] as const
export type PortfolioKey = (typeof portfolioKeys)[number]

/** Counts loans that are seen once; tells what they come to at any time. */
export type Tally<View> = { readonly count: (loan: StandingLoan) => void; readonly view: () => View }

/** What a line is called: the code (null for what belongs to none) and the name. */
export type KeyLabel = { readonly key: string | null; readonly id: string | null; readonly name: string }

/** The id under which a loan is told; null for a loan outside any group, and for all of them in a total. */
export function keyIdOf(by: PortfolioKey, row: LoanRow, places: ReadonlyMap<string, Drawn> | null): string | null {
	switch (by) {
		case 'lender':
			return row.lenderId
		case 'product':
			return row.productId
		case 'group':
			return row.groupId
		case 'commune':
			return places?.get(row.communeId)?.unitId ?? row.communeId
		case 'total':
			return null
		default:
			return never(by)
	}
}

/** Counts each loan twice: in the tally of its key, and in that of all. */
export function keyedTally<View>(make: () => Tally<View>) {
	const total = make()
	const keyed = new Map<string | null, Tally<View>>()
	return {
		count: (keyId: string | null, loan: StandingLoan): void => {
			const tally = keyed.get(keyId) ?? make()
			keyed.set(keyId, tally)
			tally.count(loan)
			total.count(loan)
		},
		keyIds: (): readonly string[] => [...keyed.keys()].filter((id) => id !== null),
		/** The lines by code, those without one first, each with its label. */
		lines: (labelOf: (id: string | null) => KeyLabel): readonly (KeyLabel & View)[] =>
			[...keyed].map(([id, tally]) => ({ ...labelOf(id), ...tally.view() })).sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)),
		totals: (): View => total.view(),
	}
}

/** What is written where a key has no name of its own. */
export const keyless: Readonly<Record<PortfolioKey, string>> = {
	lender: 'Chưa rõ bên cho vay',
	product: 'Chưa rõ chương trình',
	commune: 'Chưa rõ địa bàn',
	group: 'Không qua tổ',
	total: 'Toàn bộ',
}

const names: Readonly<Record<PortfolioKey, string>> = {
	lender: 'Bên cho vay',
	product: 'Chương trình',
	commune: 'Xã',
	group: 'Tổ',
	total: 'Phạm vi',
}

/** The two columns that name a line. */
export function keyColumns(by: PortfolioKey): readonly SheetColumn[] {
	return [
		{ key: 'key', header: `Mã ${names[by].toLowerCase()}`, kind: 'text', width: 18 },
		{ key: 'name', header: names[by], kind: 'text', width: 40 },
	]
}
