import { cellFaults } from '../documents/cell-text.js'
import { contractRefusals } from '../contracts/refusals.js'
import { type Language, type RefusalDetails, sentence, type Words } from '../kernel/refusal.js'
import { lendingRefusals } from '../lending/refusals.js'
import { productRefusals } from '../products/refusals.js'
import { savingsRefusals } from '../savings/refusals.js'
import type { OpeningKey } from './columns.js'

/** What is wrong with one cell, or to be looked at twice. Plain JSON: it is kept with the row. */
export type Fault = { readonly key: OpeningKey; readonly code: string; readonly details?: RefusalDetails }

/** A fault of a cell. */
export function fault(key: OpeningKey, code: string, details?: RefusalDetails): Fault {
	return details === undefined ? { key, code } : { key, code, details }
}

/** A fault in words: those of this list, or those of the rule of the trade that said no. */
export function reasonOf({ code, details }: Fault, language: Language): string {
	return sentence(reasons[code] ?? unknownReason, language, details)
}

const unknownReason: Words = { vi: 'Không hợp lệ', en: 'Not valid' }

const reasons: Readonly<Record<string, Words>> = {
	...contractRefusals,
	...productRefusals,
	...savingsRefusals,
	...lendingRefusals,
	...Object.fromEntries(Object.entries(cellFaults).map(([code, words]) => [`cell.${code}`, words])),
	'cell.required': { vi: 'Phải ghi ô này', en: 'This cell has to be filled in' },
	'cell.negative': { vi: 'Số tiền không được âm', en: 'An amount may not be negative' },
	'cell.too-long': { vi: 'Dài quá {limit} ký tự', en: 'Longer than {limit} characters' },
	'cell.not-a-citizen-id': { vi: 'CCCD phải có 12 số, CMND 9 số', en: 'A citizen number has 12 digits, an old one 9' },
	'row.product-unknown': { vi: 'Không có sản phẩm mã {code}', en: 'There is no product {code}' },
	'row.product-for-groups': {
		vi: 'Sản phẩm này chỉ cho tổ, nhóm vay: không ghi thành viên',
		en: 'This product lends to groups: name no member',
	},
	'row.rules-of-later': {
		vi: 'Chưa biết quy định của sản phẩm vào ngày này: dùng quy định từ {from}',
		en: 'The product’s rules of that day are not known: those from {from} are used',
	},
	'row.group-unknown': { vi: 'Không có tổ, nhóm mã {code}', en: 'There is no group {code}' },
	'row.group-missing': { vi: 'Phải ghi tổ, nhóm', en: 'The group is missing' },
	'row.group-not-open': { vi: 'Ngày {on} tổ, nhóm này không hoạt động', en: 'The group is not at work on {on}' },
	'row.group-of-another-lender': { vi: 'Tổ, nhóm này làm việc cho bên khác', en: 'The group works for another lender' },
	'row.member-missing': {
		vi: 'Phải ghi mã thành viên, hoặc họ tên cùng CCCD hay ngày sinh',
		en: 'Name the member by her code, or by her name with her citizen number or birthday',
	},
	'row.member-unknown': { vi: 'Không có thành viên này', en: 'There is no such member' },
	'row.member-ambiguous': {
		vi: 'Có {count} thành viên như vậy: hãy ghi mã thành viên',
		en: 'There are {count} such members: write her code',
	},
	'row.member-new': { vi: 'Chưa có trong sổ: sẽ tạo thành viên mới', en: 'Not in the books yet: she will be entered' },
	'row.member-name-differs': { vi: 'Trong sổ tên là {name}', en: 'The books call her {name}' },
	'row.member-other-id': { vi: 'Số này là của thành viên khác', en: 'This number is another member’s' },
	'row.member-joins': { vi: 'Chưa thuộc tổ, nhóm này: sẽ ghi vào tổ, nhóm', en: 'Not in this group yet: she will be entered into it' },
	'row.code-missing': { vi: 'Phải có mã để lần sau nhận ra khoản này', en: 'A code is needed by which this is known again' },
	'row.code-of-bank-missing': { vi: 'Vốn uỷ thác phải có mã của ngân hàng', en: 'What a bank entrusts needs the bank’s code' },
	'row.doubled-in-file': { vi: 'Mã này đã có ở dòng {line}', en: 'The same code stands in line {line}' },
	'row.in-the-book': { vi: 'Mã này đã có trong sổ: {code}', en: 'This code is in the books already: {code}' },
	'row.opened-otherwise': {
		vi: 'Đã mở sổ với nội dung khác ({now}); bằng tệp chỉ sửa được số dư',
		en: 'It was opened otherwise ({now}); a file corrects balances only',
	},
	'row.opened-on-another-day': { vi: 'Đã mở sổ ngày {on}', en: 'It was opened on {on}' },
	'row.after-opening-day': { vi: 'Sau ngày mở sổ {on}', en: 'After the opening day {on}' },
	'row.disbursed-before-signed': { vi: 'Trước ngày ký', en: 'Before the day of signing' },
	'row.maturity-before-disbursement': { vi: 'Phải sau ngày vay', en: 'Has to come after the disbursement' },
	'row.parts-do-not-sum': {
		vi: 'Trong hạn + quá hạn + khoanh = {sum}, không bằng tổng dư nợ {outstanding}',
		en: 'In term + overdue + frozen = {sum}, not the {outstanding} outstanding',
	},
	'row.frozen-without-decision': { vi: 'Có nợ khoanh thì phải ghi quyết định', en: 'Frozen debt needs its decision' },
	'row.interest-unpaid-missing': {
		vi: 'Từ đó đã có kỳ lãi {on}: phải ghi lãi chưa trả (lãi phải thu, lãi tồn)',
		en: 'Interest fell due on {on} since: write what of it is unpaid',
	},
	'row.overdue-by-contract': {
		vi: 'Theo hợp đồng thì nợ quá hạn là {amount} đồng',
		en: 'By the contract {amount} đồng are overdue',
	},
}
