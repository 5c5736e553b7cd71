import { describe, expect, it } from 'vitest'
import { reviewList, reviewListColumns } from '../../src/applications/review-list.js'
import { approved, million, requested, reviewed, toldOf, type Wish } from './steps.js'

const review = (line: number, more: Partial<Wish> = {}): Wish => ({
	...reviewed,
	meetingId: '4',
	...more,
	details: { agreed: true, line, ...more.details },
})

const ai = toldOf({ beneficiary: 'Hộ nghèo' }, requested, review(2), approved)
const binh = toldOf({ memberName: 'Lý Thị Bình', purpose: 'Trồng gừng' }, requested, review(1))
const cuc = toldOf({ memberName: 'Hoàng Thị Cúc' }, requested, review(3, { details: { agreed: false } }))
const dung = toldOf({ memberName: 'Đàm Thị Dung' }, requested, review(4), { type: 'reversed', on: '2023-03-05', reverses: 2 })

describe('the list of members who ask for loans (form 03/TD)', () => {
	it('has eight columns', () => {
		expect(reviewListColumns.map(({ header }) => header)).toEqual([
			'STT',
			'Họ và tên',
			'Đối tượng thụ hưởng',
			'Tổ đề nghị: Số tiền (đồng)',
			'Tổ đề nghị: Mục đích',
			'Tổ đề nghị: Thời hạn (tháng)',
			'NH phê duyệt: Số tiền (đồng)',
			'NH phê duyệt: Thời hạn (tháng)',
		])
	})

	it('names those to whom the group agreed, in the order of the minutes, with what was approved so far', () => {
		const shared = { amount: million(25n), months: 24 }
		expect(reviewList('4', [ai, binh, cuc, dung])).toEqual({
			rows: [
				{
					no: 1,
					name: 'Lý Thị Bình',
					beneficiary: 'Cho vay hộ nghèo',
					purpose: 'Trồng gừng',
					...shared,
					approvedAmount: null,
					approvedMonths: null,
				},
				{
					no: 2,
					name: 'Nông Thị Ái',
					beneficiary: 'Hộ nghèo',
					purpose: 'Nuôi trâu',
					...shared,
					approvedAmount: million(20n),
					approvedMonths: 12,
				},
			],
			totals: { name: 'Cộng', amount: million(50n), approvedAmount: million(20n) },
		})
	})

	it('leaves out what another meeting said, and what a first of two has approved', () => {
		const halfway = toldOf({}, requested, review(1), { ...approved, details: { awaitsSecond: true } })
		expect(reviewList('4', [halfway]).rows).toMatchObject([{ approvedAmount: null }])
		expect(reviewList('5', [ai]).rows).toEqual([])
	})
})
