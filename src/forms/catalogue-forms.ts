import type { Words } from '../kernel/refusal.js'
import { balanceList, cashier, collectionSheet, keeper, leader, no, ownCollectionSheet } from './catalogue-sheets.js'
import type { LayoutColumn, SheetLayout } from './sheet-layout.js'

const member: LayoutColumn = { key: 'memberName', header: { vi: 'Họ và tên', en: 'Member' }, kind: 'text', width: '*', sheetWidth: 30 }
const ofGroup: Words = { vi: 'Tổ đề nghị', en: 'The group asks for' }
const ofBank: Words = { vi: 'Ngân hàng phê duyệt', en: 'The bank approves' }

/** The list of members who ask for loans: eight columns, two originals and two copies. */
export const requestList: SheetLayout = {
	form: '03/TD',
	title: { vi: 'DANH SÁCH TỔ VIÊN ĐỀ NGHỊ VAY VỐN', en: 'MEMBERS WHO ASK FOR LOANS' },
	columns: [
		no,
		member,
		{ key: 'beneficiary', header: { vi: 'Đối tượng thụ hưởng', en: 'As whom' }, kind: 'text', width: 110, sheetWidth: 28 },
		{ key: 'amount', header: { vi: 'Số tiền', en: 'Amount' }, over: ofGroup, kind: 'money', width: 66, sheetWidth: 18, isSummed: true },
		{ key: 'purpose', header: { vi: 'Mục đích', en: 'Purpose' }, over: ofGroup, kind: 'text', width: 130, sheetWidth: 30 },
		{ key: 'months', header: { vi: 'Thời hạn (tháng)', en: 'Months' }, over: ofGroup, kind: 'count', width: 44, sheetWidth: 10 },
		{
			key: 'approvedAmount',
			header: { vi: 'Số tiền', en: 'Amount' },
			over: ofBank,
			kind: 'money',
			width: 66,
			sheetWidth: 18,
			isSummed: true,
		},
		{ key: 'approvedMonths', header: { vi: 'Thời hạn (tháng)', en: 'Months' }, over: ofBank, kind: 'count', width: 44, sheetWidth: 10 },
	],
	orientation: 'landscape',
	rowHeight: 18,
	signers: [leader, { vi: 'Uỷ ban nhân dân xã', en: 'People’s committee' }, { vi: 'Cán bộ ngân hàng', en: 'Bank' }],
	footnotes: [
		{ vi: 'Lập 02 bản chính, 02 bản sao (01 bản sao lưu tại Hội).', en: 'Two originals and two copies, one of them for the Union.' },
	],
	source: 'mẫu 03/TD của NHCSXH: 8 cột, dòng cộng, chữ ký tổ trưởng, UBND xã, ngân hàng',
	certainty: 'read',
}

/** Who is paid out how much at a meeting, and signs for it. */
export const disbursementList: SheetLayout = {
	form: 'GN',
	title: { vi: 'DANH SÁCH GIẢI NGÂN', en: 'DISBURSEMENTS' },
	columns: [
		no,
		member,
		{ key: 'loanCode', header: { vi: 'Số khế ước', en: 'Loan' }, kind: 'text', width: 62, sheetWidth: 18 },
		{ key: 'productName', header: { vi: 'Chương trình', en: 'Programme' }, kind: 'text', width: 120, sheetWidth: 28 },
		{ key: 'purpose', header: { vi: 'Mục đích', en: 'Purpose' }, kind: 'text', width: 110, sheetWidth: 28 },
		{ key: 'principal', header: { vi: 'Được vay', en: 'Agreed' }, kind: 'money', width: 66, sheetWidth: 18, isSummed: true },
		{ key: 'paidOut', header: { vi: 'Giải ngân', en: 'Paid out' }, kind: 'money', width: 66, sheetWidth: 18, isSummed: true },
		{ key: 'method', header: { vi: 'Hình thức', en: 'By' }, kind: 'text', width: 54, sheetWidth: 14 },
		{ key: 'signature', header: { vi: 'Ký nhận', en: 'Signature' }, kind: 'text', width: 84, sheetWidth: 18 },
	],
	orientation: 'landscape',
	rowHeight: 20,
	signers: [keeper, leader, cashier, { vi: 'Bên cho vay', en: 'Lender' }],
	source: 'quyết định của dự án; chưa có mẫu của bên cho vay nào',
	certainty: 'project decision',
}

/** The forms that are lists and can be corrected as data, as the program brings them. */
export const formCatalogue = {
	'loan-requests': requestList,
	disbursements: disbursementList,
	'collection-sheet': collectionSheet,
	'own-collection-sheet': ownCollectionSheet,
	'balance-confirmation': balanceList,
} satisfies Record<string, SheetLayout>
export type FormCode = keyof typeof formCatalogue
export const formCodes = ['loan-requests', 'disbursements', 'collection-sheet', 'own-collection-sheet', 'balance-confirmation'] as const
