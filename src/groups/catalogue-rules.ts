import { calendarDate } from '../kernel/calendar-date.js'
import type { GroupKind } from './committee.js'
import type { GroupRule, GroupRuleName } from './rules.js'

const always = calendarDate('2000-01-01')
const bankGroups = { groupKind: 'savings-and-loan', lenderKind: 'policy-bank' } as const
const kinds: readonly GroupKind[] = ['savings-and-loan', 'credit', 'borrowing']

const decision15 = 'QĐ 15/QĐ-HĐQT (05/03/2013); HD 727/HD-NHCS (11/02/2026)'
const form01 = 'mẫu 01/TGTV mục 6: rút tiền gửi sau khi đã trả hết nợ'
const stays = 'quyết định của dự án: tiền vay và tiền gửi qua tổ là của người còn trong tổ'

/**
 * What is known of how groups are to be, each line with its day, its source and how sure it is. What the Union settles
 * is added beside it. From when the bands of VBSP-SCM held was not found; of QĐ 783 only the largest size was read.
 */
export const groupRuleLines: readonly GroupRule[] = [
	{ ...bankGroups, name: 'size', from: calendarDate('2003-07-29'), value: '5-50', source: 'QĐ 783/QĐ-HĐQT (2003)', certainty: 'medium' },
	{ ...bankGroups, name: 'size', from: calendarDate('2013-03-05'), value: '5-60', source: decision15, certainty: 'high' },
	{ ...bankGroups, name: 'leaving-debt', from: always, value: 'nothing', source: 'NHCSXH: ra khỏi tổ khi hết nợ', certainty: 'medium' },
	{ ...bankGroups, name: 'leaving-savings', from: always, value: 'nothing', source: form01, certainty: 'medium' },
	{ ...bankGroups, name: 'score-maxima', from: always, value: '20/30/15/20/5/10', source: 'VBSP-SCM', certainty: 'medium' },
	{ ...bankGroups, name: 'score-bands', from: always, value: '90/80/70', source: 'VBSP-SCM', certainty: 'medium' },
	{ ...bankGroups, name: 'score-bands', from: calendarDate('2026-01-01'), value: '85/70/50', source: 'BC0437 (2026)', certainty: 'medium' },
	...decided('size', '5-60', 'quyết định của dự án: như tổ TK&VV của NHCSXH'),
	...decided('quorum', '>1/2', 'quyết định của dự án: quá nửa số tổ viên'),
	...decided('election-quorum', '>=2/3', 'quyết định của dự án: bầu ban quản lý tổ cần hai phần ba số tổ viên'),
	...decided('leaving-debt', 'nothing', stays),
	...decided('leaving-savings', 'nothing', stays),
]

/** A rule for every kind of group that no other line speaks of, decided for want of one. */
function decided(name: GroupRuleName, value: string, source: string): readonly GroupRule[] {
	return kinds.map((groupKind) => ({
		name,
		groupKind,
		lenderKind: 'any',
		from: always,
		value,
		source,
		certainty: 'project decision',
	}))
}
