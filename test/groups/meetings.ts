import { made, newKey, type Office, openOffice } from '../collection/office.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'

/** A group of women who meet; today is 15/06/2023. */
export type Circle = {
	readonly house: TestApp
	readonly office: Office
	readonly admin: Call
	readonly groupId: string
	/** Six members since 2020, the first of them leads and the second is deputy. */
	readonly members: readonly string[]
	/** Minutes of a day on which everybody came, but for what is said otherwise of some by their place in the list. */
	readonly minutes: (on: string, otherwise?: Record<number, object>, more?: Record<string, unknown>) => Record<string, unknown>
	readonly post: (path: string, body: Record<string, unknown>, by?: Call) => ReturnType<Call>
}

export async function openCircle(): Promise<Circle> {
	const house = await createTestApp()
	const office = await openOffice(house)
	const { admin } = office
	const groupId = office.leadersGroupId
	const members: string[] = []
	for (const role of ['leader', 'deputy', 'member', 'member', 'member', 'member']) {
		const { id } = made(await admin('POST', '/members', { name: `Nông Thị ${role} ${members.length}`, communeId: office.communeId }))
		made(await admin('POST', `/groups/${groupId}/memberships`, { memberId: id, role, from: '2020-01-01' }))
		members.push(id)
	}
	return {
		house,
		office,
		admin,
		groupId,
		members,
		minutes: (on, otherwise = {}, more = {}) => ({
			on,
			chair: 'Nông Thị Ái',
			secretary: 'Lý Thị Bình',
			attendance: members.map((memberId, place) => ({ memberId, presence: 'present', ...otherwise[place] })),
			...more,
		}),
		post: (path, body, by = admin) => by('POST', `/groups/${groupId}/${path}`, body, newKey()),
	}
}

export const refused = (code: string, status = 422) => ({ status, body: { code } })
