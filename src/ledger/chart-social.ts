import { account, type Account } from './account.js'

/**
 * Money given for a purpose, kept apart from all other money (Circular 41/2022/TT-BTC on the accounting of social and charity
 * activity). Its money accounts are those of every regime; the codes for what is received and spent are a proposal that the
 * client's accountant has to confirm against the circular (low certainty).
 */
export const socialChart: readonly Account[] = [
	account('1111', 'cash', 'asset', 'debit', 'Tiền mặt quỹ xã hội, từ thiện', 'Cash of social funds'),
	account('1121', 'bank', 'asset', 'debit', 'Tiền gửi ngân hàng quỹ xã hội, từ thiện', 'Bank deposits of social funds'),
	account('4311', 'donations', 'income', 'credit', 'Tiền vận động, tài trợ đã nhận', 'Donations received'),
	account('4312', 'donations-spent', 'expense', 'debit', 'Chi hỗ trợ theo mục đích', 'Spent on their purpose'),
	account('4313', 'donations-returned', 'expense', 'debit', 'Trả lại người tài trợ', 'Returned to donors'),
]
