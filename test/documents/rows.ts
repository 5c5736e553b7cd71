import type { Out, Sheet, SheetColumn, SheetRow } from '../../src/documents/sheet.js'
import type { Instant } from '../../src/kernel/instant.js'

export const columns: readonly SheetColumn[] = [
	{ key: 'code', header: 'Mã', kind: 'text' },
	{ key: 'name', header: 'Họ tên', kind: 'text', width: 30 },
	{ key: 'amount', header: 'Số tiền', kind: 'money' },
	{ key: 'on', header: 'Ngày', kind: 'date' },
	{ key: 'rate', header: 'Lãi suất', kind: 'rate' },
	{ key: 'days', header: 'Số ngày', kind: 'count' },
]
export const madeAt = '2023-06-15T05:00:00.000000Z' as Instant

export function sheetOf(rows: readonly SheetRow[] | AsyncIterable<SheetRow>, more: Partial<Sheet> = {}): Sheet {
	return { name: 'Thử', columns, rows: Symbol.asyncIterator in rows ? rows : each(rows), madeAt, ...more }
}

export async function* each(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
	yield* rows
}

/** Collects what is written. */
export function collector(): Out & { readonly text: () => string } {
	const parts: string[] = []
	return {
		write: async (part) => void parts.push(String(part)),
		assertReader: () => undefined,
		stream: process.stderr,
		text: () => parts.join(''),
	}
}

/** Everything that is read. */
export async function all<T>(rows: AsyncIterable<T> | Iterable<T>): Promise<T[]> {
	const read: T[] = []
	for await (const row of rows) read.push(row)
	return read
}
