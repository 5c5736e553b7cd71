import type { RefusalCatalogue } from '../kernel/refusal.js'

export const handoverRefusals = {
	'handover.not-the-leader': {
		status: 422,
		vi: 'Ngày {on} người bàn giao không phải tổ trưởng của tổ',
		en: 'On {on} she who hands over does not lead the group',
	},
	'handover.not-a-member': {
		status: 422,
		vi: 'Ngày {on} người nhận bàn giao không phải tổ viên của tổ',
		en: 'On {on} she who takes over is no member of the group',
	},
	'handover.to-herself': { status: 422, vi: 'Người giao và người nhận phải là hai người', en: 'Nobody hands a group over to herself' },
	'handover.not-signed-by-both': {
		status: 422,
		vi: 'Biên bản bàn giao phải có chữ ký của cả người giao và người nhận',
		en: 'Both the one who hands over and the one who takes over sign the minutes',
	},
} as const satisfies RefusalCatalogue
