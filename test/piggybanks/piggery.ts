import type { Call, TestApp } from '../platform/harness.js'
import { createTestApp } from '../platform/harness.js'
import { made, newKey, type Office, openOffice } from '../collection/office.js'

/** An office whose groups keep piggy banks, started and opened through the door. */
export type Piggery = {
	readonly house: TestApp
	readonly office: Office
	readonly admin: Call
	/** A new group with so many members; answers all of their ids. */
	readonly newModel: (members: number, communeId?: string) => Promise<{ readonly groupId: string; readonly memberIds: readonly string[] }>
	/** Starts piggy banks for the year 2022 and answers their lines. */
	readonly start: (groupId: string, more?: Record<string, unknown>) => Promise<readonly any[]>
	readonly post: (path: string, body: Record<string, unknown>, by?: Call) => ReturnType<Call>
	readonly read: (id: string, query?: string) => Promise<any>
}

/** 750.000 đồng in three denominations. */
export const counted = {
	amount: '750000',
	banknotes: [
		{ value: '500000', count: 1 },
		{ value: '50000', count: 4 },
		{ value: '10000', count: 5 },
	],
}
export const witnesses = [{ name: 'Hoàng Thị Mai' }, { name: 'Lý Thị Sen' }]
export const opening = { on: '2022-12-18', ...counted, witnesses, minutesNo: '01/BB' }
export const agreed = { startedOn: '2022-01-10', opensOn: '2022-12-18', target: '750000' }

export async function openPiggery(): Promise<Piggery> {
	const house = await createTestApp()
	const office = await openOffice(house)
	const { admin } = office
	const post: Piggery['post'] = (path, body, by = admin) => by('POST', `/piggy-banks${path}`, body, newKey())
	return {
		house,
		office,
		admin,
		newModel: async (count, communeId) => {
			const groupId = await office.newGroup('QUY-HTPN', 'credit', communeId)
			const memberIds: string[] = []
			for (let member = 0; member < count; member += 1) memberIds.push(await office.newMember(groupId, communeId))
			return { groupId, memberIds }
		},
		start: async (groupId, more = {}) => made(await post('', { groupId, ...agreed, ...more })).items,
		post,
		read: async (id, query = '') => (await admin('GET', `/piggy-banks/${id}${query}`)).body,
	}
}
