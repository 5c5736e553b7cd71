import { randomUUID } from 'node:crypto'
import { addDays, addMonths, type CalendarDate, calendarDate, daysBetween, monthEnd } from '../../src/kernel/calendar-date.js'
import type { Answer, Call } from '../platform/harness.js'

/** A stream of chances that a seed decides (mulberry32), so that a village that breaks a law can be told again. */
export type Chance = {
	readonly below: (count: number) => number
	readonly happens: (percent: number) => boolean
	readonly one: <T>(of: readonly T[]) => T
	readonly shuffled: <T>(list: readonly T[]) => readonly T[]
}

export function chanceOf(seed: number): Chance {
	let state = seed >>> 0
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
	}
	const below = (count: number): number => Math.floor(next() * count)
	return {
		below,
		happens: (percent) => next() * 100 < percent,
		one: (of) => of[below(of.length)] as (typeof of)[number],
		shuffled: (list) =>
			list
				.map((item) => [next(), item] as const)
				.toSorted(([a], [b]) => a - b)
				.map(([, item]) => item),
	}
}

/** A loan of the village, and what was recorded on it that may be undone. */
export type VillageLoan = { readonly id: string; readonly product: string; readonly amount: bigint; readonly eventIds: string[] }

/** What has happened and nobody has told yet: it reaches the office in a later month. */
type News = { readonly loan: VillageLoan; readonly path: string; readonly body: Record<string, unknown>; readonly tellOn: CalendarDate }

export type Village = {
	readonly call: Call
	readonly chance: Chance
	readonly loans: VillageLoan[]
	readonly counts: Map<string, number>
	news: readonly News[]
}

const products = ['NHCSXH-HONGHEO', 'NHCSXH-CANNGHEO', 'NHCSXH-GQVL', 'AGRIBANK-TO', 'QUY-GIAMDAN', 'QUY-PHANG', 'KHONGLAI'] as const

/** Forty women, each with a loan, some paid out in two tranches; the terms are those of the products with something agreed over them. */
export async function settle(call: Call, chance: Chance, start: CalendarDate): Promise<Village> {
	const village: Village = { call, chance, loans: [], counts: new Map(), news: [] }
	const list = async (path: string) => (await asked(call, 'GET', path)).body.items as { id: string; code: string; communeId: string }[]
	const offered = new Map((await list('/products?limit=500')).map(({ id, code }) => [code, id]))
	const [group] = await list('/groups')
	if (group === undefined) throw new Error('the seed has a group')
	for (let n = 1; n <= 40; n += 1) {
		const member = await asked(call, 'POST', '/members', { name: `Nông Thị ${n}`, communeId: group.communeId })
		await asked(call, 'POST', `/groups/${group.id}/memberships`, { memberId: member.body.id, role: 'member', from: '2020-01-01' })
		const product = products[n % products.length] ?? products[0]
		const own = !product.startsWith('NHCSXH')
		const amount = BigInt(1 + chance.below(own ? 20 : 50)) * 1_000_000n
		const signed = await asked(call, 'POST', '/loans', {
			productId: offered.get(product),
			...(own ? {} : { groupId: group.id }),
			memberId: member.body.id,
			signedOn: addDays(start, chance.below(20)),
			terms: {
				principal: String(amount),
				instalments: { count: chance.one([8, 12, 18, 24]) },
				...(chance.happens(30) ? { principalEvery: { every: chance.one([1, 3, 6]), period: 'month' } } : {}),
				...(chance.happens(20) ? { prepayment: chance.one(['from-last', 'reamortize']) } : {}),
				...(chance.happens(15) ? { grace: { principalPeriods: 1 + chance.below(3) } } : {}),
				...(chance.happens(15) ? { interestSupport: { yearly: '0.02', from: '2022-01-01', to: '2023-12-31' } } : {}),
			},
		})
		const loan: VillageLoan = { id: signed.body.id as string, product, amount, eventIds: [] }
		village.loans.push(loan)
		const first = chance.happens(25) ? amount / 2n : amount
		await tell(village, loan, 'disbursements', { on: addDays(start, 20 + chance.below(9)), amount: String(first) })
		if (first < amount) await tell(village, loan, 'disbursements', { on: addDays(start, 31), amount: String(amount - first) })
	}
	return village
}

/** One month: meetings, some of which are told later; decisions; and what earlier months had not told, in any order. */
export async function liveMonth(village: Village, month: CalendarDate): Promise<void> {
	const { chance } = village
	const end = monthEnd(month)
	const day = (): CalendarDate => addDays(month, chance.below(daysBetween(month, end) + 1))
	const happened = village.loans.flatMap((loan): News[] => {
		const on = day()
		const wishes = [...paid(village, loan, on), ...decided(village, loan, day())]
		return wishes.map(({ path, body }) => ({
			loan,
			path,
			body,
			// Every sixth thing is learnt one to four months late.
			tellOn: chance.happens(17) ? addMonths(end, 1 + chance.below(4)) : end,
		}))
	})
	const all = [...village.news, ...happened]
	village.news = all.filter(({ tellOn }) => tellOn > end)
	for (const { loan, path, body } of chance.shuffled(all.filter(({ tellOn }) => tellOn <= end))) await tell(village, loan, path, body)
	for (const loan of village.loans) {
		const eventId = chance.one(loan.eventIds)
		if (eventId !== undefined && chance.happens(4)) await tell(village, loan, `events/${eventId}/reversal`, { reason: 'ghi nhầm' })
	}
}

type Wish = { readonly path: string; readonly body: Record<string, unknown> }

function paid({ chance }: Village, { amount }: VillageLoan, on: CalendarDate): readonly Wish[] {
	if (!chance.happens(80)) return []
	const share = chance.one([100n, 60n, 25n, 12n, 12n, 8n])
	const sum = amount / share + BigInt(chance.below(9_000))
	return [{ path: chance.happens(8) ? 'savings-offsets' : 'repayments', body: { on, amount: String(sum) } }]
}

/** Once in a while something is decided about a loan; whether it may be is for the engine to say. */
function decided({ chance }: Village, { amount }: VillageLoan, on: CalendarDate): readonly Wish[] {
	if (!chance.happens(22)) return []
	const some = String(amount / BigInt(2 + chance.below(20)))
	const decision = { on, decisionNo: `${1 + chance.below(99)}/QĐ` }
	return [
		chance.one<Wish>([
			{ path: 'extensions', body: { ...decision, months: 1 + chance.below(6) } },
			{ path: 'extensions', body: { ...decision, maturityOn: addMonths(on, 6 + chance.below(24)) } },
			{ path: 'reschedules', body: { ...decision, principalEvery: { every: 1 + chance.below(6), period: 'month' } } },
			{ path: 'reschedules', body: { ...decision, principalEvery: { every: 2, period: 'month' }, maturityOn: addMonths(on, 12) } },
			{ path: 'roll-overs', body: { ...decision, months: 6 } },
			{ path: 'freezes', body: { ...decision, ...(chance.happens(50) ? { amount: some } : {}) } },
			{ path: 'thaws', body: decision },
			{ path: 'overdue-transfers', body: { on } },
			{ path: 'rate-changes', body: { ...decision, yearly: chance.one(['0.05', '0.066', '0.079', '0.11']) } },
			{ path: 'interest-waivers', body: { ...decision, amount: String(1_000 + chance.below(60_000)) } },
			{ path: 'interest-support-receipts', body: { on, amount: String(1 + chance.below(20_000)) } },
			...(chance.happens(15) ? [{ path: 'write-offs', body: decision }] : []),
			{ path: 'recoveries', body: { on, amount: String(1 + chance.below(100_000)) } },
		]),
	]
}

/** Tells the office: what the trade refuses is counted and changes nothing; anything but that and success is a defect. */
async function tell(village: Village, loan: VillageLoan, path: string, body: Record<string, unknown>): Promise<void> {
	const dry = village.chance.happens(10)
		? await asked(village.call, 'POST', `/loans/${loan.id}/${path}?dryRun=true`, body, [201, 422])
		: null
	const answer = await asked(village.call, 'POST', `/loans/${loan.id}/${path}`, body, [201, 422])
	const kind = path.startsWith('events/') ? 'reversals' : path
	const key = answer.status === 201 ? kind : `${kind} refused: ${String(answer.body.code)}`
	village.counts.set(key, (village.counts.get(key) ?? 0) + 1)
	if (answer.status === 201 && kind !== 'reversals') loan.eventIds.push(answer.body.eventId as string)
	if (dry === null) return
	const said = ({ status, body: { allocation, balances, code } }: Answer) => JSON.stringify({ status, allocation, balances, code })
	if (said(dry) !== said(answer)) throw new Error(`law 6: a dry run of ${path} on ${loan.id} said ${said(dry)}, then ${said(answer)}`)
}

export async function asked(
	call: Call,
	method: string,
	path: string,
	body?: unknown,
	statuses: readonly number[] = [200, 201],
): Promise<Answer> {
	const answer = await call(method, path, body, method === 'POST' ? { 'idempotency-key': randomUUID() } : {})
	if (!statuses.includes(answer.status))
		throw new Error(`${method} ${path} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body)}`)
	return answer
}

export const firstMonth = calendarDate('2022-03-01')
