import { type Answer, type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { factsIn, made, newKey, type Office, openOffice } from './office.js'

/** A woman of a group, her loan and her savings. */
export type Woman = { readonly id: string; readonly loanId: string; readonly accountId: string }

/** Two groups that meet: one of an entrusting bank, which the seeded leader reaches, and one of the fund. */
export type Meeting = {
	readonly house: TestApp
	readonly office: Office
	readonly admin: Call
	readonly leader: Call
	readonly bankGroup: string
	readonly fundGroup: string
	/** Of the bank's group, each with a loan of 20 million for 36 months and a savings account. */
	readonly borrowers: readonly Woman[]
	/** Of the fund's group: principal and interest every month. */
	readonly fundBorrowers: readonly Woman[]
	/** Of a group in another district. */
	readonly stranger: Woman
	readonly bankLeader: string
	readonly sheet: (groupId: string, query?: string, by?: Call) => Promise<any>
	/** What is asked of a woman in interest on a day. */
	readonly interestOf: (woman: Woman, on: string) => Promise<string>
	readonly post: (path: string, body: unknown, by?: Call, headers?: Record<string, string>) => Promise<Answer>
	/** Posts what is to be refused, sees that nothing of it was recorded, and answers the status, the code and the field. */
	readonly refused: (path: string, body: unknown, by?: Call) => Promise<unknown[]>
}

export async function openMeeting(): Promise<Meeting> {
	const house = await createTestApp()
	const office = await openOffice(house)
	const { admin, leadersGroupId: bankGroup } = office
	const products = new Map<string, string>(
		(await admin('GET', '/savings-products?limit=500')).body.items.map(({ code, id }: any) => [code, id]),
	)
	const woman = async (groupId: string, product: string, savings: string, months: number): Promise<Woman> => {
		const id = await office.newMember(groupId)
		const loanId = await office.lent({ productCode: product, groupId, memberId: id, months })
		const account = { productId: products.get(savings), groupId, memberId: id, openedOn: '2022-06-10', minimumMonthly: '50000' }
		return { id, loanId, accountId: made(await admin('POST', '/savings-accounts', account, newKey())).id }
	}
	const women = async (count: number, ...wish: Parameters<typeof woman>) => {
		const made: Woman[] = []
		for (let n = 0; n < count; n += 1) made.push(await woman(...wish))
		return made
	}
	const bankLeader = await office.newLeader(bankGroup)
	const fundGroup = await office.newGroup('QUY-HTPN', 'credit')
	await office.newLeader(fundGroup)
	const elsewhere = await office.newGroup('NHCSXH', 'savings-and-loan', office.elsewhereId)
	const post: Meeting['post'] = (path, body, by = admin, headers = newKey()) => by('POST', path, body, headers)
	return {
		house,
		office,
		admin,
		leader: await house.asUser('leader'),
		bankGroup,
		fundGroup,
		borrowers: await women(4, bankGroup, 'NHCSXH-HONGHEO', 'NHCSXH-TGTV', 36),
		fundBorrowers: await women(3, fundGroup, 'QUY-GIAMDAN', 'QUY-TKBB', 12),
		stranger: await woman(elsewhere, 'NHCSXH-HONGHEO', 'NHCSXH-TGTV', 36),
		bankLeader,
		sheet: async (groupId, query = '', by = admin) => (await by('GET', `/groups/${groupId}/collection-sheet${query}`)).body,
		interestOf: async ({ loanId }, on) => {
			const { balances } = (await admin('GET', `/loans/${loanId}?asOf=${on}`)).body
			return String(BigInt(balances.interestDue) + BigInt(balances.interestCarried))
		},
		post,
		refused: async (path, body, by = admin) => {
			const before = await factsIn(house)
			const { status, body: answer } = await post(path, body, by)
			if (JSON.stringify(await factsIn(house)) !== JSON.stringify(before)) throw new Error('something was recorded of it')
			return [status, answer.code, answer.errors?.[0]?.path ?? null]
		},
	}
}

/** A line of a woman who paid on her loan, and into her savings where an amount is named. */
export function lineOf({ id, loanId, accountId }: Woman, amount: string, saved: string | null = null, more: Record<string, unknown> = {}) {
	return {
		memberId: id,
		loans: [{ loanId, amount }],
		...(saved === null ? {} : { savings: [{ accountId, amount: saved }] }),
		...more,
	}
}
