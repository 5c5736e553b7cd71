import type { RefusalCatalogue } from '../kernel/refusal.js'

export const overdueRefusals = {
	'proposal.not-found': { status: 404, vi: 'Không có đề nghị chuyển quá hạn này', en: 'There is no such proposal' },
	'proposal.loan-changed': {
		status: 422,
		vi: 'Khoản vay {code} đã có giao dịch mới sau khi lập danh sách; hãy lập lại danh sách',
		en: 'Something was recorded on the loan {code} since the list was made; make the list again',
	},
} as const satisfies RefusalCatalogue
