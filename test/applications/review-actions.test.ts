import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reviewMeetingView } from '../../src/applications/schemas.js'
import { createTestApp, type TestApp } from '../platform/harness.js'
import { type CreditGroup, made, openCreditGroup, stepsIn } from './credit-group.js'

let house: TestApp
let group: CreditGroup
beforeAll(async () => {
	house = await createTestApp()
	group = await openCreditGroup(house)
})
afterAll(() => house.close())

describe('a meeting of a group', () => {
	it('reviews several requests at once, and its minutes can be read', async () => {
		const [first, second, third] = [await group.asked(), await group.asked(), await group.asked({ months: 24 })]
		const { status, body } = await group.review(
			group.leader,
			[
				{ applicationId: third, agreed: true, amount: '15000000', months: 18, votesFor: 25, votesAgainst: 3 },
				{ applicationId: first, agreed: true },
				{ applicationId: second, agreed: false, votesFor: 4, votesAgainst: 24, reason: 'Chưa có chuồng trại' },
			],
			{ note: 'Họp tại nhà văn hoá' },
		)
		expect([status, reviewMeetingView.safeParse(body).error]).toEqual([201, undefined])
		expect(body).toMatchObject({
			groupId: group.groupId,
			on: '2023-03-05',
			minutesNo: '03/BB',
			attendees: 28,
			members: 35,
			note: 'Họp tại nhà văn hoá',
			applications: [
				{ applicationId: third, agreed: true, amount: '15000000', months: 18, votesFor: 25, asked: { amount: '20000000', months: 24 } },
				{ applicationId: first, agreed: true, amount: '20000000', months: 12, votesFor: null, status: 'reviewed' },
				{ applicationId: second, agreed: false, amount: null, reason: 'Chưa có chuồng trại', status: 'rejected' },
			],
		})
		const read = await group.admin('GET', `/loan-review-meetings/${body.id}`)
		expect(read.body).toEqual({ ...body, knownAt: read.body.knownAt })
		expect((await group.admin('GET', `/loan-review-meetings/${body.id}?asOf=2023-03-04`)).body.code).toBe('review-meeting.not-found')
	})

	it('counts the members of its day where the minutes do not', async () => {
		const id = await group.asked()
		const lines = [{ applicationId: id, agreed: true }]
		const crowd = await group.review(group.leader, lines, { attendees: 9_999, members: undefined })
		expect([crowd.status, crowd.body.code, crowd.body.errors[0].path]).toEqual([422, 'review-meeting.attendees-above-members', 'attendees'])
		const { memberCount } = (await group.admin('GET', `/groups/${group.groupId}`)).body
		expect(made(await group.review(group.leader, lines, { attendees: 1, members: undefined })).members).toBe(memberCount)
	})

	it('is recorded whole or not at all, and names the request that stands in its way', async () => {
		const [good, approved, closed] = [await group.asked(), await group.approved(), await group.asked()]
		made(await group.step(group.officer, closed, 'withdrawals'))
		const later = await group.asked({ requestedOn: '2023-03-06' })
		const alone = made(await group.ask(group.admin, { groupId: undefined })).id
		const other = await group.office.newGroup('QUY-HTPN', 'credit')
		const foreign = made(await group.ask(group.admin, { groupId: other, memberId: await group.office.newMember(other) })).id
		const cases: readonly (readonly [Record<string, unknown>, unknown[], Record<string, unknown>?])[] = [
			[{ applicationId: '999999' }, [404, 'application.not-found', 'applications.1.applicationId']],
			[{ applicationId: foreign }, [422, 'application.of-another-group', 'applications.1.applicationId']],
			[{ applicationId: alone }, [422, 'application.of-another-group', 'applications.1.applicationId']],
			[{ applicationId: approved }, [422, 'application.already-reviewed', 'applications.1.applicationId']],
			[{ applicationId: closed }, [422, 'application.closed', 'applications.1.applicationId']],
			[{ applicationId: good }, [422, 'application.already-reviewed', 'applications.1.applicationId']],
			[{ applicationId: later }, [422, 'application.before-last-step', 'applications.1.applicationId']],
			[
				{ applicationId: later, amount: '20000001' },
				[422, 'application.amount-above-agreed', 'applications.1.amount'],
				{ on: '2023-03-06' },
			],
			[{ applicationId: later, months: 13 }, [422, 'application.term-above-agreed', 'applications.1.months'], { on: '2023-03-06' }],
			[{ applicationId: later, votesFor: 20, votesAgainst: 9 }, [422, 'review-meeting.votes-above-attendees', 'applications.1.votesFor']],
			[{ applicationId: later, agreed: false }, [400, 'request.malformed', 'applications.1.reason']],
			[{ applicationId: later }, [422, 'contract.future-day', 'on'], { on: '2023-06-16' }],
			[{ applicationId: later }, [404, 'group.not-found', null], { groupId: '999999' }],
		]
		for (const [line, expected, more] of cases) {
			const before = await stepsIn(house)
			const lines = [
				{ applicationId: good, agreed: true },
				{ agreed: true, ...line },
			]
			const { status, body } = await group.review(group.admin, lines, more)
			expect([line, status, body.code, body.errors?.[0]?.path ?? null]).toEqual([line, ...expected])
			expect(await stepsIn(house)).toEqual(before)
		}
		made(await group.review(group.leader, [{ applicationId: good, agreed: true }]))
	})

	it('reviews a request once, however many minutes name it at one moment', async () => {
		const [first, second] = [await group.asked(), await group.asked()]
		const lines = [first, second].map((applicationId) => ({ applicationId, agreed: true }))
		const all = await Promise.all(
			Array.from({ length: 4 }, (_, turn) => group.review(group.leader, turn % 2 === 0 ? lines : lines.toReversed())),
		)
		expect(all.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422])
	})

	it('is of a leader’s own group', async () => {
		const id = await group.asked()
		const seeded = await house.asUser('leader')
		expect((await group.review(seeded, [{ applicationId: id, agreed: true }])).body.code).toBe('group.not-found')
		expect((await group.review(seeded, [{ applicationId: id, agreed: true }], { groupId: group.office.leadersGroupId })).body.code).toBe(
			'application.not-found',
		)
	})
})
