import type { RefusalCatalogue } from '../kernel/refusal.js'

export const campaignRefusals = {
	'campaign.not-found': { status: 404, vi: 'Không có đợt gửi tiết kiệm này', en: 'There is no such savings campaign' },
	'campaign.ends-before-it-begins': { status: 422, vi: 'Ngày cuối trước ngày đầu {from}', en: 'Its last day is before its first, {from}' },
	'campaign.not-at-a-bank': {
		status: 422,
		vi: 'Tiền của đợt gửi phải nằm ở một ngân hàng uỷ thác',
		en: 'The deposits of a campaign lie at an entrusting bank',
	},
	'campaign.product-of-another-lender': {
		status: 422,
		vi: 'Sản phẩm tiết kiệm không phải của ngân hàng này',
		en: 'The savings product is not of this bank',
	},
	'campaign.outside-its-days': { status: 422, vi: 'Đợt gửi chỉ từ {from} đến {to}', en: 'The campaign goes from {from} to {to}' },
	'campaign.confirmed-too-early': {
		status: 422,
		vi: 'Ngân hàng không xác nhận trước ngày đầu {from}',
		en: 'The bank confirms nothing before the first day {from}',
	},
	'campaign.members-by-account': {
		status: 422,
		vi: 'Tiền gửi của hội viên ở đây đã tính theo sổ tiết kiệm, không nhập lại',
		en: 'What members deposit here counts by their savings accounts and is not typed again',
	},
	'campaign.paper-counted': {
		status: 422,
		vi: 'Bảng kê {paperNo} của đơn vị này đã nhập',
		en: 'The paper {paperNo} of this unit was counted already',
	},
	'campaign.total-differs': {
		status: 422,
		vi: 'Các dòng cộng lại được {sum} đồng, khác tổng {total} đồng',
		en: 'The lines come to {sum} đồng and not to {total} đồng',
	},
	'campaign.unit-twice': { status: 422, vi: 'Một đơn vị có hai dòng', en: 'A unit is on two lines' },
	'campaign.announcement-not-reversed': {
		status: 422,
		vi: 'Không bỏ ghi việc mở đợt gửi',
		en: 'The announcement of a campaign is not reversed',
	},
} as const satisfies RefusalCatalogue
