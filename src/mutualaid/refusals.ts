import type { RefusalCatalogue } from '../kernel/refusal.js'

export const aidRefusals = {
	'aid.not-found': { status: 404, vi: 'Không có lần giúp đỡ này', en: 'There is no such act of help' },
	'aid.place-missing': {
		status: 422,
		vi: 'Hãy ghi xã nơi giúp: không biết người nhận ở xã nào',
		en: 'Say in which commune it was: where the receiver lives is not known',
	},
	'aid.same-party': { status: 422, vi: 'Người giúp và người nhận là một', en: 'Giver and receiver are the same' },
	'aid.return-before': {
		status: 422,
		vi: 'Ngày hẹn trả phải sau ngày {on} cho mượn',
		en: 'It is expected back before {on}, when it was lent',
	},
	'aid.other-unit': {
		status: 422,
		vi: 'Lần giúp này tính bằng {unit}; trả bằng thứ khác thì ghi là cho luôn và nêu rõ trong “replacedBy”',
		en: 'This help is counted in {unit}; what came back as something else is forgiven, and named in “replacedBy”',
	},
	'aid.not-labour': { status: 422, vi: 'Chỉ công lao động mới ghi theo ngày làm', en: 'Only labour is worked by the day' },
	'aid.not-begun': { status: 422, vi: 'Ngày {on} chưa bắt đầu giúp', en: 'On {on} the help had not begun' },
	'aid.nothing-lent': {
		status: 422,
		vi: 'Lúc này không có gì đang cho mượn để trả',
		en: 'Nothing is lent at that time that could come back',
	},
	'aid.above-outstanding': { status: 422, vi: 'Nhiều hơn {outstanding} còn đang cho mượn', en: 'More than the {outstanding} still lent' },
	'aid.period-backwards': {
		status: 422,
		vi: 'Kỳ báo cáo kết thúc {to} trước khi bắt đầu {from}',
		en: 'The period ends on {to} before it begins on {from}',
	},
} as const satisfies RefusalCatalogue
