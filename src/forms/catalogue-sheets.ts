import type { Words } from '../kernel/refusal.js'
import type { LayoutColumn, SheetLayout } from './sheet-layout.js'

export const no: LayoutColumn = { key: 'no', header: { vi: 'Số TT', en: 'No.' }, kind: 'count', width: 24, sheetWidth: 6 }
const member: LayoutColumn = {
	key: 'memberName',
	header: { vi: 'Họ và tên tổ viên', en: 'Member' },
	kind: 'text',
	width: '*',
	sheetWidth: 30,
}
const loan: LayoutColumn = { key: 'loanCode', header: { vi: 'Số khế ước', en: 'Loan' }, kind: 'text', width: 60, sheetWidth: 18 }
const signature: LayoutColumn = { key: 'signature', header: { vi: 'Ký nhận', en: 'Signature' }, kind: 'text', width: 84, sheetWidth: 18 }

/** An amount that is added up. */
function amount(key: string, vi: string, en: string, over?: Words): LayoutColumn {
	return {
		key,
		header: { vi, en },
		kind: 'money',
		width: 'amount',
		sheetWidth: 15,
		isSummed: true,
		...(over === undefined ? {} : { over }),
	}
}

/** The same with room for figures that are written by hand. */
function filledIn(key: string, vi: string, en: string, over: Words): LayoutColumn {
	return { ...amount(key, vi, en, over), width: 56 }
}

/** One of the two halves of the list of banknotes, side by side so that it is short. */
function banknoteColumns(half: string): readonly LayoutColumn[] {
	return [
		{ key: `value${half}`, header: { vi: 'Loại tiền', en: 'Banknote' }, kind: 'money', width: 70 },
		{ key: `count${half}`, header: { vi: 'Số tờ', en: 'Pieces' }, kind: 'count', width: 60 },
		{ key: `amount${half}`, header: { vi: 'Thành tiền', en: 'Amount' }, kind: 'money', width: 90 },
	]
}

export const leader: Words = { vi: 'Tổ trưởng', en: 'Group leader' }
const union: Words = { vi: 'Hội Phụ nữ xã', en: 'Commune’s union' }
const bank: Words = { vi: 'Cán bộ ngân hàng', en: 'Bank' }
export const cashier: Words = { vi: 'Thủ quỹ', en: 'Cashier' }
export const keeper: Words = { vi: 'Người lập bảng', en: 'Prepared by' }
const asked: Words = { vi: 'Lãi phải thu', en: 'Interest asked for' }
const paid: Words = { vi: 'Số tiền thực thu', en: 'Collected' }
const debt: Words = { vi: 'Dư nợ', en: 'Owed' }

/** Of a group of an entrusting bank: interest and savings, never principal (QĐ 15/QĐ-HĐQT). */
export const collectionSheet: SheetLayout = {
	form: '13/TD',
	title: { vi: 'BẢNG KÊ THU LÃI – THU TIẾT KIỆM', en: 'COLLECTION OF INTEREST AND SAVINGS' },
	columns: [
		no,
		member,
		loan,
		amount('outstanding', 'Dư nợ', 'Owed'),
		amount('interestDue', 'Tháng này', 'This month', asked),
		amount('interestCarried', 'Lãi tồn', 'Carried', asked),
		filledIn('loanPaid', 'Tiền lãi', 'Interest', paid),
		filledIn('savingsPaid', 'Tiết kiệm', 'Savings', paid),
		filledIn('total', 'Tổng cộng', 'Total', paid),
		signature,
		{ key: 'note', header: { vi: 'Ghi chú', en: 'Note' }, kind: 'text', width: 40, sheetWidth: 14 },
	],
	orientation: 'landscape',
	rowHeight: 20,
	signers: [leader, union, bank],
	source: 'công dụng: hỏi đáp nghiệp vụ uỷ thác, câu 40; cột: theo trí nhớ, chờ bản mẫu 13/TD của NHCSXH',
	certainty: 'low',
}

/** Of a group of the Union's own funds, which collects principal too. */
export const ownCollectionSheet: SheetLayout = {
	...collectionSheet,
	form: '13/TD',
	title: { vi: 'BẢNG KÊ THU NỢ, THU LÃI – THU TIẾT KIỆM', en: 'COLLECTION OF DEBT, INTEREST AND SAVINGS' },
	columns: [
		no,
		member,
		loan,
		amount('outstanding', 'Dư nợ', 'Owed'),
		amount('principalDue', 'Gốc', 'Principal', { vi: 'Phải thu', en: 'Asked for' }),
		amount('interestDue', 'Lãi kỳ này', 'Interest', { vi: 'Phải thu', en: 'Asked for' }),
		amount('interestCarried', 'Lãi tồn', 'Carried', { vi: 'Phải thu', en: 'Asked for' }),
		filledIn('loanPaid', 'Gốc, lãi', 'Debt', paid),
		filledIn('savingsPaid', 'Tiết kiệm', 'Savings', paid),
		filledIn('total', 'Tổng cộng', 'Total', paid),
		signature,
		{ key: 'note', header: { vi: 'Ghi chú', en: 'Note' }, kind: 'text', width: 40, sheetWidth: 14 },
	],
	signers: [leader, cashier, union],
	source: 'quyết định của dự án, như mẫu 13/TD có thêm cột gốc',
	certainty: 'project decision',
}

/** What was counted at the meeting. */
export const banknoteList: SheetLayout = {
	form: '13/TD',
	title: { vi: 'BẢNG KÊ CÁC LOẠI TIỀN', en: 'BANKNOTES' },
	columns: ['', 'Right'].flatMap(banknoteColumns),
	orientation: 'landscape',
	rowHeight: 12,
	signers: [],
	isShort: true,
	source: 'hỏi đáp nghiệp vụ uỷ thác, câu 40: bảng kê tiền mặt khớp với bảng kê thu',
	certainty: 'medium',
}

/** For members to confirm what they owe and have saved. */
export const balanceList: SheetLayout = {
	form: '15/TD',
	title: { vi: 'DANH SÁCH ĐỐI CHIẾU SỐ DƯ TIỀN VAY, TIỀN GỬI', en: 'LIST FOR CONFIRMING LOAN AND SAVINGS BALANCES' },
	columns: [
		no,
		member,
		{ key: 'memberBankCode', header: { vi: 'Mã khách hàng', en: 'Bank’s code' }, kind: 'text', width: 62, sheetWidth: 16 },
		loan,
		{ key: 'signedOn', header: { vi: 'Ngày vay', en: 'Lent on' }, kind: 'date', width: 48 },
		amount('outstanding', 'Gốc', 'Principal', debt),
		amount('overdue', 'Trong đó quá hạn', 'Of which overdue', debt),
		amount('interestUnpaid', 'Lãi chưa trả', 'Interest unpaid', debt),
		amount('savings', 'Số dư tiền gửi', 'Savings'),
		{ key: 'confirmed', header: { vi: 'Đúng / chênh lệch', en: 'Right / differs by' }, kind: 'text', width: 58, sheetWidth: 16 },
		signature,
	],
	orientation: 'landscape',
	rowHeight: 20,
	signers: [keeper, leader, union, bank],
	source: 'hỏi đáp nghiệp vụ uỷ thác; HD 727/HD-NHCS (11/02/2026): tổ viên ký đối chiếu; cột: chờ bản mẫu 15/TD của NHCSXH',
	certainty: 'low',
}
