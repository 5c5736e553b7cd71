import { account, type Account } from './account.js'

/**
 * Money that belongs to groups and circles and to none of the Union's funds: the box of a group, the turns of a rotating fund, piggy
 * banks, and what a leader holds between the meeting and the day on which she hands it over. Off the Union's balance sheet; the codes
 * follow Circular 133/2016 where it has a like account (project decision).
 */
export const groupChart: readonly Account[] = [
	account('1111', 'cash', 'asset', 'debit', 'Tiền mặt của tổ, nhóm', 'Cash of the group'),
	account('1121', 'bank', 'asset', 'debit', 'Tiền gửi ngân hàng của tổ, nhóm', 'Bank deposits of the group'),
	account('1381', 'held-by-leader', 'asset', 'debit', 'Tiền tổ trưởng đang giữ', 'Cash held by leaders'),
	account('3381', 'for-handover', 'liability', 'credit', 'Tiền phải nộp', 'Cash to be handed over'),
	account('1385', 'circle-receivable', 'asset', 'debit', 'Phải thu phần họ của thành viên', 'Shares receivable from members of circles'),
	account('3385', 'circle-payable', 'liability', 'credit', 'Phải trả phần họ cho thành viên', 'Shares payable to members of circles'),
	account('1386', 'circle-advance', 'asset', 'debit', 'Ứng thay thành viên góp họ', 'Advanced for members of circles'),
	account('3386', 'circle-organiser', 'liability', 'credit', 'Phải trả người đã ứng thay', 'Payable to who advanced'),
	account(
		'3387',
		'circle-interest',
		'liability',
		'credit',
		'Lãi chậm góp họ phải trả người được hưởng',
		'Late interest due to who waited in circles',
	),
	account('3383', 'member-savings', 'liability', 'credit', 'Tiền gửi tiết kiệm của thành viên', 'Members’ savings'),
	account('3384', 'piggy-savings', 'liability', 'credit', 'Tiết kiệm lợn nhựa', 'Piggy-bank savings'),
	account('3389', 'savings-clearing', 'liability', 'credit', 'Tiết kiệm chờ bù trừ nợ vay', 'Savings in course of offset against loans'),
	account('335', 'savings-interest-payable', 'liability', 'credit', 'Lãi tiết kiệm phải trả', 'Interest payable on savings'),
	account('411', 'capital', 'equity', 'credit', 'Quỹ chung của tổ, nhóm', 'Common fund of the group'),
	account('4119', 'opening', 'equity', 'credit', 'Số dư mở sổ chờ kết chuyển', 'Opening balances to be cleared'),
	account('635', 'savings-interest', 'expense', 'debit', 'Chi phí lãi tiết kiệm', 'Interest on savings'),
	account('1388', 'fee-receivable', 'asset', 'debit', 'Phải thu hoa hồng của ngân hàng', 'Commissions receivable from banks'),
	account('5118', 'entrustment-fee-income', 'income', 'credit', 'Hoa hồng của tổ, tổ trưởng', 'Commissions of groups and their leaders'),
	account('711', 'other-income', 'income', 'credit', 'Thu nhập khác', 'Other income'),
]
