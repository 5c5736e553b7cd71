import { shownEvent } from '../contracts/shown-event.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { type Money, moneyFromText, sum, zero } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import { balancesOf } from './accounts.js'
import type { Circle } from './circle.js'
import type { CircleEventDetails } from './event.js'
import type { StoredEvent } from '../contracts/stored.js'
import type { CircleStep } from './kept.js'
import { latePartsOf } from './late-interest.js'
import type { Notice } from './notice.js'
import { type BookLine, recordBook } from './record-book.js'
import { membersOn, turnsOn } from './standing.js'
import type { CircleState } from './state.js'
import type { CircleRow, People, Person } from './stored.js'
import { lateYearlyOn } from './terms.js'
import type { CircleWarning } from './warnings.js'

/** What identifies a circle in any list. */
export function circleLine(row: CircleRow) {
	return {
		id: row.contract.id,
		code: row.code,
		name: row.name,
		groupId: row.groupId,
		communeId: row.communeId,
		organiser: { memberId: row.organiserId, name: row.organiserName },
		openedOn: row.openedOn,
		agreementNo: row.agreementNo,
		shareAmount: moneyFromText(String(row.terms['shareAmount'])),
		shares: (row.terms['shares'] as readonly unknown[]).length,
	}
}

/** A circle as GET /circles/:id answers it. */
export function circleView(
	row: CircleRow,
	circle: Circle,
	state: CircleState,
	{
		people,
		notice,
		warnings,
		asOf,
		knownAt,
	}: {
		readonly people: People
		readonly notice: Notice | null
		readonly warnings: readonly CircleWarning[]
		readonly asOf: CalendarDate
		readonly knownAt: Instant
	},
) {
	return {
		...circleLine(row),
		status: state.status,
		closedOn: state.closedOn,
		terms: { ...row.terms, lateYearlyInForce: lateYearlyOn(circle.terms, asOf) },
		balances: balancesView(state),
		turns: turnsView(circle, state, asOf, people),
		members: membersOn(circle.terms, state, asOf).map(({ memberId, before, ...one }) => ({
			member: personOf(people, memberId),
			...one,
			before: before.map(({ memberId: was, ...rest }) => ({ ...rest, member: personOf(people, was) })),
		})),
		notice,
		warnings,
		asOf,
		knownAt,
	}
}

function balancesView(state: CircleState) {
	const { cash, receivable, payable, advance, organiser, interest } = balancesOf(state)
	return {
		box: cash,
		owedByMembers: receivable,
		owedToMembers: payable,
		advanced: (advance - interest) as Money,
		owedToCoverers: organiser,
		lateInterest: interest,
	}
}

function turnsView(circle: Circle, state: CircleState, asOf: CalendarDate, people: People) {
	return turnsOn(circle.terms, state, asOf).map(({ memberIds, ...one }) => ({
		...one,
		members: memberIds.map((id) => personOf(people, id)),
	}))
}

function personOf(people: People, id: string): Person {
	const { code, name } = must(people.get(id), 'a person of the circle')
	return { id, code, name }
}

/** What a recording did: its events with what each moved, and the circle after it. */
export function outcomeView(
	row: CircleRow,
	circle: Circle,
	{
		steps,
		seqs,
		entries,
		before,
		people,
		language,
	}: {
		readonly steps: readonly CircleStep[]
		readonly seqs: readonly { readonly seq: number; readonly type: string }[]
		readonly entries: readonly { readonly seq: number; readonly id: string }[]
		readonly before: CircleState
		readonly people: People
		readonly language: Language
	},
) {
	const state = steps.at(-1)?.state ?? before
	const asOf = must(steps.at(-1)?.event.on ?? state.openedOn, 'a day of the circle')
	return {
		circleId: row.contract.id,
		status: state.status,
		events: seqs.map(({ seq, type }) => ({
			eventId: String(seq),
			type,
			amount: steps.find(({ event }) => event.seq === seq)?.amount ?? null,
			entryIds: entries.filter((entry) => entry.seq === seq).map(({ id }) => id),
		})),
		balances: balancesView(state),
		turns: turnsView(circle, state, asOf, people),
		explanation: seqs.flatMap(({ seq }) => lateExplanation(circle, steps, seq, language)),
		asOf,
	}
}

/** How charged late interest is reckoned: each late part × its days × the rate ÷ 365. */
function lateExplanation(circle: Circle, steps: readonly CircleStep[], seq: number, language: Language) {
	const step = steps.find(({ event }) => event.seq === seq)
	if (step?.event.type !== 'late-interest-charged') return []
	const { memberId, share, turn = 0 } = step.event.details
	const yearly = lateYearlyOn(circle.terms, step.event.on)
	return step.state.seats.flatMap((seat, index) => {
		if (seat.memberId !== memberId || seat.gone || (share !== undefined && seat.share !== share)) return []
		return latePartsOf(step.state, index, turn, step.event.on).map((part) => ({
			share: seat.share,
			...part,
			yearly,
			text: sentence(lateText, language, {
				amount: vietnameseNumber(part.amount),
				days: String(part.days),
				yearly,
				from: vietnameseDate(part.from),
				to: vietnameseDate(part.to),
			}),
		}))
	})
}

const lateText: Words = {
	vi: '{amount} đồng × {days} ngày ({from}–{to}) × {yearly}/năm ÷ 365',
	en: '{amount} đồng × {days} days ({from}–{to}) × {yearly} a year ÷ 365',
}

/** An event as the circle's history shows it; what others offered for a turn is hidden until it is drawn. */
export function eventView(event: StoredEvent, history: readonly StoredEvent[], state: CircleState) {
	const { interest, ...told } = shownEvent<CircleEventDetails>(event, history)
	const isSealed = event.type === 'bid' && state.turns[(told.turn ?? 0) - 1]?.share === null
	return { ...told, ...(interest === undefined || isSealed ? {} : { interest }) }
}

/** The record book of a circle, with its sums. */
export function recordBookView(row: CircleRow, circle: Circle, steps: readonly CircleStep[], people: People) {
	const lines = recordBook(steps, circle.begin)
	return {
		circle: circleLine(row),
		lines: lines.map(({ seq, type, memberId, ...line }) => ({
			eventId: String(seq),
			...line,
			memberId,
			member: memberId === '' ? row.organiserName : personOf(people, memberId).name,
			what: type,
			signature: '',
		})),
		totals: {
			paid: sum(lines.map(({ paid }) => paid)),
			drawn: sum(lines.map(({ drawn }) => drawn)),
			interest: sum(lines.map(({ interest }) => (interest > 0n ? interest : zero))),
		},
	}
}

const whatWords: Readonly<Partial<Record<CircleStep['event']['type'], string>>> = {
	contributed: 'Góp họ',
	advanced: 'Ứng thay phần góp họ',
	repaid: 'Trả lại phần đã ứng thay',
	drawn: 'Lĩnh họ',
	'late-interest-paid': 'Trả lãi chậm góp',
	left: 'Trả lại phần đã góp cho người rút khỏi dây họ',
	defaulted: 'Góp thay thành viên vi phạm nghĩa vụ',
}

/** The receipt (giấy biên nhận) of one payment or draw; null where the event moved no money from hand to hand. */
export function receiptView(
	row: CircleRow,
	{ event, lines }: { readonly event: CircleStep['event']; readonly lines: readonly BookLine[] },
	people: People,
	reversed: boolean,
) {
	const what = whatWords[event.type]
	const out = event.type === 'drawn' || event.type === 'left'
	const parties = lines
		.map(({ memberId, paid, drawn, interest }) => ({
			memberId,
			amount: out ? (drawn > 0n ? drawn : interest) : event.type === 'late-interest-paid' ? interest : paid,
		}))
		.filter(({ amount }) => amount > 0n)
	const amount = sum(parties.map((one) => one.amount))
	if (what === undefined || amount === 0n) return null
	const named = parties.map(({ memberId, amount: part }) => ({
		memberId,
		member: memberId === '' ? row.organiserName : personOf(people, memberId).name,
		amount: part,
	}))
	const names = named.map(({ member }) => member).join(', ')
	const turn = event.details.turn ?? null
	return {
		circle: circleLine(row),
		eventId: String(event.seq),
		number: event.details.receiptNo ?? `${row.code}-${String(event.seq).padStart(4, '0')}`,
		kind: out ? ('payment' as const) : ('receipt' as const),
		on: event.on,
		turn,
		parties: named,
		from: out ? row.organiserName : names,
		to: out ? names : row.organiserName,
		what: `${what}${turn === null ? '' : ` kỳ ${turn}`}, dây họ ${row.name}`,
		amount,
		inWords: amountInWords(amount),
		reversed,
	}
}
