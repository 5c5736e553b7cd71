import type { CellKind } from '../documents/sheet.js'

/** What is brought forward: loans, or savings accounts. */
export const openingKinds = ['loans', 'savings'] as const
export type OpeningKind = (typeof openingKinds)[number]

/** What a list says of one loan or account, by our name of it. */
export type OpeningKey =
	| 'productCode'
	| 'groupCode'
	| 'memberCode'
	| 'memberName'
	| 'citizenId'
	| 'bornOn'
	| 'bankLoanCode'
	| 'loanCode'
	| 'signedOn'
	| 'disbursedOn'
	| 'principal'
	| 'maturityOn'
	| 'rate'
	| 'outstanding'
	| 'inTerm'
	| 'overdue'
	| 'frozen'
	| 'overdueSince'
	| 'decisionNo'
	| 'interestDue'
	| 'interestCarried'
	| 'interestPaidThrough'
	| 'bankAccountCode'
	| 'accountCode'
	| 'openedOn'
	| 'balance'
	| 'interestAccrued'
	| 'creditedOn'
	| 'minimumMonthly'

/** One column of the list that is handed in: its key with us, its header, and what an example row says. */
export type OpeningColumn = {
	readonly key: OpeningKey
	readonly header: string
	readonly kind: Exclude<CellKind, 'count' | 'signed'>
	readonly isRequired: boolean
	readonly example: string
	/** What is to be written there, for who fills the list in. */
	readonly hint: string
}

const who = [
	column('productCode', 'Mã sản phẩm', 'text', 'required', 'NHCSXH-HONGHEO', 'Mã trong trang "Mã dùng được"'),
	column('groupCode', 'Mã tổ, nhóm', 'text', 'optional', 'TO-VI-DU', 'Mã trong trang "Mã dùng được"; để trống nếu không qua tổ, nhóm'),
	column('memberCode', 'Mã thành viên', 'text', 'optional', '', 'Nếu đã có trong sổ của Hội'),
	column('memberName', 'Họ và tên', 'text', 'optional', 'Nông Thị Ái', 'Bắt buộc nếu không ghi mã thành viên'),
	column('citizenId', 'Số CCCD', 'text', 'optional', '004185001234', '12 số (hoặc CMND 9 số), định dạng ô là chữ'),
	column('bornOn', 'Ngày sinh', 'date', 'optional', '1985-06-20', 'Dùng cùng họ tên khi không có CCCD'),
]

/** The columns of existing loans. A list of a bank has these figures under other names: they are copied over. */
const loanColumns = [
	...who,
	column('bankLoanCode', 'Mã món vay của ngân hàng', 'text', 'optional', '6600000000001234', 'Số khế ước; bắt buộc với vốn uỷ thác'),
	column('loanCode', 'Mã khoản vay của Hội', 'text', 'optional', '', 'Bắt buộc nếu không có mã món vay'),
	column('signedOn', 'Ngày ký', 'date', 'required', '2024-03-05', ''),
	column('disbursedOn', 'Ngày vay', 'date', 'required', '2024-03-05', 'Ngày giải ngân đầu tiên'),
	column('principal', 'Số tiền cho vay', 'money', 'required', '50000000', 'Số tiền vay ban đầu, đồng'),
	column('maturityOn', 'Hạn trả cuối cùng', 'date', 'required', '2029-03-05', ''),
	column('rate', 'Lãi suất năm', 'rate', 'optional', '0.066', '6,6% hoặc 0,066; để trống: theo sản phẩm'),
	column('outstanding', 'Tổng dư nợ', 'money', 'required', '40000000', 'Dư nợ gốc hết ngày mở sổ'),
	column('inTerm', 'Nợ trong hạn', 'money', 'optional', '40000000', 'Ba cột cộng lại bằng tổng dư nợ'),
	column('overdue', 'Nợ quá hạn', 'money', 'optional', '0', ''),
	column('frozen', 'Nợ khoanh', 'money', 'optional', '0', ''),
	column('overdueSince', 'Ngày chuyển quá hạn', 'date', 'optional', '', ''),
	column('decisionNo', 'Quyết định khoanh nợ', 'text', 'optional', '', 'Bắt buộc nếu có nợ khoanh'),
	column('interestDue', 'Lãi phải thu kỳ này', 'money', 'optional', '220000', 'Lãi đến hạn kỳ gần nhất, chưa trả'),
	column('interestCarried', 'Lãi tồn', 'money', 'optional', '0', 'Lãi các kỳ trước, chưa trả'),
	column('interestPaidThrough', 'Đã trả lãi đến ngày', 'date', 'optional', '2026-10-05', ''),
]

/** The columns of existing savings accounts. */
const savingsColumns = [
	...who.map((one) => (one.key === 'productCode' ? { ...one, example: 'NHCSXH-TGTV' } : one)),
	column('bankAccountCode', 'Số tài khoản của ngân hàng', 'text', 'optional', '10500000001234', 'Bắt buộc nếu ngân hàng giữ tiền'),
	column('accountCode', 'Số sổ của Hội', 'text', 'optional', '', 'Bắt buộc nếu không có số tài khoản'),
	column('openedOn', 'Ngày mở', 'date', 'required', '2022-01-12', ''),
	column('balance', 'Số dư', 'money', 'required', '1250000', 'Hết ngày mở sổ, đồng'),
	column('interestAccrued', 'Lãi cộng dồn chưa trả', 'money', 'optional', '4300', ''),
	column('creditedOn', 'Ngày trả lãi gần nhất', 'date', 'optional', '2026-07-01', ''),
	column('minimumMonthly', 'Mức gửi hằng tháng', 'money', 'optional', '20000', 'Nếu khác mức của sản phẩm'),
]

/** The columns of a list, in their order. */
export const openingColumns: Readonly<Record<OpeningKind, readonly OpeningColumn[]>> = { loans: loanColumns, savings: savingsColumns }

function column(
	key: OpeningKey,
	header: string,
	kind: OpeningColumn['kind'],
	required: 'required' | 'optional',
	example: string,
	hint: string,
): OpeningColumn {
	return { key, header, kind, isRequired: required === 'required', example, hint }
}
