import type { RefusalCatalogue } from '../kernel/refusal.js'

export const formRefusals = {
	'form.column-unknown': {
		status: 422,
		vi: 'Mẫu này không có cột "{key}". Các cột: {keys}; cột để trống ghi tay bắt đầu bằng "blank-"',
		en: 'This form has no column "{key}". It has {keys}; one that is filled in by hand begins with "blank-"',
	},
	'form.column-twice': { status: 422, vi: 'Cột "{key}" có hai lần', en: 'The column "{key}" is there twice' },
	'form.column-not-money': {
		status: 422,
		vi: 'Cột "{key}" không phải số tiền nên không cộng được',
		en: 'The column "{key}" holds no money and cannot be summed',
	},
	'form.event-not-found': { status: 404, vi: 'Khoản vay không có bút toán này', en: 'The loan has no such event' },
	'form.not-a-payment': { status: 422, vi: 'Chỉ lập biên lai cho một lần thu nợ', en: 'A receipt is made for a payment only' },
	'form.payment-undone': {
		status: 422,
		vi: 'Lần thu này đã bị huỷ nên không còn biên lai',
		en: 'This payment was undone and has no receipt any more',
	},
	'form.line-not-found': { status: 404, vi: 'Bảng kê không có dòng này', en: 'The sheet has no such line' },
	'form.nothing-received': { status: 422, vi: 'Dòng này không thu được đồng nào', en: 'Nothing was received by this line' },
	'form.contract-is-the-banks': {
		status: 422,
		vi: 'Vốn của ngân hàng uỷ thác: hợp đồng theo mẫu của ngân hàng, Hội không lập',
		en: 'The bank that entrusts its money makes the contract itself',
	},
} satisfies RefusalCatalogue
