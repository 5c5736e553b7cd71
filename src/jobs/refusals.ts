import type { RefusalCatalogue } from '../kernel/refusal.js'

export const jobRefusals = {
	'job.not-found': { status: 404, vi: 'Không có công việc này', en: 'There is no such job' },
	'job.not-done': { status: 409, vi: 'Công việc chưa làm xong', en: 'The job is not done' },
	'job.not-stopped': {
		status: 422,
		vi: 'Chỉ làm tiếp được công việc bị lỗi hoặc đã huỷ',
		en: 'Only a job that failed or was called off is resumed',
	},
	'job.ended': { status: 422, vi: 'Công việc đã kết thúc', en: 'The job has ended' },
	'job.of-wider-reach': {
		status: 403,
		vi: 'Công việc này gồm cả khoản vay ngoài địa bàn của bạn',
		en: 'The job is about loans beyond your unit too',
	},
	'job.unit-out-of-reach': { status: 403, vi: 'Đơn vị này không thuộc địa bàn của bạn', en: 'The unit is not in your reach' },
	'job.period-too-long': { status: 422, vi: 'Kỳ dài nhất là {days} ngày', en: 'A period has at most {days} days' },
	'job.no-proposals': {
		status: 422,
		vi: 'Công việc này không có đề nghị nào để chấp nhận',
		en: 'The job has no proposals to accept',
	},
	'job.of-an-opening': {
		status: 422,
		vi: 'Kết quả của đợt mở sổ xem ở chính đợt đó',
		en: 'What came of an opening is with the opening itself',
	},
	'job.given-up': {
		status: 422,
		vi: 'Công việc bị ngắt quá nhiều lần, chương trình không tự làm tiếp nữa',
		en: 'The job was interrupted too often and is not taken up by itself any more',
	},
} as const satisfies RefusalCatalogue
