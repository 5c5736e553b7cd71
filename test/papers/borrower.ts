import { randomUUID } from 'node:crypto'
import type { Call } from '../platform/harness.js'

/** A member with six loans of three lenders, each with a life of its own: what the tests of papers ask about. */
export type Borrower = {
	readonly memberId: string
	/** By a name of its own. */
	readonly loans: Readonly<Record<'policy' | 'clean' | 'bank' | 'fund' | 'flat' | 'closed', string>>
}

const post = async (call: Call, path: string, body: unknown): Promise<string> => {
	const answer = await call('POST', path, body, { 'idempotency-key': randomUUID() })
	if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
	return String(answer.body.id)
}

type Happened = readonly [path: string, body: Record<string, string>]

/** Enters the member, signs her loans and tells their lives; as an administrator, for the loans are of every lender. */
export async function openBorrower(admin: Call): Promise<Borrower> {
	const products = (await admin('GET', '/products?limit=500')).body.items as { id: string; code: string }[]
	const lenders = (await admin('GET', '/lenders?limit=100')).body.items as { id: string; code: string }[]
	const productId = (code: string) => products.find((product) => product.code === code)?.id
	const lenderId = (code: string) => lenders.find((lender) => lender.code === code)?.id
	const [group] = (await admin('GET', '/groups')).body.items as { id: string; communeId: string }[]
	if (group === undefined) throw new Error('the seed has a group')
	const enter = (name: string) => post(admin, '/members', { name, communeId: group.communeId, hamlet: 'Xóm Bản Viết' })
	const [memberId, leaderId] = [await enter('Nông Thị Ái Ngưỡng'), await enter('Lục Thị Hoài Thương')]
	const groupOf = async (code: string, kind: string, name: string) =>
		post(admin, '/groups', { name, kind, lenderId: lenderId(code), communeId: group.communeId, establishedOn: '2019-03-08' })
	const groups = {
		policy: group.id,
		bank: await groupOf('AGRIBANK', 'borrowing', 'Tổ vay vốn Bản Viết'),
		fund: await groupOf('QUY-HTPN', 'credit', 'Nhóm tín dụng - tiết kiệm Bản Viết'),
	}
	for (const groupId of Object.values(groups)) {
		await post(admin, `/groups/${groupId}/memberships`, { memberId, role: 'member', from: '2019-06-01' })
		await post(admin, `/groups/${groupId}/memberships`, { memberId: leaderId, role: 'leader', from: '2019-06-01' })
	}
	const tell = async (
		groupId: string,
		product: string,
		signedOn: string,
		terms: Record<string, unknown>,
		happened: readonly Happened[],
	) => {
		const given = { productId: productId(product), groupId, memberId, signedOn, purpose: 'Nuôi trâu sinh sản', terms }
		const id = await post(admin, '/loans', given)
		for (const [path, body] of happened) await post(admin, `/loans/${id}/${path}`, body)
		return id
	}
	return {
		memberId,
		loans: {
			policy: await tell(groups.policy, 'NHCSXH-HONGHEO', '2020-11-02', { principal: '50000000', instalments: { count: 36 } }, [
				['disbursements', { on: '2020-11-06', amount: '50000000' }],
				['repayments', { on: '2020-12-06', amount: '271233', receiptNo: 'BL-0001' }],
				['repayments', { on: '2021-03-06', amount: '1000000', receiptNo: 'BL-0417' }],
				['freezes', { on: '2021-07-01', decisionNo: '15/QĐ-NHCS', decisionOn: '2021-06-25' }],
				['thaws', { on: '2022-01-01', decisionNo: '15/QĐ-NHCS' }],
				['rate-changes', { on: '2022-02-15', yearly: '0.0624', decisionNo: '02/QĐ' }],
				['repayments', { on: '2022-05-06', amount: '6000000', receiptNo: 'BL-0920' }],
			]),
			clean: await tell(groups.policy, 'NHCSXH-HONGHEO', '2022-11-01', { principal: '20000000', instalments: { count: 36 } }, [
				['disbursements', { on: '2022-11-07', amount: '20000000' }],
				['repayments', { on: '2023-01-15', amount: '5000000', receiptNo: 'BL-1007' }],
			]),
			bank: await tell(groups.bank, 'AGRIBANK-TO', '2021-05-10', { principal: '80000000', instalments: { count: 24 } }, [
				['disbursements', { on: '2021-05-12', amount: '80000000', method: 'bank' }],
				['repayments', { on: '2021-07-12', amount: '1203288', receiptNo: 'AG-11' }],
				['overdue-transfers', { on: '2022-05-20', decisionNo: '7/TB' }],
				['repayments', { on: '2022-06-10', amount: '45000000', receiptNo: 'AG-12' }],
			]),
			fund: await tell(groups.fund, 'QUY-GIAMDAN', '2022-09-01', { principal: '30000000', instalments: { count: 12 } }, [
				['disbursements', { on: '2022-09-05', amount: '30000000' }],
				['repayments', { on: '2022-10-05', amount: '2766301', receiptNo: 'Q-1' }],
				['repayments', { on: '2022-11-05', amount: '2752000', receiptNo: 'Q-2' }],
				['repayments', { on: '2023-03-20', amount: '4000000', receiptNo: 'Q-3' }],
			]),
			flat: await tell(groups.fund, 'QUY-PHANG', '2022-03-01', { principal: '12000000', instalments: { count: 12 } }, [
				['disbursements', { on: '2022-03-05', amount: '12000000' }],
				['repayments', { on: '2022-04-05', amount: '1060000' }],
				['repayments', { on: '2022-05-05', amount: '1060000' }],
				['repayments', { on: '2022-06-20', amount: '1100000' }],
			]),
			closed: await tell(groups.fund, 'QUY-GIAMDAN', '2021-01-04', { principal: '10000000', instalments: { count: 12 } }, [
				['disbursements', { on: '2021-01-05', amount: '10000000' }],
				['repayments', { on: '2021-02-20', amount: '10137029', receiptNo: 'Q-0' }],
			]),
		},
	}
}
