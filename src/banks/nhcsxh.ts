import { layoutOf } from './layout.js'

/**
 * The Bank for Social Policies, whose groups sign a list of balances (form 15/TD): by its own numbers first, then the
 * debt in term, overdue and frozen, and the interest that is carried (lãi tồn). A real list of the province has not been
 * read yet: names and order are the project's choice.
 */
export const nhcsxhLayout = layoutOf([
	['bankLoanCode', 'Mã món vay'],
	['loanCode', 'Mã khoản vay của Hội'],
	['groupBankCode', 'Mã tổ TK&VV'],
	['groupCode', 'Mã tổ của Hội'],
	['groupName', 'Tổ TK&VV'],
	['memberBankCode', 'Mã khách hàng'],
	['memberCode', 'Mã thành viên của Hội'],
	['memberName', 'Họ tên người vay'],
	['commune2022Code', 'Mã xã (trước 01/07/2025)'],
	['commune2022Name', 'Xã (trước 01/07/2025)'],
	['commune2025Code', 'Mã xã (từ 01/07/2025)'],
	['commune2025Name', 'Xã (từ 01/07/2025)'],
	['productCode', 'Mã chương trình'],
	['productName', 'Chương trình cho vay'],
	['principal', 'Số tiền cho vay'],
	['signedOn', 'Ngày ký'],
	['disbursedOn', 'Ngày vay'],
	['maturityOn', 'Hạn trả cuối cùng'],
	['rate', 'Lãi suất năm'],
	['outstanding', 'Tổng dư nợ'],
	['inTerm', 'Nợ trong hạn'],
	['overdue', 'Nợ quá hạn'],
	['frozen', 'Nợ khoanh'],
	['interestDue', 'Lãi phải thu kỳ này'],
	['interestCarried', 'Lãi tồn'],
	['interestAccrued', 'Lãi phát sinh chưa đến hạn'],
	['lateInterest', 'Lãi chậm trả'],
	['nextDueOn', 'Kỳ hạn tới'],
	['nextDuePrincipal', 'Gốc kỳ tới'],
	['nextDueInterest', 'Lãi kỳ tới'],
	['lastOn', 'Ngày giao dịch gần nhất'],
	['lastType', 'Giao dịch gần nhất'],
	['lastAmount', 'Số tiền giao dịch'],
])
