import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { CircleEventDetails, CircleEventType } from '../../src/rotation/event.js'
import { allPutIn, needed, termsOf, type Told, twelve } from '../rotation/circles.js'
import { circleOf } from '../../src/rotation/circle.js'
import { type GoldenCircle, printedCircle } from './print-circle.js'

const folder = fileURLToPath(new URL('circles/', import.meta.url))

const border = twelve()
const turnsOf2022 = [4, 11, 2, 7, 1, 9, 12, 5, 3, 10, 6, 8]
const reasons = ['Con nhập viện', 'Sửa nhà sau lũ', 'Mua bò sinh sản', 'Đóng học phí cho con']

const troubled = circleOf(termsOf({ members: 5, order: 'fixed', organiserId: '4' }))
const more = (type: CircleEventType, on: string, amount: number | null, details: CircleEventDetails): Told => [type, on, amount, details]

const circles: readonly GoldenCircle[] = [
	{
		file: 'bien-phong-2022',
		title: 'Góp vốn xoay vòng, Hội Phụ nữ Bộ đội Biên phòng, năm 2022',
		about:
			'12 hội viên góp 2.000.000 đồng một tháng, lĩnh theo nhu cầu do ban quản lý quyết định, không tính lãi (ROS-01; NĐ 19/2019/NĐ-CP).',
		circle: border,
		events: [
			['opened', '2022-01-05'],
			...border.terms.days.flatMap((on, index): readonly Told[] => [
				...allPutIn(border, index + 1, on),
				['drawn', on, null, { ...needed(index + 1, turnsOf2022[index] ?? 0), reason: reasons[index % reasons.length] }],
			]),
			['closed', '2022-12-20'],
		],
		stands: ['2022-01-10', '2022-06-30', '2022-12-10', '2022-12-31'],
	},
	{
		file: 'vi-pham-va-thay-nguoi',
		title: 'Một người vi phạm, một người rút, một người được thay',
		about:
			'5 người, thứ tự định trước. Người 1 lĩnh kỳ 1 rồi thôi góp: chủ họ góp thay (Điều 23), tính lãi chậm góp 10 %/năm (Điều 22). Người 5 rút trước kỳ của mình: được trả lại phần đã góp, ai đã lĩnh hoàn lại ở kỳ 5. Người 3 được người 6 thay.',
		circle: troubled,
		events: [
			['opened', '2022-01-05'],
			...allPutIn(troubled, 1, '2022-01-10'),
			more('drawn', '2022-01-10', null, { turn: 1 }),
			...allPutIn(troubled, 2, '2022-02-10', ['1']),
			more('defaulted', '2022-02-10', null, { memberId: '1', by: 'organiser', decisionNo: '02/BB' }),
			more('drawn', '2022-02-10', null, { turn: 2 }),
			more('left', '2022-02-20', null, { memberId: '5', by: 'organiser' }),
			more('replaced', '2022-02-25', null, { memberId: '3', newMemberId: '6' }),
			more('contributed', '2022-03-10', 2_000_000, { memberId: '2', turn: 3 }),
			more('contributed', '2022-03-10', 2_000_000, { memberId: '6', turn: 3 }),
			more('contributed', '2022-03-10', 2_000_000, { memberId: '4', turn: 3 }),
			more('advanced', '2022-03-10', null, { memberId: '1', turn: 3, by: 'organiser' }),
			more('drawn', '2022-03-10', null, { turn: 3 }),
			more('late-interest-charged', '2022-03-30', null, { memberId: '1', turn: 2 }),
			more('repaid', '2022-03-30', 2_000_000, { memberId: '1' }),
			more('late-interest-paid', '2022-03-30', 26_301, { memberId: '1' }),
			more('contributed', '2022-04-10', 2_000_000, { memberId: '2', turn: 4 }),
			more('contributed', '2022-04-10', 2_000_000, { memberId: '6', turn: 4 }),
			more('contributed', '2022-04-10', 2_000_000, { memberId: '4', turn: 4 }),
			more('advanced', '2022-04-10', null, { memberId: '1', turn: 4, by: 'organiser' }),
			more('drawn', '2022-04-10', null, { turn: 4 }),
			more('contributed', '2022-05-10', 2_000_000, { memberId: '2', turn: 5 }),
			more('advanced', '2022-05-10', null, { memberId: '1', turn: 5, by: 'organiser' }),
			more('drawn', '2022-05-10', null, { turn: 5 }),
			['closed', '2022-05-20'],
		],
		stands: ['2022-01-10', '2022-02-20', '2022-03-10', '2022-05-10', '2022-05-20'],
	},
]

/** As for loans: SOQUY_GOLDEN=write writes them anew; what it changes is to be read like any other change. */
describe('circles that an accountant has signed', () => {
	it.each(circles)('$title', (golden) => {
		const path = `${folder}${golden.file}.txt`
		const text = printedCircle(golden)
		if (process.env['SOQUY_GOLDEN'] === 'write') writeFileSync(path, text)
		expect(existsSync(path), `${golden.file}.txt is not written yet: SOQUY_GOLDEN=write`).toBe(true)
		expect(text).toBe(readFileSync(path, 'utf8'))
	})

	it('are all told: no text is left of a circle that is gone', () => {
		expect(readdirSync(folder).sort()).toEqual(circles.map(({ file }) => `${file}.txt`).sort())
	})
})
