import type { SheetColumn, SheetRow } from '../documents/sheet.js'
import type { Language } from '../kernel/refusal.js'
import type { KeptProposal, MonthlyKind, MonthlyRow } from '../lending/monthly.js'
import { reasonFor } from '../lending/overdue-transfer.js'
import { namedColumns, outstandingColumn } from '../reports/loan-rows.js'

/** How the result of a kind of job is written: its sheet, its columns, and a row's own part beside what names the loan. */
export type ResultLayout<Row> = {
	readonly name: string
	readonly file: string
	readonly columns: readonly SheetColumn[]
	readonly row: (found: Row, language: Language) => SheetRow
}

export const resultLayouts: { readonly [K in MonthlyKind]: ResultLayout<MonthlyRow[K]> } = {
	'due-list': {
		name: 'Đến hạn trong kỳ',
		file: 'den-han-trong-ky',
		columns: [
			...namedColumns,
			outstandingColumn,
			{ key: 'firstDueOn', header: 'Ngày đến hạn', kind: 'date' },
			{ key: 'principal', header: 'Gốc đến hạn', kind: 'money' },
			{ key: 'interest', header: 'Lãi đến hạn', kind: 'money' },
			{ key: 'carriedPrincipal', header: 'Gốc kỳ trước chuyển sang', kind: 'money' },
			{ key: 'carriedInterest', header: 'Lãi tồn', kind: 'money' },
			{ key: 'lateInterest', header: 'Lãi chậm trả', kind: 'money' },
		],
		row: (due) => due,
	},
	'overdue-proposals': {
		name: 'Đề nghị chuyển quá hạn',
		file: 'de-nghi-chuyen-qua-han',
		columns: [
			...namedColumns,
			{ key: 'on', header: 'Ngày chuyển quá hạn', kind: 'date' },
			{ key: 'amount', header: 'Gốc chuyển quá hạn', kind: 'money' },
			{ key: 'dueOn', header: 'Ngày đến hạn', kind: 'date' },
			{ key: 'inTimeUntil', header: 'Hạn cuối trả đúng hạn', kind: 'date' },
			{ key: 'yearly', header: 'Lãi suất quá hạn', kind: 'rate' },
			{ key: 'reason', header: 'Lý do', kind: 'text', width: 60 },
			{ key: 'eventId', header: 'Sự kiện đã ghi', kind: 'text', width: 14 },
		],
		row: proposalRow,
	},
	classification: {
		name: 'Phân loại nợ',
		file: 'phan-loai-no',
		columns: [
			...namedColumns,
			outstandingColumn,
			{ key: 'overdue', header: 'Nợ quá hạn', kind: 'money' },
			{ key: 'frozen', header: 'Nợ khoanh', kind: 'money' },
			{ key: 'daysPastDue', header: 'Số ngày quá hạn', kind: 'count' },
			{ key: 'debtGroup', header: 'Nhóm nợ', kind: 'count' },
		],
		row: (classified) => classified,
	},
}

function proposalRow({ id, eventSeq, ...transfer }: KeptProposal, language: Language): SheetRow {
	return { proposalId: id, ...transfer, reason: reasonFor(transfer, language), eventId: eventSeq === null ? null : String(eventSeq) }
}
