import { randomUUID } from 'node:crypto'
import type { Answer, Call, TestApp } from '../platform/harness.js'

/** An office of the Union at work: groups with their women and their loans, made through the door like everything else. */
export type Office = {
	readonly admin: Call
	readonly lenderId: (code: string) => string
	readonly productId: (code: string) => string
	/** The seeded group of the leader, and its commune in the officer's district. */
	readonly leadersGroupId: string
	readonly communeId: string
	/** A commune of another district. */
	readonly elsewhereId: string
	readonly newGroup: (lenderCode: string, kind: 'savings-and-loan' | 'credit' | 'borrowing', communeId?: string) => Promise<string>
	readonly newMember: (groupId: string, communeId?: string) => Promise<string>
	/** A member who leads a group, and holds the cash that its meetings collect. */
	readonly newLeader: (groupId: string) => Promise<string>
	/** A loan that is signed and nothing more. */
	readonly signed: (wish: LoanWish) => Promise<string>
	/** A loan that is signed and paid out on one day. */
	readonly lent: (wish: LoanWish) => Promise<string>
}

export type LoanWish = {
	readonly productCode: string
	readonly groupId: string
	readonly memberId?: string
	readonly principal?: string
	readonly months?: number
	readonly on?: string
}

/** A key of its own for one command. */
export const newKey = () => ({ 'idempotency-key': randomUUID() })

/** What was made, or the reason why it was not. */
export function made(answer: Answer): any {
	if (answer.status !== 201) throw new Error(`not made: ${answer.status} ${JSON.stringify(answer.body)}`)
	return answer.body
}

export async function openOffice(house: TestApp): Promise<Office> {
	const admin = await house.asUser('admin')
	const codes = async (path: string) =>
		new Map<string, string>((await admin('GET', path)).body.items.map(({ code, id }: any) => [code, id]))
	const lenders = await codes('/lenders?limit=500')
	const products = await codes('/products?limit=500')
	const [{ id: leadersGroupId, communeId }] = (await admin('GET', '/groups')).body.items
	const communes: any[] = (await admin('GET', '/units?level=commune&on=2022-10-31&limit=500')).body.items
	const district = communes.find(({ id }) => id === communeId).parentId
	const elsewhereId = communes.find(({ parentId }) => parentId !== district).id
	let number = 0

	const joined = async (groupId: string, role: 'member' | 'leader', where = communeId): Promise<string> => {
		const { id } = made(await admin('POST', '/members', { name: `Nông Thị Số ${++number}`, communeId: where }))
		made(await admin('POST', `/groups/${groupId}/memberships`, { memberId: id, role, from: '2020-01-01' }))
		return id
	}
	const signed = async ({
		productCode,
		groupId,
		memberId,
		principal = '20000000',
		months = 12,
		on = '2022-06-10',
	}: LoanWish): Promise<string> => {
		const terms = { principal, instalments: { count: months } }
		const command = { productId: products.get(productCode), groupId, ...(memberId === undefined ? {} : { memberId }), signedOn: on, terms }
		return made(await admin('POST', '/loans', command, newKey())).id
	}
	return {
		admin,
		lenderId: (code) => lenders.get(code) ?? '',
		productId: (code) => products.get(code) ?? '',
		leadersGroupId,
		communeId,
		elsewhereId,
		newGroup: async (lenderCode, kind, where = communeId) => {
			const command = { name: `Tổ số ${++number}`, kind, lenderId: lenders.get(lenderCode), communeId: where, establishedOn: '2019-03-08' }
			return made(await admin('POST', '/groups', command)).id
		},
		newMember: (groupId, where) => joined(groupId, 'member', where),
		newLeader: (groupId) => joined(groupId, 'leader'),
		signed,
		lent: async (wish) => {
			const id = await signed(wish)
			made(
				await admin('POST', `/loans/${id}/disbursements`, { on: wish.on ?? '2022-06-10', amount: wish.principal ?? '20000000' }, newKey()),
			)
			return id
		},
	}
}

/** How many facts there are of each kind: what a refused command leaves as it was. */
export async function factsIn({ database }: TestApp): Promise<Record<string, number>> {
	return database.reading(async (tx) => {
		const counted = await tx.$client.query<
			Record<string, number>
		>(`select (select count(*)::int from contracts) as contracts, (select count(*)::int from loans) as loans,
			(select count(*)::int from events) as events, (select count(*)::int from entries) as entries, (select count(*)::int from postings) as postings,
			(select count(*)::int from dues) as dues, (select count(*)::int from collection_lines) as lines, (select count(*)::int from requests) as requests`)
		return counted.rows[0] ?? {}
	})
}
