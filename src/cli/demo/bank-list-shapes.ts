import { type ListKey, listKinds } from '../../banklists/keys.js'
import type { ListedLoan } from '../../banklists/listed.js'
import { add, type Money, zero } from '../../kernel/money.js'
import { vietnameseNumber } from '../../kernel/number-text.js'
import { type CalendarDate, vietnameseDate } from '../../kernel/calendar-date.js'

/** A bank's own list as people print it: who it is from, a heading of two lines of which cells are merged, the loans, a total, who signs. */
export type BankListShape = {
	readonly name: string
	readonly heading: readonly string[]
	readonly columns: readonly (readonly [key: ListKey, header: string, over?: string])[]
	readonly signers: readonly string[]
}

/** A made-up list: banks' own files of the province have not been read; the columns are those that the Union describes (form 15/TD). */
export const nhcsxhShape: BankListShape = {
	name: 'nhcsxh-du-no',
	heading: ['NGÂN HÀNG CHÍNH SÁCH XÃ HỘI', 'CHI NHÁNH TỈNH CAO BẰNG', 'DANH SÁCH DƯ NỢ CỦA TỔ TIẾT KIỆM VÀ VAY VỐN'],
	columns: [
		['bankLoanCode', 'Mã món vay'],
		['groupBankCode', 'Mã tổ TK&VV', 'Tổ TK&VV'],
		['groupName', 'Tổ TK&VV', 'Tổ TK&VV'],
		['memberBankCode', 'Mã khách hàng', 'Người vay'],
		['memberName', 'Họ tên người vay', 'Người vay'],
		['productCode', 'Mã chương trình'],
		['principal', 'Số tiền cho vay'],
		['disbursedOn', 'Ngày vay'],
		['maturityOn', 'Hạn trả cuối cùng'],
		['rate', 'Lãi suất năm'],
		['outstanding', 'Tổng dư nợ', 'Dư nợ'],
		['inTerm', 'Nợ trong hạn', 'Dư nợ'],
		['overdue', 'Nợ quá hạn', 'Dư nợ'],
		['frozen', 'Nợ khoanh', 'Dư nợ'],
		['interestDue', 'Lãi phải thu kỳ này', 'Lãi'],
		['interestCarried', 'Lãi tồn', 'Lãi'],
		['interestAccrued', 'Lãi phát sinh chưa đến hạn', 'Lãi'],
		['lastOn', 'Ngày giao dịch gần nhất'],
		['lastType', 'Giao dịch gần nhất'],
		['lastAmount', 'Số tiền giao dịch'],
	],
	signers: ['LẬP BIỂU', 'KIỂM SOÁT', 'GIÁM ĐỐC'],
}

/** The same for the interest list of borrowing groups; made up too. */
export const agribankShape: BankListShape = {
	name: 'agribank-lai',
	heading: ['NGÂN HÀNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN VIỆT NAM', 'CHI NHÁNH TỈNH CAO BẰNG', 'SAO KÊ LÃI PHẢI THU THEO TỔ VAY VỐN'],
	columns: [
		['groupBankCode', 'Mã tổ vay vốn'],
		['groupName', 'Tổ vay vốn'],
		['bankLoanCode', 'Số hợp đồng'],
		['memberBankCode', 'Mã khách hàng'],
		['memberName', 'Tên khách hàng'],
		['productCode', 'Mã sản phẩm'],
		['signedOn', 'Ngày hợp đồng'],
		['principal', 'Số tiền vay'],
		['rate', 'Lãi suất năm'],
		['outstanding', 'Dư nợ gốc', 'Gốc'],
		['inTerm', 'Gốc trong hạn', 'Gốc'],
		['overdue', 'Gốc quá hạn', 'Gốc'],
		['interestDue', 'Lãi đến hạn chưa trả', 'Lãi'],
		['interestCarried', 'Lãi quá hạn chưa trả', 'Lãi'],
		['interestAccrued', 'Lãi dự thu', 'Lãi'],
		['lateInterest', 'Lãi chậm trả', 'Lãi'],
		['lastOn', 'Ngày giao dịch gần nhất'],
		['lastType', 'Giao dịch gần nhất'],
		['lastAmount', 'Số tiền giao dịch'],
	],
	signers: ['GIAO DỊCH VIÊN', 'KIỂM SOÁT VIÊN'],
}

/** A cell of a spreadsheet: text, a number, a day, or nothing. */
export type GridCell = string | number | Date | null
export type GridLine = readonly GridCell[]
/** Cells that are one: line and column of the first and the last, counted from 1. */
export type Merge = readonly [top: number, left: number, bottom: number, right: number]

/** Above the loans: its heading, the day, an empty line, the two lines of the header, the numbers of the columns. */
export function firstLineOf({ heading }: BankListShape): number {
	return heading.length + 6
}

/** What stands above the loans, and what of it is merged. */
export function headOf(
	{ heading, columns }: BankListShape,
	asOf: CalendarDate,
): { readonly lines: readonly GridLine[]; readonly merges: readonly Merge[] } {
	const all = [['STT'], ...columns.map(([, header, over]) => (over === undefined ? [header] : [header, over]))]
	const top = heading.length + 3
	const merges: Merge[] = heading.map((_, index) => [index + 1, 1, index + 1, all.length])
	merges.push([heading.length + 1, 1, heading.length + 1, all.length])
	for (const [index, [, over]] of all.entries()) {
		const begins = over !== undefined && all[index - 1]?.[1] !== over
		if (over === undefined) merges.push([top, index + 1, top + 1, index + 1])
		else if (begins) merges.push([top, index + 1, top, index + all.slice(index).findIndex(([, other]) => other !== over)])
	}
	return {
		lines: [
			...heading.map((text) => [text]),
			[`Đến ngày ${vietnameseDate(asOf)} · Đơn vị tính: đồng`],
			[],
			all.map(([header = '', over], index) => (over === undefined ? header : all[index - 1]?.[1] === over ? null : over)),
			all.map(([header = '', over]) => (over === undefined ? null : header)),
			all.map((_, index) => `(${index + 1})`),
		],
		merges,
	}
}

/**
 * A loan as one line. Numbers are numbers and days are days; in every seventh line they are text, as lists that were glued
 * together by hand have them: "1.234.567" and "31/10/2022".
 */
export function lineOf({ columns }: BankListShape, loan: ListedLoan, no: number): GridLine {
	const isText = no % 7 === 0
	return [no, ...columns.map(([key]) => cellOf(loan, key, isText))]
}

function cellOf(loan: ListedLoan, key: ListKey, isText: boolean): GridCell {
	const value = loan[key]
	if (value === undefined) return null
	switch (listKinds[key]) {
		case 'money':
			return isText ? vietnameseNumber(value as Money) : Number(value)
		case 'date':
			return isText ? vietnameseDate(value as CalendarDate) : new Date(`${String(value)}T00:00:00Z`)
		case 'rate':
			return Number(value)
		default:
			return String(value)
	}
}

/** What stands below the loans: their sums, and who signs. */
export function footOf({ columns, signers }: BankListShape, loans: readonly ListedLoan[]): readonly GridLine[] {
	const sums = columns.map(([key]) =>
		listKinds[key] === 'money' ? Number(loans.reduce((all, loan) => add(all, (loan[key] as Money | undefined) ?? zero), zero)) : null,
	)
	return [['Tổng cộng', ...sums], [], signers.flatMap((signer) => [null, signer, null, null, null])]
}
