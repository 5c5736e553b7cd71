import type { Asker, Scope } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { retellPages, retellRows } from '../contracts/retell-actions.js'
import { type Finding, retell } from '../contracts/retell.js'
import { eventBySeq, known } from '../contracts/contract.js'
import { readEvents } from '../contracts/store.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { fraction, fractionText } from '../kernel/fraction.js'
import type { Money } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { pageOf, pageWish } from '../platform/page.js'
import { bidCap, bidCapExact } from './bid.js'
import { circleEventOf, circleOfStored, keptCircle, stepsKnown, stepsOf } from './kept.js'
import { circleLawOn } from './law.js'
import { noticeOf } from './notice.js'
import { recordBook } from './record-book.js'
import type { ListCircles } from './schemas.js'
import type { CircleState } from './state.js'
import * as store from './store.js'
import type { CircleRow, People } from './stored.js'
import { circleLine, circleView, eventView, receiptView, recordBookView } from './views.js'
import { noticeWarnings, termsWarnings } from './warnings.js'

/** A page of circles by id, with what who has drawn still owes. */
export async function listCircles(tx: Tx, query: ListCircles, scope: Scope) {
	const wish = pageWish(query)
	const rows = await store.listCircles(tx, query, scope, wish.after?.[0] ?? '0', wish.limit + 1)
	const items = rows.map((row) => ({
		...circleLine(row),
		status: row.contract.state['status'],
		outstanding: row.contract.state['outstanding'],
	}))
	return pageOf(items, wish.limit, ({ id }) => [id])
}

/** A circle as it stood on a day, as it was known at a moment. */
export async function findCircle(tx: Tx, id: string, asker: Asker, clocks: Clocks) {
	return viewOf(tx, await store.readCircle(tx, id, asker.scope, 'read'), asker, clocks)
}

/** A circle that was read, as it stood on a day, with what the law asks of its organiser. */
export async function viewOf(tx: Tx, row: CircleRow, { language }: Asker, clocks: Clocks) {
	const circle = circleOfStored(row.terms)
	const { contract } = row
	const isNow = contract.lastOn <= clocks.asOf && contract.lastRecordedAt <= clocks.knownAt
	const state = isNow ? keptCircle(circle, contract).state : ((await stepsOfRow(tx, row, clocks)).steps.at(-1)?.state ?? circle.begin)
	const people = await peopleOf(tx, state)
	const notice = noticeOf(
		{
			commune: await store.readCommuneName(tx, row.communeId, clocks.asOf),
			organiser: row.organiserName,
			circle: row.name,
			beginsOn: row.openedOn,
			endsOn: must(circle.terms.days.at(-1), 'a last turn'),
			perTurn: (circle.terms.shareAmount * BigInt(circle.terms.shares.length)) as Money,
			members: new Set(state.seats.map(({ memberId }) => memberId)).size,
			circlesOfOrganiser: await store.countCirclesOf(tx, row, clocks.asOf),
		},
		row.openedOn,
	)
	const warnings = [...noticeWarnings(notice, language), ...termsWarnings(circle.terms, clocks.asOf, language)]
	return circleView(row, circle, state, { people, notice, warnings, ...clocks })
}

/** Everybody who ever held a share. */
export async function peopleOf(tx: Tx, { seats }: CircleState): Promise<People> {
	return store.readPeople(tx, [...new Set(seats.flatMap(({ memberId, held }) => [memberId, ...held.map((one) => one.memberId)]))])
}

/** What happened to a circle, in the order in which it was recorded. */
export async function findCircleEvents(tx: Tx, id: string, { scope }: Asker, clocks: Clocks) {
	const row = await store.readCircle(tx, id, scope, 'read')
	const { history, steps, circle } = await stepsOfRow(tx, row, clocks)
	return { items: history.map((event) => eventView(event, history, steps.at(-1)?.state ?? circle.begin)), next: null }
}

/** The record book (sổ họ) of a circle. */
export async function findRecordBook(tx: Tx, id: string, { scope }: Asker, clocks: Clocks) {
	const row = await store.readCircle(tx, id, scope, 'read')
	const { circle, steps } = await stepsOfRow(tx, row, clocks)
	const people = await peopleOf(tx, steps.at(-1)?.state ?? circle.begin)
	return { ...recordBookView(row, circle, steps, people), ...clocks }
}

/** The receipt of one payment or draw. */
export async function findCircleReceipt(tx: Tx, id: string, eventId: string, { scope }: Asker) {
	const row = await store.readCircle(tx, id, scope, 'read')
	const circle = circleOfStored(row.terms)
	const history = (await readEvents(tx, [id])).get(id) ?? []
	const target = eventBySeq(history, eventId)
	const undone = history.find(({ reverses }) => reverses === target.seq)
	// What was reversed is told as it was before it was reversed.
	const steps = stepsOf(circle, history.filter(({ seq }) => undone === undefined || seq < undone.seq).map(circleEventOf))
	const step = steps.find(({ event }) => event.seq === target.seq)
	const people = await peopleOf(tx, steps.at(-1)?.state ?? circle.begin)
	const lines = recordBook(steps, circle.begin).filter(({ seq }) => seq === target.seq)
	const receipt = step === undefined ? null : receiptView(row, { event: step.event, lines }, people, undone !== undefined)
	if (receipt === null) throw new Refusal('rotation.no-receipt')
	return receipt
}

/** The most interest that a share may leave to the others for its turn; of nobody's circle. */
export function computeBidCap(
	{
		sharesTotal,
		paidBefore,
		monthsLeft,
		cost,
		on,
	}: {
		readonly sharesTotal: Money
		readonly paidBefore: Money
		readonly monthsLeft: number
		readonly cost?: Money | undefined
		readonly on?: CalendarDate | undefined
	},
	today: CalendarDate,
) {
	const { yearlyMax, sources } = circleLawOn(on ?? today)
	const basis = { sharesTotal, paidBefore, timeLeft: fraction(BigInt(monthsLeft), 12n), yearlyMax }
	const cap = bidCap(basis)
	return {
		cap,
		exact: fractionText(bidCapExact(basis)),
		isWithin: cost === undefined ? null : cost <= cap,
		yearlyMax,
		formula: `(${vietnameseNumber(sharesTotal)} − ${vietnameseNumber(paidBefore)}) × ${yearlyMax} × ${monthsLeft}/12`,
		source: sources.interest,
	}
}

/** Tells every circle again from its events and compares it with the books; finds what is not as the events say. */
export function retellCircles(tx: Tx, counted: (circles: number) => void): AsyncGenerator<Finding> {
	return retellPages(
		(after) => store.listCircles(tx, {}, { kind: 'all' }, after, 200),
		(rows) =>
			retellRows(tx, rows, ({ row, fresh, history, booked }) => [
				retell(keptCircle(circleOfStored(row.terms), fresh), row.contract, history, booked),
			]),
		counted,
	)
}

async function stepsOfRow(tx: Tx, row: CircleRow, { asOf, knownAt }: Clocks) {
	const circle = circleOfStored(row.terms)
	const all = (await readEvents(tx, [row.contract.id])).get(row.contract.id) ?? []
	return { circle, history: known(all, asOf, knownAt), steps: stepsKnown(circle, all, asOf, knownAt) }
}
