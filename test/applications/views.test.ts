import { describe, expect, it } from 'vitest'
import { applicationView, borrowerName, meetingView } from '../../src/applications/views.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'
import { productLines } from '../../src/products/catalogue.js'
import type { LimitsTemplate } from '../../src/products/template.js'
import { approved, million, requested, reviewed, toldOf } from './steps.js'

const limits = productLines.find(({ code }) => code === 'QUY-GIAMDAN')?.rules[0]?.limits as LimitsTemplate
const clocks = { asOf: calendarDate('2023-06-15'), knownAt: '2023-06-15T05:00:00.000000Z' as Instant }
const view = (told: Parameters<typeof applicationView>[0], language: 'vi' | 'en' = 'vi') =>
	applicationView(told, { minutes: null, limits, language }, clocks)

describe('a request as it is shown', () => {
	it('says what was asked for, what stands of it, and what may follow', () => {
		expect(view(toldOf({ ownCapital: million(5n) }, requested, reviewed))).toMatchObject({
			requestedOn: '2023-03-01',
			amount: million(30n),
			agreed: { amount: million(25n), months: 24 },
			totalNeed: million(35n),
			status: 'reviewed',
			nextSteps: ['approved', 'rejected', 'withdrawn'],
			loanId: null,
			warnings: [],
		})
	})

	it('warns of what is above the product’s limits while it stands, in the reader’s language', () => {
		const [warning] = view(toldOf({ amount: dong(50_000_001n) }, requested), 'en').warnings
		expect(warning).toMatchObject({ code: 'amount-above-max', message: expect.stringContaining('above the product’s maximum') })
		expect(view(toldOf({ amount: dong(50_000_001n) }, requested, reviewed, approved)).warnings).toEqual([])
		expect(view(toldOf({ months: 37 }, requested)).warnings.map(({ code }) => code)).toEqual(['term-above-max'])
	})

	it('tells of a step what undid it', () => {
		const { steps } = view(
			toldOf({}, requested, reviewed, { type: 'reversed', on: '2023-03-05', reverses: 2, details: { reason: 'Nhầm' } }),
		)
		expect(steps.map(({ id, type, reverses, reversedBy }) => [id, type, reverses, reversedBy])).toEqual([
			['1', 'requested', null, null],
			['2', 'reviewed', null, '3'],
			['3', 'reversed', '2', null],
		])
		expect(steps[2]).toMatchObject({ reason: 'Nhầm' })
	})

	it('names the group where the group itself borrows', () => {
		expect(borrowerName(toldOf({}, requested).row)).toBe('Nông Thị Ái')
		expect(borrowerName(toldOf({ memberId: null, memberName: null }, requested).row)).toBe('Tổ Bản Viết 1')
	})
})

it('minutes keep the line that was undone, and say so', () => {
	const head = { id: '4', groupId: '7', groupName: 'Tổ Bản Viết 1', on: calendarDate('2023-03-05'), minutesNo: null, note: null }
	const meeting = {
		...head,
		chair: 'Nông Thị Ái',
		secretary: 'Lý Thị Bình',
		attendees: 28,
		members: 35,
		recordedAt: clocks.knownAt,
		recordedBy: '2',
	}
	const told = toldOf(
		{},
		requested,
		{ ...reviewed, meetingId: '4', details: { agreed: true, votesFor: 28, line: 1 } },
		{ type: 'reversed', on: '2023-03-05', reverses: 2 },
	)
	expect(meetingView(meeting, [told], clocks)).toMatchObject({
		attendees: 28,
		applications: [{ name: 'Nông Thị Ái', agreed: true, votesFor: 28, votesAgainst: null, reversedBy: '3', status: 'requested' }],
	})
})
