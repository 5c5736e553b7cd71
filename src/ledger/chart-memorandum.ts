import { account, type Account } from './account.js'

/**
 * Money that a bank entrusts, off the Union's balance sheet, in the shape of account 982 (Circular 10/2014/TT-NHNN). Here 'cash' is
 * what members hand to the bank itself, and 'bank' is what the bank has entrusted: no đồng of principal passes through the Union.
 */
export const memorandumChart: readonly Account[] = [
	account('9820', 'bank', 'liability', 'credit', 'Nguồn vốn ngân hàng uỷ thác', 'Entrusted by the bank'),
	account('9821', 'principal-in-term', 'asset', 'debit', 'Cho vay uỷ thác trong hạn', 'Entrusted loans in term'),
	account('9822', 'principal-overdue', 'asset', 'debit', 'Cho vay uỷ thác quá hạn', 'Entrusted loans overdue'),
	account('9823', 'principal-frozen', 'asset', 'debit', 'Cho vay uỷ thác khoanh nợ', 'Entrusted loans frozen'),
	account('9824', 'cash', 'asset', 'debit', 'Lãi đã nộp ngân hàng', 'Interest handed to the bank'),
	account('9825', 'interest-income', 'income', 'credit', 'Lãi thu hộ ngân hàng', 'Interest collected for the bank'),
	account('9826', 'late-interest-income', 'income', 'credit', 'Lãi chậm trả thu hộ ngân hàng', 'Late interest collected for the bank'),
	account('9827', 'held-for-member', 'liability', 'credit', 'Tiền thừa của thành viên tại ngân hàng', 'Held by the bank for members'),
	account('9828', 'loss', 'expense', 'debit', 'Nợ ngân hàng đã xoá', 'Debt written off by the bank'),
	account('9829', 'other-income', 'income', 'credit', 'Thu hồi nợ đã xoá', 'Recovered after write-off'),
	account('98240', 'interest-support', 'income', 'credit', 'Hỗ trợ lãi suất từ ngân sách', 'Interest support from the budget'),
	account('98241', 'fee-income', 'income', 'credit', 'Phí của ngân hàng', 'Fees of the bank'),
	account('98242', 'member-savings', 'liability', 'credit', 'Tiền gửi của tổ viên tại ngân hàng', 'Members’ savings at the bank'),
	account('98291', 'written-off-debt', 'off-balance', 'debit', 'Nợ đã xoá còn theo dõi', 'Written-off debt still followed'),
	account('98292', 'written-off-contra', 'off-balance', 'credit', 'Đối ứng nợ đã xoá', 'Contra of written-off debt'),
	account('98246', 'opening', 'equity', 'credit', 'Số dư mở sổ chờ kết chuyển', 'Opening balances to be cleared'),
	account('98243', 'savings-at-bank', 'asset', 'debit', 'Tiền gửi đã nộp ngân hàng', 'Savings handed to the bank'),
	account('98244', 'savings-interest', 'expense', 'debit', 'Lãi tiền gửi ngân hàng trả', 'Interest the bank pays on savings'),
	account('98245', 'savings-clearing', 'liability', 'credit', 'Tiền gửi chờ bù trừ nợ vay', 'Savings in course of offset against loans'),
]
