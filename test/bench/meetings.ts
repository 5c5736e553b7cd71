import { randomUUID } from 'node:crypto'

type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<{ status: number; body: string }>

/** A group that meets: each woman with a loan that owes interest, and a savings account. */
export type MeetingGroup = {
	readonly groupId: string
	readonly women: readonly { readonly memberId: string; readonly loanId: string; readonly accountId: string }[]
}

const sixty = 60

/** Founds savings-and-loan groups of sixty, as many as the bank's rules allow, with half a year of interest behind them. */
export async function foundMeetings(
	call: Ask,
	headers: Record<string, string>,
	today: string,
	count: number,
): Promise<readonly MeetingGroup[]> {
	const get = async (path: string) => JSON.parse((await call('GET', path, undefined, headers)).body)
	const make = async (path: string, body: unknown): Promise<any> => {
		const { status, body: text } = await call('POST', path, body, { ...headers, 'idempotency-key': randomUUID() })
		if (status !== 201) throw new Error(`${path}: ${status} ${text}`)
		return JSON.parse(text)
	}
	const idOf = async (path: string, code: string): Promise<string> =>
		(await get(path)).items.find((one: { code: string }) => one.code === code).id
	const lenderId = await idOf('/lenders?limit=500', 'NHCSXH')
	const loanProduct = await idOf('/products?limit=500', 'NHCSXH-HONGHEO')
	const savingsProduct = await idOf('/savings-products?limit=500', 'NHCSXH-TGTV')
	const [{ communeId }] = (await get(`/groups?lenderId=${lenderId}&limit=1`)).items
	const on = new Date(Date.parse(today) - 200 * 86_400_000).toISOString().slice(0, 10)
	const woman = async (groupId: string, name: string, role: string) => {
		const { id: memberId } = await make('/members', { name, communeId })
		await make(`/groups/${groupId}/memberships`, { memberId, role, from: on })
		const terms = { principal: '20000000', instalments: { count: 36 } }
		const { id: loanId } = await make('/loans', { productId: loanProduct, groupId, memberId, signedOn: on, terms })
		await make(`/loans/${loanId}/disbursements`, { on, amount: '20000000' })
		const { id: accountId } = await make('/savings-accounts', { productId: savingsProduct, groupId, memberId, openedOn: on })
		return { memberId, loanId, accountId }
	}
	const found = async (number: number): Promise<MeetingGroup> => {
		const group = { name: `Tổ đo ${number}`, kind: 'savings-and-loan', lenderId, communeId, establishedOn: on }
		const { id: groupId } = await make('/groups', group)
		const women: MeetingGroup['women'][number][] = []
		for (let n = 0; n < sixty; n += 1) women.push(await woman(groupId, `Nông Thị ${number} ${n}`, n === 0 ? 'leader' : 'member'))
		return { groupId, women }
	}
	return Promise.all(Array.from({ length: count }, (_, index) => found(index + 1)))
}
