import type { RefusalCatalogue } from '../kernel/refusal.js'

export const contractRefusals = {
	'contract.future-day': {
		status: 422,
		vi: 'Ngày {on} còn ở phía trước, hôm nay là {today}',
		en: '{on} is still to come; today is {today}',
	},
	'contract.history-breaks': {
		status: 422,
		vi: 'Không ghi được: sự kiện ngày {on} sau đó sẽ không còn đúng ({reason})',
		en: 'Not recorded: the later event of {on} would no longer hold ({reason})',
	},
	'contract.event-not-found': { status: 404, vi: 'Không có sự kiện này', en: 'There is no such event' },
	'contract.already-reversed': { status: 422, vi: 'Sự kiện này đã được bỏ ghi', en: 'This event was already reversed' },
	'contract.reversal-of-reversal': {
		status: 422,
		vi: 'Không bỏ ghi một lần bỏ ghi; hãy ghi lại sự kiện đúng',
		en: 'A reversal cannot be reversed; record the right event again',
	},
	'contract.reversal-before-event': {
		status: 422,
		vi: 'Ngày bỏ ghi không được trước ngày {on} của sự kiện',
		en: 'A reversal cannot be dated before the event of {on}',
	},
} as const satisfies RefusalCatalogue
