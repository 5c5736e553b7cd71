import { type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { made, newKey, type Office, openOffice } from '../collection/office.js'

/** An office whose women save: accounts opened and given deposits through the door. */
export type Savers = {
	readonly house: TestApp
	readonly office: Office
	readonly admin: Call
	readonly productId: (code: string) => string
	/** A credit group of the women's fund, in the commune of the leader's group. */
	readonly fundGroupId: string
	/** Opens an account and answers its id; of NHCSXH in the leader's group, or of the fund in its own, unless said otherwise. */
	readonly open: (
		wish?: { product?: string; groupId?: string; memberId?: string; openedOn?: string } & Record<string, unknown>,
	) => Promise<string>
	/** Posts a command on an account, with a key of its own. */
	readonly post: (id: string, path: string, body: Record<string, unknown>, by?: Call) => ReturnType<Call>
	readonly deposit: (id: string, on: string, amount: string) => Promise<any>
	readonly read: (id: string, query?: string) => Promise<any>
}

export async function openSavers(): Promise<Savers> {
	const house = await createTestApp()
	const office = await openOffice(house)
	const { admin } = office
	const products = new Map<string, string>(
		(await admin('GET', '/savings-products?limit=500')).body.items.map(({ code, id }: any) => [code, id]),
	)
	const fundGroupId = await office.newGroup('QUY-HTPN', 'credit')
	const productId = (code: string): string => products.get(code) ?? ''
	const post: Savers['post'] = (id, path, body, by = admin) => by('POST', `/savings-accounts/${id}/${path}`, body, newKey())
	return {
		house,
		office,
		admin,
		productId,
		fundGroupId,
		open: async ({ product = 'NHCSXH-TGTV', groupId: wanted, memberId, openedOn = '2022-01-01', ...more } = {}) => {
			const groupId = wanted ?? (product.startsWith('QUY-') ? fundGroupId : office.leadersGroupId)
			const command = { productId: productId(product), groupId, memberId: memberId ?? (await office.newMember(groupId)), openedOn, ...more }
			return made(await admin('POST', '/savings-accounts', command, newKey())).id
		},
		post,
		deposit: async (id, on, amount) => made(await post(id, 'deposits', { on, amount })),
		read: async (id, query = '') => (await admin('GET', `/savings-accounts/${id}${query}`)).body,
	}
}
