import type { Asker } from '../access/asker.js'
import type { Template } from '../documents/template-xlsx.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Tx } from '../platform/database.js'
import { listGroups } from '../groups/actions.js'
import { listProducts } from '../products/actions.js'
import { listSavingsProducts } from '../savings/product-actions.js'
import { openingColumns, type OpeningKind } from './columns.js'

const names: Readonly<Record<OpeningKind, string>> = { loans: 'Khoản vay đang có', savings: 'Sổ tiết kiệm đang có' }

/** The list to be filled in: its columns with an example, and the codes of products and groups that the asker may write. */
export async function openingTemplate(tx: Tx, kind: OpeningKind, asker: Asker, today: CalendarDate): Promise<Template> {
	const page = { limit: '500' }
	const products = kind === 'loans' ? (await listProducts(tx, page, asker)).items : (await listSavingsProducts(tx, page, asker)).items
	const groups: { readonly code: string; readonly name: string }[] = []
	for (let cursor: string | undefined; groups.length < groupsMax; ) {
		const found = await listGroups(tx, { ...page, ...(cursor === undefined ? {} : { cursor }) }, asker, today)
		groups.push(...found.items)
		if (found.next === null) break
		cursor = found.next
	}
	return {
		name: names[kind],
		columns: openingColumns[kind].map(({ key, ...column }) => ({
			...column,
			codes: key === 'productCode' ? 0 : key === 'groupCode' ? 2 : undefined,
		})),
		codesName: 'Mã dùng được',
		codes: [
			{ header: 'Mã sản phẩm', values: products.map(({ code }) => code) },
			{ header: 'Tên sản phẩm', values: products.map(({ name }) => name) },
			{ header: 'Mã tổ, nhóm', values: groups.map(({ code }) => code) },
			{ header: 'Tên tổ, nhóm', values: groups.map(({ name }) => name) },
		],
	}
}

/** More codes than anybody looks through. */
const groupsMax = 5_000
