import type { RefusalCatalogue } from '../kernel/refusal.js'

export const reconciliationRefusals = {
	'reconciliation.not-found': { status: 404, vi: 'Không có lần đối chiếu này', en: 'There is no such reconciliation' },
	'reconciliation.item-not-found': { status: 404, vi: 'Không có dòng đối chiếu này', en: 'There is no such item of the reconciliation' },
	'reconciliation.no-difference': {
		status: 422,
		vi: 'Hai bên khớp, không có gì để xử lý',
		en: 'Both sides agree; there is nothing to settle',
	},
	'reconciliation.already-accepted': { status: 409, vi: 'Chênh lệch này đã được chấp nhận', en: 'The difference is accepted already' },
	'reconciliation.signed': {
		status: 422,
		vi: 'Đã có bên ký: không sửa nữa, hãy lập lần đối chiếu mới',
		en: 'A side has signed; nothing changes any more. Make another reconciliation',
	},
	'reconciliation.side-signed': { status: 409, vi: 'Bên này đã ký', en: 'This side has signed already' },
	'reconciliation.beyond-reach': {
		status: 422,
		vi: 'Có khoản vay ngoài địa bàn của người ký; hãy để người phụ trách toàn tỉnh ký',
		en: 'It holds loans beyond her reach; let somebody sign who sees all of them',
	},
	'reconciliation.not-signed': {
		status: 422,
		vi: 'Bản đối chiếu có sau khi hai bên đã ký',
		en: 'There is a copy once both sides have signed',
	},
} as const satisfies RefusalCatalogue
