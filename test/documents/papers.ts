import { dong, type Money, sum } from '../../src/kernel/money.js'
import type { Instant } from '../../src/kernel/instant.js'
import { cells, type Paper, type PaperRow } from '../../src/documents/paper.js'
import { renderPdf } from '../../src/documents/pdf-render.js'
import { textOfPages } from './pdf-text.js'

/** A paper as a file. */
export async function pdfOf(paper: Paper): Promise<Buffer> {
	return Buffer.from(await renderPdf([paper]))
}

/** What a paper says, page by page. */
export async function pagesOf(paper: Paper): Promise<readonly string[]> {
	return textOfPages(await pdfOf(paper))
}

/** Text without its spaces: a line may be broken behind a stroke or a hyphen, where no space was. */
export function squeezed(text: string): string {
	return text.replace(/\s/g, '')
}

/** A paper with nothing on it but its head. */
export const plain: Paper = {
	language: 'vi',
	organisation: ['HỘI LIÊN HIỆP PHỤ NỮ', 'TỈNH CAO BẰNG'],
	placeAndDay: 'Cao Bằng, ngày 24 tháng 11 năm 2026',
	title: 'SAO KÊ',
	subtitle: ['Tính đến ngày 07/02/2023'],
	parts: [],
	signers: [],
	foot: 'Sổ Quỹ',
	madeAt: '2026-11-24T03:00:00.123456Z' as Instant,
	orientation: 'portrait',
}

export const amounts = (count: number): readonly Money[] => Array.from({ length: count }, (_, index) => dong(1_500_000n + BigInt(index)))

/** A paper with a list of so many amounts. */
export function listed(count: number, more: Partial<Paper> = {}): Paper {
	const rows: PaperRow[] = amounts(count).map((amount, index) => cells(`Trả nợ lần ${index}`, amount))
	const total: PaperRow = { is: 'total', cells: ['Cộng', sum(amounts(count))] }
	const columns = [
		{ header: 'Diễn giải', width: '*' as const },
		{ header: 'Số tiền', width: 'amount' as const, sumName: 'trả nợ' },
	]
	return { ...plain, ...more, parts: [{ is: 'table', hasPageTotals: true, titles: ['Các lần trả nợ'], columns, rows: [...rows, total] }] }
}
