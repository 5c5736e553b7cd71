import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attendanceView, meetingsView, meetingView } from '../../src/groups/meeting-schemas.js'
import { made, newKey } from '../collection/office.js'
import { type Circle, openCircle, refused } from './meetings.js'

let circle: Circle
beforeAll(async () => {
	circle = await openCircle()
})
afterAll(() => circle.house.close())

const get = async (path: string) => (await circle.admin('GET', `/groups/${circle.groupId}/${path}`)).body

describe('the minutes of a meeting', () => {
	it('keep who attended, what was decided and who signed', async () => {
		const { minutes, post, members } = circle
		const answer = made(
			await post(
				'meetings',
				minutes(
					'2023-01-10',
					{ 4: { presence: 'represented', representedBy: 'Con dâu' }, 5: { presence: 'excused' } },
					{
						place: 'Nhà văn hóa xóm',
						minutesNo: '01/BB',
						agenda: ['Bình xét cho vay', 'Mức gửi tiết kiệm'],
						decisions: [
							{ kind: 'minimum-savings', monthly: '50000', votesFor: 5 },
							{ kind: 'election', leaderId: members[0], deputyId: members[1], votesFor: 5 },
							{ kind: 'other', note: 'Vệ sinh đường xóm' },
						],
						signatures: [{ name: 'Nông Thị Ái', as: 'Chủ tọa' }, { name: 'Lý Thị Bình' }],
						note: 'Họp lúc 8 giờ',
					},
				),
			),
		)
		expect(meetingView.safeParse(answer).error).toBeUndefined()
		expect(answer).toMatchObject({
			version: 1,
			minutesNo: '01/BB',
			quorum: { attended: 5, members: 6, needed: '>=2/3', isMet: true, certainty: 'project decision' },
			decisions: [{ kind: 'minimum-savings', monthly: '50000', votesFor: 5 }, { kind: 'election' }, { kind: 'other' }],
			cancelled: false,
			warnings: [],
		})
		expect(answer.attendance.map(({ presence }: any) => presence).sort()).toEqual([
			'excused',
			'present',
			'present',
			'present',
			'present',
			'represented',
		])
		expect(answer.signatures[0]).toEqual({ name: 'Nông Thị Ái', as: 'Chủ tọa' })
	})

	it('are warned about where too few attended', async () => {
		const absent = { presence: 'absent' }
		const half = made(await circle.post('meetings', circle.minutes('2023-02-10', { 3: absent, 4: absent, 5: absent })))
		expect(half.warnings).toEqual([
			{
				code: 'meeting.no-quorum',
				message: 'Có 3 trên 6 tổ viên dự họp, cần >1/2',
				source: 'quyết định của dự án: quá nửa số tổ viên',
			},
		])
	})

	it('are corrected by a version that says why, and what they said before stays readable', async () => {
		const { post, minutes, house } = circle
		const { id } = made(await post('meetings', minutes('2023-03-10')))
		const knownAt = await house.database.knowledgeNow()
		const body = { ...minutes('2023-03-11', { 2: { presence: 'absent' } }), reason: 'Ghi nhầm ngày' }
		const corrected = made(await post(`meetings/${id}/corrections`, body))
		expect(corrected).toMatchObject({ version: 2, on: '2023-03-11', quorum: { attended: 5 } })
		expect(corrected.versions.map(({ version, on, reason }: any) => [version, on, reason])).toEqual([
			[1, '2023-03-10', null],
			[2, '2023-03-11', 'Ghi nhầm ngày'],
		])
		expect(await get(`meetings/${id}?knownAt=${knownAt}`)).toMatchObject({ version: 1, on: '2023-03-10', quorum: { attended: 6 } })
		const days = async (query: string) => (await get(`meetings?from=2023-03-01&to=2023-03-31${query}`)).items.map(({ on }: any) => on)
		expect([await days(''), await days(`&knownAt=${knownAt}`)]).toEqual([['2023-03-11'], ['2023-03-10']])
		expect(await post(`meetings/${id}/corrections`, body)).toMatchObject(refused('meeting.nothing-new'))
	})

	it('of a meeting that never was are cancelled, and a correction brings them back', async () => {
		const { post, minutes } = circle
		const { id } = made(await post('meetings', minutes('2023-04-10')))
		expect(made(await post(`meetings/${id}/cancellation`, { reason: 'Nhập nhầm tổ' }))).toMatchObject({ version: 2, cancelled: true })
		expect((await get('meetings?from=2023-04-01&to=2023-04-30')).items).toEqual([])
		expect(await post(`meetings/${id}/cancellation`, { reason: 'x' })).toMatchObject(refused('meeting.cancelled'))
		const back = { ...minutes('2023-04-10'), reason: 'Có họp' }
		expect(made(await post(`meetings/${id}/corrections`, back))).toMatchObject({ version: 3, cancelled: false })
		expect((await get('meetings?from=2023-04-01&to=2023-04-30')).items).toHaveLength(1)
	})

	it('run dry are answered and not kept', async () => {
		const dry = await circle.post('meetings?dryRun=true', circle.minutes('2023-05-10'))
		expect(dry).toMatchObject({ status: 201, body: { version: 1, on: '2023-05-10' } })
		expect((await get('meetings?from=2023-05-01')).items).toEqual([])
	})

	it('are listed by page, the latest first', async () => {
		const page = await get('meetings?limit=2')
		expect(meetingsView.safeParse(page).error).toBeUndefined()
		const next = await get(`meetings?limit=500&cursor=${page.next}`)
		const days = [...page.items, ...next.items].map(({ on }: any) => on)
		expect(days).toEqual(['2023-04-10', '2023-03-11', '2023-02-10', '2023-01-10'])
		expect(page.items[0]).toMatchObject({ chair: 'Nông Thị Ái', decisions: [] })
	})
})

describe('minutes are refused', () => {
	it('of a day to come, of a day that has some, and of members who are not the group’s', async () => {
		const { post, minutes, members } = circle
		expect(await post('meetings', minutes('2023-06-16'))).toMatchObject(refused('contract.future-day'))
		expect(await post('meetings', minutes('2023-01-10'))).toMatchObject(refused('meeting.day-taken'))
		const body = minutes('2023-05-20')
		const attendance = body['attendance'] as object[]
		const attended = (list: object[]) => post('meetings', { ...body, attendance: list })
		expect(await attended(attendance.slice(1))).toMatchObject(refused('meeting.attendance-missing'))
		expect(await attended([...attendance, { memberId: members[0], presence: 'absent' }])).toMatchObject(refused('meeting.member-twice'))
		expect(await attended([...attendance, { memberId: '999999', presence: 'absent' }])).toMatchObject(refused('meeting.not-a-member'))
		expect((await attended([{ memberId: members[0], presence: 'represented' }])).status).toBe(400)
	})

	it('with more votes than attended, or a leader who is her own deputy', async () => {
		const { post, minutes, members } = circle
		const decided = (decision: object) => post('meetings', minutes('2023-05-20', {}, { decisions: [decision] }))
		expect(await decided({ kind: 'other', note: 'x', votesFor: 7 })).toMatchObject(refused('meeting.votes-above-attended'))
		expect(await decided({ kind: 'election', leaderId: members[0], deputyId: members[0] })).toMatchObject(
			refused('meeting.leader-is-deputy'),
		)
		expect((await decided({ kind: 'election' })).status).toBe(400)
		expect((await decided({ kind: 'other' })).status).toBe(400)
	})

	it('of a foreign group, of an unknown meeting, and from whoever only reads', async () => {
		const { office, minutes, house, admin, members, groupId } = circle
		const foreign = await office.newGroup('NHCSXH', 'savings-and-loan', office.elsewhereId)
		const [officer, leader, auditor] = [await house.asUser('officer'), await house.asUser('leader'), await house.asUser('auditor')]
		const post = (call: typeof officer, path: string, body: object) => call('POST', path, body, newKey())
		for (const call of [officer, leader])
			expect(await post(call, `/groups/${foreign}/meetings`, minutes('2023-05-20'))).toMatchObject(refused('group.not-found', 404))
		expect((await post(auditor, `/groups/${groupId}/meetings`, minutes('2023-05-20'))).status).toBe(403)
		expect((await post(leader, `/groups/${groupId}/meetings`, minutes('2023-05-20'))).status).toBe(201)
		const [meeting] = (await admin('GET', `/groups/${groupId}/meetings`)).body.items
		for (const path of ['', '/corrections', '/cancellation']) {
			const body = path === '/corrections' ? { ...minutes('2023-05-21'), reason: 'x' } : { reason: 'x' }
			const answer =
				path === ''
					? await admin('GET', `/groups/${foreign}/meetings/${meeting.id}`)
					: await post(admin, `/groups/${foreign}/meetings/${meeting.id}${path}`, body)
			expect(answer).toMatchObject(refused('meeting.not-found', 404))
		}
		for (const path of ['meetings', `meetings/${meeting.id}`, 'attendance'])
			expect(await officer('GET', `/groups/${foreign}/${path}`)).toMatchObject(refused('group.not-found', 404))
		expect((await (await house.asUser('nhcsxh'))('GET', `/groups/${groupId}/meetings`)).status).toBe(200)
		expect(members).toHaveLength(6)
	})
})

describe('attendance', () => {
	it('is the share of the meetings that had her on their list', async () => {
		const told = await get('attendance?from=2023-01-01&to=2023-03-31')
		expect(attendanceView.safeParse(told).error).toBeUndefined()
		expect(told.totals).toMatchObject({ meetings: 3, lines: 18, present: 12, represented: 1, excused: 1, absent: 4, rate: '0.7222' })
		const rate = (place: number) => told.rows.find(({ memberId }: any) => memberId === circle.members[place])?.rate
		expect([rate(0), rate(2), rate(3), rate(4), rate(5)]).toEqual(['1.0000', '0.6667', '0.6667', '0.6667', '0.3333'])
	})

	it('is nothing where nobody met', async () => {
		expect(await get('attendance?to=2019-12-31')).toMatchObject({ rows: [], totals: { meetings: 0, rate: null }, from: null })
	})
})
