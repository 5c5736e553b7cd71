import { made, newKey, type Office, openOffice } from '../collection/office.js'
import type { Answer, Call, TestApp } from '../platform/harness.js'

/** A group that borrows of the women's fund, its leader, and the office that approves. */
export type CreditGroup = {
	readonly office: Office
	readonly groupId: string
	/** Leads the group. */
	readonly leader: Call
	/** Two officers of the group's district, and the administrator. */
	readonly officer: Call
	readonly colleague: Call
	readonly admin: Call
	readonly newMember: () => Promise<string>
	/** Asks for twenty million of the fund for twelve months, for a new member of the group. */
	readonly ask: (by: Call, more?: Record<string, unknown>) => Promise<Answer>
	readonly asked: (more?: Record<string, unknown>) => Promise<string>
	readonly review: (by: Call, lines: readonly Record<string, unknown>[], more?: Record<string, unknown>) => Promise<Answer>
	/** A request that the group has agreed to. */
	readonly reviewed: (more?: Record<string, unknown>) => Promise<string>
	/** One that the office has approved, for as long as one approval is enough. */
	readonly approved: (more?: Record<string, unknown>) => Promise<string>
	/** One step on a request: approvals, rejections, withdrawals, signing. */
	readonly step: (by: Call, id: string, what: string, body?: Record<string, unknown>) => Promise<Answer>
	readonly read: (id: string, query?: string) => Promise<any>
}

const minutes = { on: '2023-03-05', chair: 'Nông Thị Ái', secretary: 'Lý Thị Bình', attendees: 28, members: 35, minutesNo: '03/BB' }
const usual: Readonly<Record<string, Record<string, unknown>>> = {
	approvals: { on: '2023-03-10' },
	rejections: { on: '2023-03-10', reason: 'Chưa có phương án' },
	withdrawals: { on: '2023-03-10', reason: 'Không cần vay nữa' },
	signing: { signedOn: '2023-03-15' },
}

export async function openCreditGroup(house: TestApp): Promise<CreditGroup> {
	const office = await openOffice(house)
	const { admin } = office
	const groupId = await office.newGroup('QUY-HTPN', 'credit')
	const password = 'thác bản giốc'
	const user = async (username: string, bound: Record<string, unknown>): Promise<Call> => {
		made(await admin('POST', '/users', { username, name: username, password, mustChangePassword: false, ...bound }))
		return house.asUser(username, password)
	}
	const unitId = (await (await house.asUser('officer'))('GET', '/me')).body.scopes[0].unitId
	const leader = await user('to.truong', { role: 'leader', groupIds: [groupId] })
	const colleague = await user('can.bo.hai', { role: 'officer', unitId })

	const ask: CreditGroup['ask'] = async (by, more = {}) =>
		by('POST', '/loan-applications', {
			productId: office.productId('QUY-GIAMDAN'),
			groupId,
			memberId: 'memberId' in more ? more['memberId'] : await office.newMember(groupId),
			requestedOn: '2023-03-01',
			amount: '20000000',
			months: 12,
			purpose: 'Nuôi trâu sinh sản',
			...more,
		})
	const asked: CreditGroup['asked'] = async (more) => made(await ask(leader, more)).id
	const review: CreditGroup['review'] = (by, applications, more = {}) =>
		by('POST', '/loan-applications/reviews', { groupId, ...minutes, ...more, applications })
	const reviewed: CreditGroup['reviewed'] = async (more) => {
		const id = await asked(more)
		made(await review(leader, [{ applicationId: id, agreed: true }]))
		return id
	}
	const step: CreditGroup['step'] = (by, id, what, body = {}) =>
		by('POST', `/loan-applications/${id}/${what}`, { ...usual[what.split('?')[0] ?? ''], ...body })
	const officer = await house.asUser('officer')
	return {
		office,
		groupId,
		leader,
		officer,
		colleague,
		admin,
		ask,
		asked,
		review,
		reviewed,
		step,
		newMember: () => office.newMember(groupId),
		approved: async (more) => {
			const id = await reviewed(more)
			made(await step(officer, id, 'approvals'))
			return id
		},
		read: async (id, query = '') => (await admin('GET', `/loan-applications/${id}${query}`)).body,
	}
}

/** How many steps, requests and minutes there are: what a refused command leaves as it was. */
export async function stepsIn({ database }: TestApp): Promise<Record<string, number>> {
	return database.reading(async (tx) => {
		const counted = await tx.$client.query<Record<string, number>>(`select (select count(*)::int from loan_applications) as asked,
			(select count(*)::int from loan_application_steps) as steps, (select count(*)::int from loan_review_meetings) as meetings,
			(select count(*)::int from loans) as loans, (select sum(version)::int from loan_applications) as version`)
		return counted.rows[0] ?? {}
	})
}

export { made, newKey }
