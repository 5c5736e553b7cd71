import type { RefusalCatalogue } from '../kernel/refusal.js'

export const productRefusals = {
	'lender.not-found': { status: 404, vi: 'Không có bên cho vay này', en: 'There is no such lender' },
	'lender.code-taken': { status: 409, vi: 'Mã {code} đã dùng cho bên cho vay khác', en: 'The code {code} is another lender’s' },
	'product.not-found': { status: 404, vi: 'Không có chương trình vay này', en: 'There is no such product' },
	'product.code-taken': { status: 409, vi: 'Mã {code} đã dùng cho chương trình khác', en: 'The code {code} is another product’s' },
	'product.not-offered': {
		status: 422,
		vi: 'Chương trình {code} chưa có lãi suất hoặc quy định vào ngày {on}',
		en: 'The product {code} has no rate or no rules yet on {on}',
	},
	'product.rate-already': {
		status: 409,
		vi: 'Chương trình {code} đã có lãi suất từ ngày {on}',
		en: 'The product {code} has a rate from {on} already',
	},
	'product.cap-already': {
		status: 409,
		vi: 'Mức trần này đã có từ ngày {on}; mức mới phải từ ngày khác',
		en: 'There is such a cap from {on} already; a new one is from another day',
	},
} as const satisfies RefusalCatalogue
