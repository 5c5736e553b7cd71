import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { made, newKey } from '../collection/office.js'
import { seed } from '../contracts/laws.js'
import { openVillage, type Village } from './village.js'

/** One step of a year: a group by its place among those that are open, and where its members go. */
const step = fc.record({
	kind: fc.constantFrom('split', 'merge' as const),
	group: fc.nat(),
	other: fc.nat(),
	stays: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 12, maxLength: 12 }),
})

let village: Village
let women: string[] = []
let open: string[] = []
beforeAll(async () => {
	village = await openVillage()
	const groups = [await village.groupOf(5), await village.groupOf(4), await village.groupOf(3)]
	open = groups.map(({ id }) => id)
	women = groups.flatMap(({ members }) => members)
	for (const group of groups)
		for (const member of group.members.slice(0, 2)) {
			const loan = await village.lent(group.id, member)
			await village.saved(group.id, member, '100000')
			made(await village.admin('POST', `/loans/${loan}/repayments`, { on: '2023-05-10', amount: '300000' }, newKey()))
		}
})
afterAll(() => village.house.close())

describe('whatever groups are split and merged', () => {
	it('no lender is owed more or less, on the day before, the day itself or today, and each woman is in one group', async () => {
		let days = 0
		const knew = new Map<string, Record<string, string>>()
		for (const on of ['2022-12-31', '2023-02-01', '2023-06-15']) knew.set(on, await village.owed(on))
		const [steps] = fc.sample(fc.array(step, { minLength: 10, maxLength: 10 }), { numRuns: 1, seed })
		for (const { kind, group, other, stays } of steps ?? []) {
			const on = `2023-01-${String((days += 2) + 1).padStart(2, '0')}`
			const [from, into] = [open[group % open.length] as string, open[other % open.length] as string]
			const members = (await village.group(from, on)).members.map(({ memberId }: any) => memberId as string)
			if (kind === 'merge' && from !== into) {
				made(await village.post(from, 'mergers', { on, into, decisionNo: 'QĐ' }))
				open = open.filter((id) => id !== from)
			} else {
				const parts = [1, 2]
					.map((part) => members.filter((_: string, place: number) => stays[place] === part))
					.filter(({ length }) => length > 0)
				if (parts.length === 0 || (parts.length === 1 && parts[0]?.length === members.length)) continue
				const newGroups = parts.map((memberIds, index) => ({ name: `Tổ ${days}.${index}`, memberIds, leaderId: memberIds[0] }))
				const answer = made(await village.post(from, 'splits', { on, decisionNo: 'QĐ', newGroups }))
				open = [...open.filter((id) => id !== from || answer.group.closedOn === null), ...answer.newGroups.map(({ id }: any) => id)]
			}
			const found: string[] = []
			for (const id of open) found.push(...(await village.group(id)).members.map(({ memberId }: any) => memberId))
			expect(found.sort()).toEqual([...women].sort())
			for (const [day, owed] of knew) expect([day, await village.owed(day)]).toEqual([day, owed])
		}
		const inGroups = (await village.admin('GET', '/reports/outstanding?by=group&asOf=2023-06-15')).body.rows
		expect(inGroups.filter(({ id }: any) => !open.includes(id))).toEqual([])
	})
})
