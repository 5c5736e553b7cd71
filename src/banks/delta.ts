import { createHash } from 'node:crypto'
import { type ListKey, listKeys, listKinds } from '../banklists/keys.js'
import type { Sheet, SheetColumn, SheetRow } from '../documents/sheet.js'
import { must } from '../kernel/assert.js'
import type { Instant } from '../kernel/instant.js'
import { add, type Money, zero } from '../kernel/money.js'
import type { ReconciliationLayout } from './layout.js'
import type { ReconciliationRow } from './reconciliation.js'

/** A loan of a list, by its id: lists come in the order of these. */
export type ListedRow = { readonly loanId: string; readonly row: ReconciliationRow }

export const changes = ['new', 'changed', 'vanished'] as const
type Change = (typeof changes)[number]

/** What a list says of a loan otherwise than the one before, and by which keys. */
export type Delta = {
	readonly change: Change
	readonly differs: readonly ListKey[]
	readonly before: ReconciliationRow | null
	readonly now: ReconciliationRow | null
}

/** What moves from day to day without anybody doing anything: between lists of different days it is no difference by itself. */
export const movedByCalendar: readonly ListKey[] = ['interestAccrued', 'lateInterest', 'nextDueOn', 'nextDuePrincipal', 'nextDueInterest']

/** The loans of which two lists say different things, of all that is compared; both lists are in the order of their loans' ids. */
export async function* deltas(
	before: AsyncIterable<ListedRow>,
	now: AsyncIterable<ListedRow>,
	compared: readonly ListKey[],
): AsyncGenerator<Delta> {
	const [olds, news] = [before[Symbol.asyncIterator](), now[Symbol.asyncIterator]()]
	const next = async (rows: AsyncIterator<ListedRow>): Promise<ListedRow | null> => {
		const read = await rows.next()
		return read.done === true ? null : read.value
	}
	let [old, fresh] = [await next(olds), await next(news)]
	while (old !== null || fresh !== null) {
		const order = orderOf(old, fresh)
		if (order < 0) yield { change: 'vanished', differs: [], before: must(old, 'a loan of before').row, now: null }
		else if (order > 0) yield { change: 'new', differs: [], before: null, now: must(fresh, 'a loan of now').row }
		else {
			const [was, is] = [must(old, 'a loan of before').row, must(fresh, 'the same loan').row]
			const differs = compared.filter((key) => was[key] !== is[key])
			if (differs.length > 0) yield { change: 'changed', differs, before: was, now: is }
		}
		if (order <= 0) old = await next(olds)
		if (order >= 0) fresh = await next(news)
	}
}

/** Less than nothing where the loan of before comes first, more where the one of now does. */
function orderOf(old: ListedRow | null, fresh: ListedRow | null): number {
	if (old === null) return 1
	if (fresh === null) return -1
	return Number(BigInt(old.loanId) - BigInt(fresh.loanId))
}

const changeNames: Readonly<Record<Change, string>> = { new: 'Mới', changed: 'Thay đổi', vanished: 'Không còn' }

/** The same as a sheet: who it is about stands once, every figure twice, as it was signed and as it is now. */
export function deltaSheet(found: AsyncIterable<Delta>, { columns }: ReconciliationLayout, madeAt: Instant) {
	const digest = createHash('sha256')
	const totals: Record<Change, number> & { outstanding: Money; outstandingBefore: Money } = {
		new: 0,
		changed: 0,
		vanished: 0,
		outstanding: zero,
		outstandingBefore: zero,
	}
	const headers = new Map(columns.map(({ key, header }) => [key, header]))
	async function* rows(): AsyncGenerator<SheetRow> {
		for await (const delta of found) {
			totals[delta.change] += 1
			totals.outstanding = add(totals.outstanding, (delta.now?.outstanding as Money | undefined) ?? zero)
			totals.outstandingBefore = add(totals.outstandingBefore, (delta.before?.outstanding as Money | undefined) ?? zero)
			yield deltaRow(delta, headers)
		}
	}
	let sha256: string | null = null
	const end = () => {
		sha256 ??= digest.digest('hex')
		return { totals: { loans: totals.new + totals.changed + totals.vanished, ...totals }, sha256 }
	}
	const sheet: Sheet = {
		name: 'Thay đổi từ bản đã ký',
		columns: deltaColumns(columns),
		rows: rows(),
		madeAt,
		onLines: (lines) => void digest.update(lines),
		footer: () => {
			const { loans, outstanding, outstandingBefore } = end().totals
			return [
				{ changeName: 'Tổng cộng', differs: String(loans), outstanding, outstandingBefore },
				{ changeName: 'SHA-256', differs: end().sha256 },
			]
		},
	}
	return { sheet, end }
}

function deltaColumns(columns: ReconciliationLayout['columns']): readonly SheetColumn[] {
	return [
		{ key: 'changeName', header: 'Thay đổi', kind: 'text', width: 12 },
		{ key: 'differs', header: 'Khác ở', kind: 'text', width: 30 },
		...columns.flatMap(({ key, header, kind }): readonly SheetColumn[] =>
			isName(key)
				? [{ key, header, kind }]
				: [
						{ key: `${key}Before`, header: `${header} (đã ký)`, kind },
						{ key, header: `${header} (nay)`, kind },
					],
		),
	]
}

/** Who a row is about: that stands once. */
function isName(key: ListKey): boolean {
	return listKinds[key] === 'text' && key !== 'lastType'
}

/** Everything of both lists, under its key and, of the list before, under the key with "Before"; who it is about is told of a loan that vanished too. */
function deltaRow({ change, differs, before, now }: Delta, headers: ReadonlyMap<ListKey, string>): SheetRow {
	const cells = listKeys.flatMap((key): readonly (readonly [string, SheetRow[string]])[] => {
		return [
			[key, now === null && isName(key) ? (before?.[key] ?? null) : (now?.[key] ?? null)],
			[`${key}Before`, before?.[key] ?? null],
		]
	})
	return {
		change,
		changeName: changeNames[change],
		differs: differs.map((key) => headers.get(key) ?? key).join('; '),
		...Object.fromEntries(cells),
	}
}
