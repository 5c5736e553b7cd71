import { replay } from '../../src/contracts/contract.js'
import type { Recording, StoredContract, StoredEvent } from '../../src/contracts/stored.js'
import { type Kept, tell } from '../../src/contracts/telling.js'
import { type CalendarDate, calendarDate, vietnameseDate } from '../../src/kernel/calendar-date.js'
import { Decimal } from '../../src/kernel/decimal.js'
import type { Instant } from '../../src/kernel/instant.js'
import { must } from '../../src/kernel/assert.js'
import { moneyFromText } from '../../src/kernel/money.js'
import { vietnameseNumber } from '../../src/kernel/number-text.js'
import { charts } from '../../src/ledger/chart.js'
import type { LoanEvent, LoanEventType } from '../../src/lending/event.js'
import { explain } from '../../src/lending/explanation.js'
import { eventOfStored, keptLoan } from '../../src/lending/kept.js'
import type { Loan } from '../../src/lending/loan.js'
import { scheduleOf } from '../../src/lending/schedule.js'
import type { Terms } from '../../src/lending/schemas.js'
import { type Balances, standingOf } from '../../src/lending/standing.js'
import type { LoanState } from '../../src/lending/state.js'
import { eventsOf, loanFrom } from '../lending/loans.js'
import type { GoldenLife } from './lives.js'

/** A life as an accountant reads it: terms, events, schedule, entries, balances. Made of nothing but the engine's own answers. */
export function printed(life: GoldenLife): string {
	const { loan, terms, disbursedOn } = loanFrom(life.terms, life.chart)
	const { history, recordings } = told(life, loan)
	const events = history.map(eventOfStored)
	return [
		[life.title.toUpperCase(), life.about],
		['ĐIỀU KHOẢN', ...termLines(terms, disbursedOn)],
		['SỰ KIỆN, theo thứ tự ghi', ...eventLines(history)],
		['LỊCH TRẢ NỢ sau các sự kiện', ...scheduleLines(loan, events, disbursedOn)],
		...(life.explained ? [['CÁCH TÍNH LÃI', ...interestLines(loan, events, calendarDate(life.stands.at(-1) ?? disbursedOn))]] : []),
		['BÚT TOÁN, theo lần ghi và ngày', ...entryLines(life, recordings)],
		['SỐ DƯ đầu ngày, sau các sự kiện của ngày đó', ...standLines(loan, events, life.stands.map(calendarDate))],
	]
		.map((part) => part.join('\n'))
		.join('\n\n')
		.concat('\n')
}

function told(life: GoldenLife, loan: Loan): { history: readonly StoredEvent[]; recordings: readonly Recording[] } {
	const stored: StoredContract = {
		id: '1',
		bookId: 1,
		chart: life.chart,
		version: 0,
		lastOn: calendarDate('1900-01-01'),
		lastRecordedAt: '' as Instant,
		state: {},
	}
	let kept: Kept<LoanState, LoanEvent> = keptLoan(loan, stored)
	const history: StoredEvent[] = []
	const recordings: Recording[] = []
	for (const [index, event] of life.events.entries()) {
		const target = event[0] === 'reversed' ? history[event[1] - 1] : undefined
		const [happening] =
			event[0] === 'reversed'
				? [{ ...(target as StoredEvent), type: 'reversed', reverses: event[1], details: { reason: event[2] } }]
				: eventsOf([event])
		if (happening === undefined) throw new Error('an event to tell')
		const { type, on, amount, reverses, details } = happening
		const recordedAt = `2030-01-01T00:00:00.${String(index).padStart(6, '0')}Z` as Instant
		const { state, written } = tell(kept, { type, on, amount, reverses, details }, history, '1', recordedAt)
		history.push({ contractId: '1', seq: written.version, type, on, amount, reverses, details, recordedAt, recordedBy: '1' })
		recordings.push(written)
		kept = { ...kept, state, stored: { ...kept.stored, version: written.version, lastOn: written.lastOn } }
	}
	return { history, recordings }
}

function termLines(terms: Terms, disbursedOn: CalendarDate): readonly string[] {
	const cycle = (one: { every: number; period: 'day' | 'week' | 'month' } | undefined) => {
		const { every, period } = one ?? terms.instalments
		return `${every} ${{ day: 'ngày', week: 'tuần', month: 'tháng' }[period]} một lần`
	}
	return table([
		['Số tiền vay', `${vietnameseNumber(terms.principal)} đồng`],
		['Giải ngân lần đầu', vietnameseDate(disbursedOn)],
		[
			'Lãi suất',
			`${terms.rates.map(({ from, yearly }) => `${percent(yearly)}/năm từ ${vietnameseDate(from)}`).join('; ')}; ${methods[terms.interestMethod]}`,
		],
		[
			'Thời hạn',
			terms.instalments.count === undefined
				? `đến ${vietnameseDate(must(terms.maturityOn ?? terms.customRows?.at(-1)?.dueOn, 'an end'))}`
				: `${terms.instalments.count} kỳ, ${cycle(terms.instalments)}`,
		],
		['Trả gốc', `${principalOf(terms) ?? cycle(terms.principalEvery)}${graceOf('ân hạn', terms.grace.principalPeriods)}`],
		['Trả lãi', `${cycle(terms.interestEvery)}${graceOf('chưa thu', terms.grace.interestDeferredPeriods)}`],
		...(terms.upfrontFee === undefined ? [] : [['Phí khi giải ngân', `${vietnameseNumber(terms.upfrontFee)} đồng`]]),
		...(terms.interestSupport === undefined
			? []
			: [
					[
						'Ngân sách hỗ trợ',
						`${percent(terms.interestSupport.yearly)}/năm từ ${vietnameseDate(terms.interestSupport.from)} đến hết ${vietnameseDate(terms.interestSupport.to)}`,
					],
				]),
		[
			'Trả trước',
			{ 'from-next': 'trừ vào các kỳ tới', 'from-last': 'trừ vào các kỳ cuối', reamortize: 'chia lại các kỳ còn lại' }[terms.prepayment],
		],
		[
			'Gốc quá hạn',
			`lãi suất × ${terms.overdue.factor.replace('.', ',')}, ${terms.overdue.transfer === 'recorded' ? 'từ ngày ghi chuyển' : 'từ ngày đến hạn'}${
				terms.overdue.missedInstalment === 'carry-forward' ? '; kỳ lỡ chuyển sang cuối hạn' : ''
			}${terms.overdue.lateInterestYearly === null ? '' : `; lãi chậm trả ${percent(terms.overdue.lateInterestYearly)}/năm`}`,
		],
	])
}

/** Principal that was agreed row by row. */
function principalOf({ customRows }: Terms): string | null {
	return customRows?.map(({ dueOn, principal }) => `${vietnameseNumber(principal)} ngày ${vietnameseDate(dueOn)}`).join('; ') ?? null
}

function graceOf(what: string, periods: number): string {
	return periods > 0 ? `, ${what} ${periods} kỳ` : ''
}

function eventLines(history: readonly StoredEvent[]): readonly string[] {
	return table(
		[
			['Lần', 'Ngày', 'Việc', 'Số tiền', 'Ghi chú'],
			...history.map(({ seq, on, type, amount, details, reverses }) => {
				const { yearly, decisionNo, reason, method, months, rows } = details as LoanEvent['details']
				const notes = [
					months === undefined ? null : `thêm ${months} tháng`,
					rows?.map(({ dueOn, principal }) => `${vietnameseNumber(moneyFromText(principal))} ngày ${vietnameseDate(dueOn)}`).join(' + ') ??
						null,
					yearly === undefined ? null : `${type === 'rate-changed' ? 'còn ' : ''}${percent(yearly)}/năm`,
					decisionNo === undefined ? null : `quyết định ${decisionNo}`,
					reverses === null ? null : `bỏ lần ${reverses}: ${reason}`,
					method === 'bank' ? 'chuyển khoản' : null,
				]
				return [
					String(seq),
					vietnameseDate(on),
					names[type as LoanEventType],
					amount === null ? '' : vietnameseNumber(amount),
					notes.filter((note) => note !== null).join(', '),
				]
			}),
		],
		[0, 3],
	)
}

function scheduleLines(loan: Loan, events: readonly LoanEvent[], disbursedOn: CalendarDate): readonly string[] {
	const { rows, totals, prepayments, trueYearlyRate } = scheduleOf(loan, events, disbursedOn)
	const lines = table(
		[
			['Kỳ', 'Đến hạn', 'Ngày', 'Gốc', 'Lãi', 'Cộng', 'Dư nợ sau kỳ', 'Gốc đã trả', 'Lãi đã trả'],
			...rows.map(({ no, dueOn, days, principal, interest, total, balanceAfter, paidPrincipal, paidInterest }) => [
				String(no),
				vietnameseDate(dueOn),
				String(days),
				...[principal, interest, total, balanceAfter, paidPrincipal, paidInterest].map(vietnameseNumber),
			]),
			['', 'Cộng', '', ...[totals.principal, totals.interest, totals.total].map(vietnameseNumber), '', '', ''],
		],
		[0, 2, 3, 4, 5, 6, 7, 8],
	)
	return [
		...lines,
		...prepayments.map(({ on, principal }) => `  Trả gốc trước hạn ngày ${vietnameseDate(on)}: ${vietnameseNumber(principal)} đồng`),
		`  Lãi suất thực cả năm trên dư nợ: ${trueYearlyRate === null ? 'không có' : percent(trueYearlyRate)}`,
	]
}

function interestLines(loan: Loan, events: readonly LoanEvent[], asOf: CalendarDate): readonly string[] {
	return explain(loan, events, asOf, 'vi').periods.map(({ name, text }) => `  ${name}: ${text}`)
}

function entryLines({ chart }: GoldenLife, recordings: readonly Recording[]): readonly string[] {
	const nameOf = (code: string) => charts[chart].find((account) => account.code === code)?.name ?? '?'
	return table(
		[
			['Lần', 'Ngày', 'Nợ', 'Có', 'Số tiền', 'Diễn giải'],
			...recordings.flatMap(({ version, days }) =>
				days.flatMap(({ on, postings }) =>
					postings.map(({ debit, credit, amount }) => [
						String(version),
						vietnameseDate(on),
						debit,
						credit,
						vietnameseNumber(amount),
						`${nameOf(debit)} / ${nameOf(credit)}`,
					]),
				),
			),
		],
		[0, 4],
	)
}

function standLines(loan: Loan, events: readonly LoanEvent[], days: readonly CalendarDate[]): readonly string[] {
	const standings = days.map((day) =>
		standingOf(
			loan,
			replay(
				loan,
				events.filter(({ on }) => on <= day),
			).state,
			day,
		),
	)
	const shown: readonly (readonly [string, keyof Balances])[] = [
		['Dư nợ gốc', 'outstanding'],
		['  trong hạn', 'inTerm'],
		['  quá hạn', 'overdue'],
		['  khoanh nợ', 'frozen'],
		['Lãi đến hạn kỳ này', 'interestDue'],
		['Lãi tồn các kỳ trước', 'interestCarried'],
		['Lãi đang chạy', 'interestAccrued'],
		['Lãi chậm trả', 'lateInterest'],
		['Số tiền tất toán', 'payOff'],
	]
	const shownWhereThereIs: typeof shown = [
		['Ngân sách còn phải hỗ trợ', 'interestSupport'],
		['Tiền giữ hộ thành viên', 'credit'],
	]
	return table(
		[
			['', ...days.map(vietnameseDate)],
			...[...shown, ...shownWhereThereIs.filter(([, key]) => standings.some(({ balances }) => balances[key] !== 0n))].map(([name, key]) => [
				name,
				...standings.map(({ balances }) => vietnameseNumber(balances[key])),
			]),
			['Số ngày quá hạn', ...standings.map(({ arrears }) => String(arrears.daysPastDue))],
			[
				'Trạng thái',
				...standings.map(({ status }) => ({ signed: 'đã ký', active: 'còn nợ', closed: 'tất toán', 'written-off': 'đã xoá nợ' })[status]),
			],
		],
		days.map((_, index) => index + 1),
	)
}

/** Columns as wide as their widest cell, two spaces between; the named ones to the right. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): readonly string[] {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
	return rows.map((row) =>
		`  ${row.map((cell, column) => (right.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ')}`.trimEnd(),
	)
}

function percent(yearly: string): string {
	return `${new Decimal(yearly).times(100).toFixed().replace('.', ',')} %`
}

const methods: Readonly<Record<Terms['interestMethod'], string>> = {
	declining: 'trên dư nợ giảm dần',
	flat: 'trên số đã giải ngân',
	none: 'không tính lãi',
}

const names: Readonly<Record<LoanEventType, string>> = {
	signed: 'Ký',
	cancelled: 'Huỷ hợp đồng',
	disbursed: 'Giải ngân',
	'brought-forward': 'Số dư chuyển sang',
	repaid: 'Trả nợ',
	'savings-offset': 'Bù trừ tiết kiệm',
	'support-received': 'Ngân sách hỗ trợ lãi',
	extended: 'Gia hạn nợ',
	rescheduled: 'Điều chỉnh kỳ hạn',
	'rolled-over': 'Lưu vụ',
	transferred: 'Chuyển tổ',
	'rate-changed': 'Đổi lãi suất',
	'moved-to-overdue': 'Chuyển nợ quá hạn',
	frozen: 'Khoanh nợ',
	thawed: 'Hết khoanh nợ',
	'written-off': 'Xoá nợ',
	recovered: 'Thu hồi nợ đã xoá',
	'interest-waived': 'Miễn lãi',
	reversed: 'Bỏ ghi',
}
