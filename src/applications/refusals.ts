import type { RefusalCatalogue } from '../kernel/refusal.js'

export const applicationRefusals = {
	'application.not-found': { status: 404, vi: 'Không có hồ sơ xin vay này', en: 'There is no such loan application' },
	'application.need-differs': {
		status: 422,
		vi: 'Tổng nhu cầu không bằng vốn tự có {own} đồng cộng vốn xin vay {amount} đồng',
		en: 'The total need is not the own capital of {own} đồng and the {amount} đồng asked for',
	},
	'application.of-another-group': { status: 422, vi: 'Hồ sơ {code} không thuộc tổ này', en: 'The application {code} is not of this group' },
	'application.before-last-step': {
		status: 422,
		vi: 'Ngày này trước bước liền trước của hồ sơ, ngày {on}',
		en: 'The day is before the application’s step before it, of {on}',
	},
	'application.not-for-review': {
		status: 422,
		vi: 'Người vay không qua tổ thì không bình xét',
		en: 'Who borrows without a group is not reviewed by one',
	},
	'application.already-reviewed': { status: 422, vi: 'Hồ sơ đã được bình xét', en: 'The application was reviewed already' },
	'application.not-reviewed': { status: 422, vi: 'Hồ sơ chưa được tổ bình xét', en: 'The group has not reviewed the application' },
	'application.already-approved': { status: 422, vi: 'Hồ sơ đã được duyệt', en: 'The application was approved already' },
	'application.not-approved': { status: 422, vi: 'Hồ sơ chưa được duyệt', en: 'The application is not approved' },
	'application.second-approval-missing': {
		status: 422,
		vi: 'Hồ sơ còn cần người thứ hai duyệt',
		en: 'A second person has still to approve the application',
	},
	'application.already-signed': { status: 422, vi: 'Hồ sơ đã ký vay ngày {on}', en: 'The loan was signed on {on}' },
	'application.closed': {
		status: 422,
		vi: 'Hồ sơ đã bị từ chối hoặc rút ngày {on}',
		en: 'The application was rejected or withdrawn on {on}',
	},
	'application.own-request': {
		status: 422,
		vi: 'Người ghi đề nghị vay không tự duyệt hồ sơ đó',
		en: 'Whoever recorded the request does not approve it',
	},
	'application.same-approver': {
		status: 422,
		vi: 'Người này đã duyệt; cần người thứ hai khác',
		en: 'This person has approved it; the second has to be another',
	},
	'application.amount-above-agreed': { status: 422, vi: 'Không quá {amount} đồng đã đề nghị', en: 'No more than the {amount} đồng agreed' },
	'application.term-above-agreed': {
		status: 422,
		vi: 'Không dài quá {months} tháng đã đề nghị',
		en: 'No longer than the {months} months agreed',
	},
	'application.step-not-found': { status: 404, vi: 'Hồ sơ không có bước này', en: 'The application has no such step' },
	'application.request-not-reversed': {
		status: 422,
		vi: 'Không bỏ ghi việc đề nghị; hãy rút hồ sơ',
		en: 'A request is not reversed; withdraw the application',
	},
	'application.signing-not-reversed': {
		status: 422,
		vi: 'Không bỏ ghi việc ký: khoản vay đã có trong sổ',
		en: 'A signing is not reversed: its loan is in the books',
	},
	'application.later-step': {
		status: 422,
		vi: 'Bước {step} ngày {on} đứng sau; hãy bỏ ghi bước đó trước',
		en: 'Step {step} of {on} stands on it; reverse that one first',
	},
	'review-meeting.not-found': { status: 404, vi: 'Không có cuộc họp bình xét này', en: 'There is no such review meeting' },
	'review-meeting.attendees-above-members': {
		status: 422,
		vi: 'Số người dự họp nhiều hơn {members} tổ viên',
		en: 'More attended than the {members} members of the group',
	},
	'review-meeting.votes-above-attendees': {
		status: 422,
		vi: 'Số phiếu nhiều hơn {attendees} người dự họp',
		en: 'There are more votes than the {attendees} who attended',
	},
} as const satisfies RefusalCatalogue
