import type { RefusalCatalogue } from '../kernel/refusal.js'

export const collectionRefusals = {
	'collection.loan-of-another-group': {
		status: 422,
		vi: 'Khoản vay {loanId} không thuộc tổ này',
		en: 'The loan {loanId} is not of this group',
	},
	'collection.loan-twice': { status: 422, vi: 'Khoản vay {loanId} có hai dòng trong bảng', en: 'The loan {loanId} is on two lines' },
	'collection.total-differs': {
		status: 422,
		vi: 'Tổng các dòng là {sum} đồng, trên bảng ghi {total} đồng',
		en: 'The lines sum to {sum} đồng and the sheet says {total} đồng',
	},
	'collection.group-collects-no-principal': {
		status: 422,
		vi: 'Tổ TK&VV không được thu nợ gốc (khoản vay {loanId}: {principal} đồng)',
		en: 'A savings-and-loan group collects no principal (loan {loanId}: {principal} đồng)',
	},
} as const satisfies RefusalCatalogue
