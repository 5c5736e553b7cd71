import { layoutOf } from './layout.js'

/**
 * Agribank, which lends through groups (tổ vay vốn). Its own list has not been read yet: names and order are the
 * project's choice.
 */
export const agribankLayout = layoutOf([
	['bankLoanCode', 'Số khế ước'],
	['loanCode', 'Mã khoản vay của Hội'],
	['memberBankCode', 'Mã khách hàng'],
	['memberCode', 'Mã thành viên của Hội'],
	['memberName', 'Tên khách hàng'],
	['groupBankCode', 'Mã tổ vay vốn'],
	['groupCode', 'Mã tổ của Hội'],
	['groupName', 'Tổ vay vốn'],
	['commune2022Code', 'Mã xã (trước 01/07/2025)'],
	['commune2022Name', 'Xã (trước 01/07/2025)'],
	['commune2025Code', 'Mã xã (từ 01/07/2025)'],
	['commune2025Name', 'Xã (từ 01/07/2025)'],
	['productCode', 'Mã sản phẩm'],
	['productName', 'Sản phẩm'],
	['principal', 'Số tiền vay'],
	['signedOn', 'Ngày hợp đồng'],
	['disbursedOn', 'Ngày giải ngân'],
	['maturityOn', 'Ngày đến hạn'],
	['rate', 'Lãi suất năm'],
	['outstanding', 'Dư nợ gốc'],
	['inTerm', 'Gốc trong hạn'],
	['overdue', 'Gốc quá hạn'],
	['frozen', 'Gốc khoanh'],
	['interestDue', 'Lãi đến hạn chưa trả'],
	['interestCarried', 'Lãi quá hạn chưa trả'],
	['interestAccrued', 'Lãi dự thu'],
	['lateInterest', 'Lãi chậm trả'],
	['nextDueOn', 'Ngày trả kỳ tới'],
	['nextDuePrincipal', 'Gốc kỳ tới'],
	['nextDueInterest', 'Lãi kỳ tới'],
	['lastOn', 'Ngày giao dịch gần nhất'],
	['lastType', 'Giao dịch gần nhất'],
	['lastAmount', 'Số tiền giao dịch'],
])
