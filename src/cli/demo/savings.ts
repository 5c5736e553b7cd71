import { setImmediate } from 'node:timers/promises'
import { programAsker } from '../../access/asker.js'
import { must } from '../../kernel/assert.js'
import { addDays, addMonths, type CalendarDate, calendarDate, monthStart } from '../../kernel/calendar-date.js'
import { dong } from '../../kernel/money.js'
import type { Tx } from '../../platform/database.js'
import { type LearntHappening, type SavingsLife, tellLife, type ToldLife } from '../../savings/life.js'
import { writeSavingsLives } from '../../savings/life-actions.js'
import { listSavingsProducts, readSavingsOffer, type SavingsOffer } from '../../savings/product-actions.js'
import type { DemoGroup } from './groups.js'
import { officeHour } from './lives.js'
import type { Chance } from './random.js'

const batch = 300
const opening = calendarDate('2022-01-01')
/** Until here women are told to save every month; after it every third, so that the first start stays short. */
const monthlyUntil = calendarDate('2022-12-31')

/** What some groups save in which product, and how often the bank or the fund credits interest on it. */
type Saving = {
	readonly code: string
	readonly groups: readonly DemoGroup[]
	readonly minimum: bigint
	readonly creditMonths: readonly number[]
}

/** The savings of some groups: members' deposits at NHCSXH, compulsory savings in the women's fund, and what two groups hold themselves. */
export async function loadSavings(
	stage: { readonly tx: Tx; readonly random: Chance; readonly small: boolean; readonly transactionDays: ReadonlyMap<string, number> },
	{ policy, fund }: { readonly policy: readonly DemoGroup[]; readonly fund: readonly DemoGroup[] },
	until: CalendarDate,
): Promise<void> {
	const { tx, small } = stage
	const products = (await listSavingsProducts(tx, { limit: '500' }, programAsker)).items
	const savings: readonly Saving[] = [
		{ code: 'NHCSXH-TGTV', groups: policy, minimum: 20_000n, creditMonths: [1, 7] },
		{ code: 'QUY-TKBB', groups: fund, minimum: 20_000n, creditMonths: [1, 4, 7, 10] },
		{ code: 'TO-TIETKIEM', groups: fund.slice(0, 2), minimum: 10_000n, creditMonths: [] },
	]
	let serial = 0
	for (const { code, groups, minimum, creditMonths } of savings) {
		const { id } = must(
			products.find((product) => product.code === code),
			code,
		)
		const offer = await readSavingsOffer(tx, id, opening, programAsker)
		const random = stage.random.part(`savings/${code}`)
		let told: ToldLife[] = []
		for (const group of groups) {
			const day = must(stage.transactionDays.get(group.communeId), 'a transaction day')
			for (const memberId of group.memberIds) {
				serial += 1
				const habits = { minimum, creditMonths, day, every: small ? 1 : 3, until }
				told.push(tellLife(lifeOf(offer, group, memberId, serial, happeningsOf(habits, random)), programAsker.userId))
				if (told.length < batch) continue
				await writeSavingsLives(tx, told)
				told = []
				await setImmediate()
			}
		}
		await writeSavingsLives(tx, told)
	}
}

function lifeOf(
	offer: SavingsOffer,
	group: DemoGroup,
	memberId: string,
	serial: number,
	happenings: readonly LearntHappening[],
): SavingsLife {
	const { product, book, rules, rates } = offer
	const openedOn = must(happenings[0], 'an opening').on
	return {
		account: {
			code: null,
			lenderId: product.lenderId,
			productId: product.id,
			groupId: group.id,
			communeId: group.communeId,
			memberId,
			openedOn,
			terms: { ...rules.terms, rates },
			rulesFrom: rules.from,
		},
		book,
		// As NHCSXH numbers what members deposit: account 105.
		externalCode:
			book.kind === 'memorandum' && product.lenderCode !== null
				? { issuer: product.lenderCode, code: `105${String(serial).padStart(11, '0')}` }
				: null,
		happenings,
	}
}

type Habits = {
	readonly minimum: bigint
	/** In which months interest is credited, on the first day. */
	readonly creditMonths: readonly number[]
	/** Of the month on which she comes. */
	readonly day: number
	readonly every: number
	readonly until: CalendarDate
}

/** What a woman saves month by month in the order in which it was learnt: she misses a month now and then, and some receipts are found late. */
function happeningsOf({ minimum, creditMonths, day, every, until }: Habits, random: Chance): readonly LearntHappening[] {
	const openedOn = addDays(monthStart(opening), day - 1)
	const amount = minimum * BigInt(random.pick([1, 1, 1, 2, 2, 3, 5]))
	const drafts: (Omit<LearntHappening, 'recordedAt'> & { readonly learntOn: CalendarDate })[] = [
		{
			type: 'opened',
			on: openedOn,
			amount: null,
			details: { minimumMonthly: String(minimum), minutesNo: '01/BB-10C/TD' },
			reverses: null,
			learntOn: openedOn,
		},
	]
	for (let month = opening; month <= until; month = addMonths(month, 1)) {
		if (creditMonths.includes(Number(month.slice(5, 7))) && month > openedOn)
			drafts.push({ type: 'interest-credited', on: month, amount: null, details: {}, reverses: null, learntOn: month })
		const on = addDays(month, day - 1)
		const comes = month <= monthlyUntil || (Number(month.slice(5, 7)) - 1) % every === 0
		if (on > until || !comes || random.happens(4_000)) continue
		const learntOn = random.happens(600) ? addDays(on, random.between(20, 45)) : on
		const receiptNo = `TK${on.slice(2, 4)}${on.slice(5, 7)}-${String(random.between(1, 99_999)).padStart(5, '0')}`
		if (learntOn <= until) drafts.push({ type: 'deposited', on, amount: dong(amount), details: { receiptNo }, reverses: null, learntOn })
	}
	const hours = drafts.toSorted((a, b) => (a.learntOn < b.learntOn ? -1 : a.learntOn > b.learntOn ? 1 : 0))
	let last = ''
	return hours.map(({ learntOn, ...happening }) => {
		const at = officeHour(learntOn, random)
		const recordedAt = at > last ? at : (last as typeof at)
		last = recordedAt
		return { ...happening, recordedAt }
	})
}
