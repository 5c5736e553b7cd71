import { describe, expect, it } from 'vitest'
import { circleLawOn, circleLaws } from '../../src/rotation/law.js'
import { noticeOf } from '../../src/rotation/notice.js'
import { noticeWarnings } from '../../src/rotation/warnings.js'
import { domainCase } from '../vectors/domain-cases.js'
import { day, vnd } from './circles.js'

describe('the notice to the People’s Committee of the commune', () => {
	const { title, inputs, rounded } = domainCase<
		{ cases: readonly { members: number; share: number; rings: number }[] },
		readonly boolean[]
	>('ROS-05')
	const facts = (members: number, share: number, rings: number) => ({
		commune: 'xã Trùng Khánh',
		organiser: 'Nông Thị Ái',
		circle: 'Góp vốn xoay vòng',
		beginsOn: day('2022-01-01'),
		endsOn: day('2022-12-10'),
		perTurn: vnd(members * share),
		members,
		circlesOfOrganiser: rings,
	})
	it(title, () => {
		const owed = inputs.cases.map(({ members, share, rings }) => noticeOf(facts(members, share, rings), day('2022-01-01')) !== null)
		expect(owed).toEqual(rounded)
	})

	it('says whom it goes to, why, and by which article', () => {
		const notice = noticeOf(facts(50, 2_000_000, 2), day('2022-01-01'))
		expect(notice).toMatchObject({
			to: 'Ủy ban nhân dân xã Trùng Khánh',
			reasons: ['amount', 'circles'],
			source: 'NĐ 19/2019/NĐ-CP Điều 14',
		})
		expect(notice?.text).toContain('từ 01/01/2022 đến 10/12/2022; tổng giá trị các phần họ tại một kỳ mở họ: 100.000.000 đồng')
		expect(noticeWarnings(notice, 'vi').map(({ code }) => code)).toEqual(['rotation.notice-amount', 'rotation.notice-circles'])
		expect(noticeWarnings(null, 'vi')).toEqual([])
	})

	it('follows the law of its day; every rule has a day and its sources', () => {
		expect(circleLawOn(day('2022-01-01')).from).toBe('2019-04-05')
		expect(circleLawOn(day('2018-01-01'))).toBe(circleLaws[0])
	})
})
