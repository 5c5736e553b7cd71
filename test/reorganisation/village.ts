import { made, newKey, type Office, openOffice } from '../collection/office.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'

/** An office whose groups are split, merged and moved; today is 15/06/2023. */
export type Village = {
	readonly house: TestApp
	readonly office: Office
	readonly admin: Call
	/** A group of the lender with so many members since 2020: the first leads, the second is deputy. */
	readonly groupOf: (size: number, wish?: { lender?: string; kind?: 'savings-and-loan' | 'credit'; communeId?: string }) => Promise<Peopled>
	/** A loan of twenty million paid out on 10/06/2022. */
	readonly lent: (groupId: string, memberId?: string, productCode?: string) => Promise<string>
	/** A savings account of the bank opened on 10/06/2022, with a deposit of that day. */
	readonly saved: (groupId: string, memberId: string, amount: string) => Promise<string>
	readonly post: (groupId: string, path: string, body: Record<string, unknown>, by?: Call) => ReturnType<Call>
	readonly group: (id: string, on?: string) => Promise<any>
	/** Outstanding principal in a group on a day; null where nothing is. */
	readonly owedIn: (groupId: string, on?: string) => Promise<string | null>
	/** What is owed to each lender on a day. */
	readonly owed: (on?: string) => Promise<Record<string, string>>
}

export type Peopled = { readonly id: string; readonly members: readonly string[] }

export async function openVillage(): Promise<Village> {
	const house = await createTestApp()
	const office = await openOffice(house)
	const { admin } = office
	const products = new Map<string, string>(
		(await admin('GET', '/savings-products?limit=500')).body.items.map(({ code, id }: any) => [code, id]),
	)
	const rows = async (by: string, on: string): Promise<any[]> => (await admin('GET', `/reports/outstanding?by=${by}&asOf=${on}`)).body.rows
	return {
		house,
		office,
		admin,
		groupOf: async (size, { lender = 'NHCSXH', kind = 'savings-and-loan', communeId = office.communeId } = {}) => {
			const id = await office.newGroup(lender, kind, communeId)
			const members: string[] = []
			for (let place = 0; place < size; place += 1) {
				const member = made(await admin('POST', '/members', { name: `Nông Thị ${id} ${place}`, communeId }))
				const role = place === 0 ? 'leader' : place === 1 ? 'deputy' : 'member'
				made(await admin('POST', `/groups/${id}/memberships`, { memberId: member.id, role, from: '2020-01-01' }))
				members.push(member.id)
			}
			return { id, members }
		},
		lent: (groupId, memberId, productCode = 'NHCSXH-HONGHEO') =>
			office.lent({ productCode, groupId, ...(memberId === undefined ? {} : { memberId }) }),
		saved: async (groupId, memberId, amount) => {
			const command = { productId: products.get('NHCSXH-TGTV'), groupId, memberId, openedOn: '2022-06-10' }
			const { id } = made(await admin('POST', '/savings-accounts', command, newKey()))
			made(await admin('POST', `/savings-accounts/${id}/deposits`, { on: '2022-06-10', amount }, newKey()))
			return id
		},
		post: (groupId, path, body, by = admin) => by('POST', `/groups/${groupId}/${path}`, body, newKey()),
		group: async (id, on = '2023-06-15') => (await admin('GET', `/groups/${id}?on=${on}`)).body,
		owedIn: async (groupId, on = '2023-06-15') => (await rows('group', on)).find(({ id }) => id === groupId)?.outstanding ?? null,
		owed: async (on = '2023-06-15') => Object.fromEntries((await rows('lender', on)).map(({ key, outstanding }) => [key, outstanding])),
	}
}

export const refused = (code: string, status = 422) => ({ status, body: { code } })
export const idsOf = (group: any): string[] => group.members.map(({ memberId }: any) => memberId).sort()
