import type { RefusalCatalogue } from '../kernel/refusal.js'

export const offsetRefusals = {
	'offset.nothing-due': {
		status: 422,
		vi: 'Ngày {on} không có khoản nào đến hạn ở bên nhận tiền gửi này',
		en: 'Nothing is due on {on} at the lender that holds the savings',
	},
	'offset.which-loan': {
		status: 422,
		vi: 'Có {count} khoản vay đến hạn: hãy ghi khoản vay nào được trừ',
		en: '{count} loans are due: name the one that the savings pay',
	},
	'offset.loan-not-hers': {
		status: 422,
		vi: 'Khoản vay này không phải của chủ sổ tiết kiệm ở cùng bên cho vay, hoặc chưa đến hạn',
		en: 'This loan is not the saver’s at the lender that holds the savings, or nothing of it is due',
	},
	'offset.nothing-saved': { status: 422, vi: 'Sổ tiết kiệm không còn tiền', en: 'Nothing is left in the account' },
	'offset.not-found': { status: 404, vi: 'Không có lần trừ nợ này', en: 'There is no such offset' },
} as const satisfies RefusalCatalogue
