import { account, type Account } from './account.js'

/** Own money: the chart for small enterprises (Circular 133/2016/TT-BTC). */
export const ownChart: readonly Account[] = [
	account('1111', 'cash', 'asset', 'debit', 'Tiền mặt', 'Cash'),
	account('1121', 'bank', 'asset', 'debit', 'Tiền gửi ngân hàng', 'Bank deposits'),
	account('12881', 'principal-in-term', 'asset', 'debit', 'Cho vay trong hạn', 'Loans in term'),
	account('12882', 'principal-overdue', 'asset', 'debit', 'Cho vay quá hạn', 'Loans overdue'),
	account('12883', 'principal-frozen', 'asset', 'debit', 'Cho vay khoanh nợ', 'Loans frozen'),
	account('3383', 'member-savings', 'liability', 'credit', 'Tiền gửi tiết kiệm của thành viên', 'Members’ savings'),
	account('3388', 'held-for-member', 'liability', 'credit', 'Tiền thừa giữ hộ thành viên', 'Held for members'),
	account('411', 'capital', 'equity', 'credit', 'Vốn quỹ', 'Fund capital'),
	account('4119', 'opening', 'equity', 'credit', 'Số dư mở sổ chờ kết chuyển', 'Opening balances to be cleared'),
	account('5113', 'fee-income', 'income', 'credit', 'Thu phí cho vay', 'Lending fees'),
	account('5151', 'interest-income', 'income', 'credit', 'Thu lãi cho vay', 'Interest income'),
	account('5152', 'late-interest-income', 'income', 'credit', 'Thu lãi chậm trả', 'Late interest income'),
	account('5153', 'interest-support', 'income', 'credit', 'Hỗ trợ lãi suất từ ngân sách', 'Interest support from the budget'),
	account('6422', 'loss', 'expense', 'debit', 'Chi phí xử lý nợ', 'Loan losses'),
	account('711', 'other-income', 'income', 'credit', 'Thu nhập khác', 'Other income'),
	account('0041', 'written-off-debt', 'off-balance', 'debit', 'Nợ đã xoá còn theo dõi', 'Written-off debt still followed'),
	account('0049', 'written-off-contra', 'off-balance', 'credit', 'Đối ứng nợ đã xoá', 'Contra of written-off debt'),
	account('335', 'savings-interest-payable', 'liability', 'credit', 'Lãi tiết kiệm phải trả', 'Interest payable on savings'),
	account('3389', 'savings-clearing', 'liability', 'credit', 'Tiết kiệm chờ bù trừ nợ vay', 'Savings in course of offset against loans'),
	account('635', 'savings-interest', 'expense', 'debit', 'Chi phí lãi tiết kiệm', 'Interest on savings'),
	account('1388', 'fee-receivable', 'asset', 'debit', 'Phải thu phí uỷ thác, hoa hồng', 'Fees and commissions receivable'),
	account('5118', 'entrustment-fee-income', 'income', 'credit', 'Thu phí uỷ thác, hoa hồng', 'Entrustment fees and commissions'),
]
