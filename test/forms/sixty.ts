import { lineOf, type Meeting, openMeeting, type Woman } from '../collection/meeting.js'
import { made, newKey } from '../collection/office.js'

/** A bank's group of the largest size, some of its names as long as names get: what forms of several pages are tested with. */
export type Sixty = Meeting & {
	readonly women: readonly Woman[]
	readonly heldOn: string
	readonly nextOn: string
	readonly collected: bigint
}

const longName = 'Nguyễn Hoàng Thị Phương Thảo Quỳnh Như Bế Nông Lục Vi Dương Đàm Ngưỡng'

/** Sixty women of one group with their loans and savings, and a meeting that was held with all but three of them. */
export async function openSixty(): Promise<Sixty> {
	const meeting = await openMeeting()
	const { admin, office, bankGroup } = meeting
	const products = new Map<string, string>(
		(await admin('GET', '/savings-products?limit=500')).body.items.map(({ code, id }: any) => [code, id]),
	)
	const women: Woman[] = [...meeting.borrowers]
	for (let n = women.length; n < 60; n += 1) {
		const name = n % 15 === 0 ? longName : `Lục Thị Mỹ Ngưỡng ${n}`
		const { id } = made(await admin('POST', '/members', { name, communeId: office.communeId }))
		made(await admin('POST', `/groups/${bankGroup}/memberships`, { memberId: id, role: 'member', from: '2020-01-01' }))
		const loanId = await office.lent({ productCode: 'NHCSXH-HONGHEO', groupId: bankGroup, memberId: id, months: 36 })
		const account = {
			productId: products.get('NHCSXH-TGTV'),
			groupId: bankGroup,
			memberId: id,
			openedOn: '2022-06-10',
			minimumMonthly: '50000',
		}
		women.push({ id, loanId, accountId: made(await admin('POST', '/savings-accounts', account, newKey())).id })
	}
	const heldOn = '2022-07-18'
	// They pay in whole thousands; what is left of the interest is carried.
	const interest = (BigInt(await meeting.interestOf(women[0] as Woman, heldOn)) / 1_000n) * 1_000n
	const lines = women.map((woman, index) =>
		index < 57 ? lineOf(woman, String(interest), '50000') : { memberId: woman.id, status: index === 57 ? 'absent' : 'unpaid' },
	)
	const total = 57n * (interest + 50_000n)
	made(await meeting.post('/collections', { groupId: bankGroup, on: heldOn, lines, total: String(total), denominations: notesOf(total) }))
	return { ...meeting, women, heldOn, nextOn: '2022-08-18', collected: total }
}

/** Banknotes that come to an amount. */
export function notesOf(amount: bigint): { readonly value: string; readonly count: number }[] {
	let left = amount
	return [500_000n, 200_000n, 100_000n, 50_000n, 20_000n, 10_000n, 5_000n, 2_000n, 1_000n, 500n, 200n, 100n].flatMap((value) => {
		const count = left / value
		left -= count * value
		return count === 0n ? [] : [{ value: String(value), count: Number(count) }]
	})
}
