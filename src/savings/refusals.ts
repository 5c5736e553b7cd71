import type { RefusalCatalogue } from '../kernel/refusal.js'

export const savingsRefusals = {
	'savings-product.not-found': { status: 404, vi: 'Không có sản phẩm tiết kiệm này', en: 'There is no such savings product' },
	'savings-product.code-taken': {
		status: 409,
		vi: 'Mã {code} đã dùng cho sản phẩm tiết kiệm khác',
		en: 'The code {code} is another savings product’s',
	},
	'savings-product.not-offered': {
		status: 422,
		vi: 'Sản phẩm {code} chưa có lãi suất hoặc quy định vào ngày {on}',
		en: 'The product {code} has no rate or no rules yet on {on}',
	},
	'savings-product.rate-already': {
		status: 409,
		vi: 'Sản phẩm {code} đã có lãi suất từ ngày {on}',
		en: 'The product {code} has a rate from {on} already',
	},
	'savings.not-found': { status: 404, vi: 'Không có sổ tiết kiệm này', en: 'There is no such savings account' },
	'savings.code-taken': { status: 409, vi: 'Số sổ {code} đã có', en: 'The code {code} is another account’s' },
	'savings.member-not-found': { status: 422, vi: 'Không có thành viên này', en: 'There is no such member' },
	'savings.group-not-found': {
		status: 422,
		vi: 'Không có tổ, nhóm này vào ngày đó',
		en: 'There is no such group on that day',
	},
	'savings.group-missing': {
		status: 422,
		vi: 'Tiết kiệm do tổ, nhóm giữ phải thuộc một tổ, nhóm',
		en: 'Savings that a group holds belong to a group',
	},
	'savings.group-of-another-lender': {
		status: 422,
		vi: 'Tổ, nhóm này làm việc cho bên khác, không phải bên nhận tiền gửi',
		en: 'This group works for another lender than the one that takes the deposits',
	},
	'savings.member-not-in-group': {
		status: 422,
		vi: 'Ngày {on} thành viên không thuộc tổ, nhóm này',
		en: 'The member is not in this group on {on}',
	},
	'savings.has-account': {
		status: 422,
		vi: 'Thành viên đã có sổ tiết kiệm {product} đang mở',
		en: 'The member has an open account of {product} already',
	},
	'savings.not-open-yet': { status: 422, vi: 'Ngày này sổ tiết kiệm chưa mở', en: 'The account is not open yet on that day' },
	'savings.closed': { status: 422, vi: 'Sổ tiết kiệm đã đóng ngày {on}', en: 'The account was closed on {on}' },
	'savings.above-balance': {
		status: 422,
		vi: 'Số tiền vượt số dư tiết kiệm {balance} đồng',
		en: 'The amount is above the balance of {balance} đồng',
	},
	'savings.while-in-debt': {
		status: 422,
		vi: 'Chưa được rút tiền gửi: còn nợ {owes} đồng, chỉ rút sau khi trả hết nợ (01/TGTV mục 6)',
		en: 'Not to be withdrawn yet: {owes} đồng is still owed, and savings are paid out once the debt is repaid (01/TGTV item 6)',
	},
	'savings.close-when-empty': {
		status: 422,
		vi: 'Sổ này chỉ rút được khi hết nợ: hãy rút hết số dư rồi đóng sổ',
		en: 'What is saved here is paid out only without debt: withdraw all of it, then close the account',
	},
	'savings.notice-too-short': {
		status: 422,
		vi: 'Phải báo trước {days} ngày mới được rút',
		en: 'A withdrawal has to be announced {days} days before',
	},
	'savings.not-offset': {
		status: 422,
		vi: 'Sản phẩm này không được trừ tiết kiệm để trả nợ',
		en: 'Savings of this product are not offset against debts',
	},
	'savings.paired-with-loan': {
		status: 422,
		vi: 'Khoản trừ nợ đi cùng khoản vay: hãy bỏ ghi cả cặp ở mục trừ nợ',
		en: 'An offset goes with the loan that it paid: undo both of them together',
	},
	'savings.not-a-credit-day': {
		status: 422,
		vi: 'Ngày này không phải ngày trả lãi; ngày trả lãi tiếp theo là {next}',
		en: 'Interest is not credited on that day; the next day for it is {next}',
	},
	'savings.credited-already': { status: 422, vi: 'Lãi đã trả ngày {on}', en: 'The interest was credited on {on} already' },
	'savings.already-there': {
		status: 422,
		vi: 'Ngày {on} sổ tiết kiệm đã ở nơi này',
		en: 'The account is there already on {on}',
	},
	'savings.opening-not-reversed': {
		status: 422,
		vi: 'Không bỏ ghi việc mở sổ; hãy đóng sổ',
		en: 'An opening is not reversed; close the account',
	},
	'savings.before-opening': {
		status: 422,
		vi: 'Sổ được chuyển sang với số dư hết ngày {on}: việc đến ngày đó đã nằm trong số dư; sai thì sửa số dư mở sổ',
		en: 'The account was brought forward with the balance of the end of {on}, which holds all that happened by then; correct the opening if it is wrong',
	},
	'savings.opening-not-agreed': {
		status: 422,
		vi: 'Số dư chuyển sang phải ghi đúng ngày mở sổ {on} của sổ tiết kiệm',
		en: 'A balance is brought forward on the opening day of the account, {on}',
	},
	'savings.balance-not-reversed': {
		status: 422,
		vi: 'Không bỏ ghi số dư chuyển sang; hãy sửa số dư mở sổ',
		en: 'A balance brought forward is not reversed; correct the opening',
	},
	'savings.not-brought-forward': {
		status: 422,
		vi: 'Sổ tiết kiệm này không do số dư chuyển sang',
		en: 'This account was not brought forward',
	},
	'savings.period-backwards': {
		status: 422,
		vi: 'Ngày đầu {from} sau ngày cuối {to}',
		en: 'The first day {from} comes after the last, {to}',
	},
} as const satisfies RefusalCatalogue
