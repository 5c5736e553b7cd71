import { randomUUID } from 'node:crypto'
import type { CalendarDate } from '../../src/kernel/calendar-date.js'
import type { Answer } from '../platform/harness.js'
import { asked } from './life.js'
import { banknotesOf, type Line, paidOn, saving, type Woman, woman, type Year } from './year.js'

/** Who did not come, who came and did not pay, and what was written otherwise than it was. By the women's places on the list. */
export type Sitting = {
	readonly absent?: readonly number[]
	readonly unpaid?: readonly number[]
	/** Women of a hamlet without a signal, whose lines a phone keeps. */
	readonly onPhone?: readonly number[]
	/** Women who pay this month's interest only. */
	readonly monthOnly?: readonly number[]
	/** What is written of a woman on the sheet, though her receipt says what she paid. */
	readonly written?: Readonly<Record<number, (line: Line) => Line>>
}

type Filled = { readonly no: number; readonly line: Line; readonly true: Line; readonly version: string }

/** The sheet of a meeting as it is fetched, remembered with its moment. */
export async function fetchSheet(year: Year, on: CalendarDate): Promise<any> {
	const path = `/groups/${year.groupId}/collection-sheet?on=${on}`
	const { body } = await asked(year.leader, 'GET', path)
	year.fetched.push({ path: `${path}&knownAt=${body.knownAt}`, said: body })
	return body
}

/** Fills a sheet in: interest in whole thousands and the savings agreed, a receipt for each who pays; never any principal. */
export function fillIn(year: Year, sheet: any, sitting: Sitting = {}): readonly Filled[] {
	const { absent = [], unpaid = [], monthOnly = [], written = {} } = sitting
	return year.women.flatMap(({ no, id, accountId }): Filled[] => {
		const asks = sheet.lines.find(({ member }: any) => member?.id === id)
		if (asks === undefined) return []
		if (absent.includes(no) || unpaid.includes(no)) {
			const line = notPaid(id, absent.includes(no) ? 'absent' : 'unpaid')
			return [{ no, line, true: line, version: asks.version }]
		}
		year.serial += 1
		const receiptNo = receiptOf(year.serial)
		const [loan] = asks.loans
		const interest = wholeThousands(BigInt(loan === undefined ? 0 : monthOnly.includes(no) ? loan.interestDue : loan.left))
		const line: Line = {
			memberId: id,
			status: 'collected',
			loans: interest === 0n ? [] : [{ loanId: loan.loanId, amount: String(interest), receiptNo }],
			savings: [{ accountId, amount: saving, receiptNo }],
		}
		return [{ no, line: written[no]?.(line) ?? line, true: line, version: asks.version }]
	})
}

/** Posts lines that were filled in, with the banknotes that were counted. */
export async function postSheet(
	year: Year,
	on: CalendarDate,
	filled: readonly Filled[],
	confirmed: readonly number[] = [],
	statuses: readonly number[] = [201],
): Promise<Answer> {
	const total = filled.reduce((sum, { line }) => sum + paidOn(line), 0n)
	const lines = filled.map(({ no, line, version }) => ({
		...line,
		expectedVersion: version,
		...(confirmed.includes(no) ? { confirmed: true } : {}),
	}))
	const sheet = { groupId: year.groupId, on, total: String(total), denominations: banknotesOf(total), lines }
	const answer = await asked(year.leader, 'POST', '/collections', sheet, statuses)
	if (answer.status === 201) year.sheets.set(on, answer.body.id)
	return answer
}

/** A whole meeting: the sheet fetched, filled in, posted and fetched again, and the minutes of who was there. */
export async function meet(year: Year, on: CalendarDate, sitting: Sitting = {}): Promise<readonly Filled[]> {
	year.today = on
	const filled = fillIn(year, await fetchSheet(year, on), sitting)
	const { onPhone = [] } = sitting
	await postSheet(
		year,
		on,
		filled.filter(({ no }) => !onPhone.includes(no)),
	)
	await fetchSheet(year, on)
	await writeMinutes(year, on, sitting.absent ?? [])
	return filled
}

export async function writeMinutes(year: Year, on: CalendarDate, absent: readonly number[], decisions: readonly object[] = []) {
	const { members } = (await asked(year.leader, 'GET', `/groups/${year.groupId}?on=${on}`)).body
	const away = new Set(absent.map((no) => woman(year, no).id))
	await asked(year.leader, 'POST', `/groups/${year.groupId}/meetings`, {
		on,
		place: 'Nhà văn hóa Bản Viết',
		chair: 'Tổ trưởng',
		secretary: 'Lý Thị Mai',
		attendance: members.map(({ memberId }: any) => ({ memberId, presence: away.has(memberId) ? 'absent' : 'present' })),
		decisions,
	})
}

/** Hands over what the leader holds, but for what she falls short of. */
export async function handOver(year: Year, on: CalendarDate, short = 0n): Promise<any> {
	year.today = on
	const { held } = (await asked(year.leader, 'GET', `/groups/${year.groupId}/custody`)).body
	const amount = BigInt(held) - short
	const cash = { on, amount: String(amount), to: 'bank', receiver: 'Tổ giao dịch xã', denominations: banknotesOf(amount) }
	const { body } = await asked(year.leader, 'POST', `/groups/${year.groupId}/cash-handovers`, cash)
	year.handedOver += amount
	return body
}

/** An officer writes one woman's line of a sheet anew, as her receipt says. */
export async function correct(year: Year, on: CalendarDate, { no, line }: { no: number; line: Line }, reason: string): Promise<any> {
	const sheetId = year.sheets.get(on)
	const { lines } = (await asked(year.officer, 'GET', `/collections/${sheetId}`)).body
	const { id } = woman(year, no)
	const { no: restates } = lines.find(({ member, restatedBy }: any) => member?.id === id && restatedBy === null)
	return (await asked(year.officer, 'POST', `/collections/${sheetId}/corrections`, { reason, lines: [{ restates, ...line }] })).body
}

/** What a phone kept of a meeting, each line under a name of its own. */
export function keptByPhone(filled: readonly Filled[], onPhone: readonly number[]): readonly (Line & Record<string, unknown>)[] {
	return filled
		.filter(({ no }) => onPhone.includes(no))
		.map(({ line, version }) => ({ clientLineId: randomUUID(), ...line, expectedVersion: version }))
}

/** A member pays on her loan at the bank's table herself: interest first, and principal with what is left. */
export async function payAtBank(year: Year, { loanId }: Woman, on: CalendarDate, amount: string): Promise<any> {
	year.today = on
	const { body } = await asked(year.officer, 'POST', `/loans/${loanId}/repayments`, { on, amount, method: 'bank' })
	year.atBank.add(`${loanId}/${body.eventId}`)
	year.principalAtBank += BigInt(body.allocation.principal)
	return body
}

const notPaid = (memberId: string, status: 'absent' | 'unpaid'): Line => ({ memberId, status, loans: [], savings: [] })
const receiptOf = (serial: number): string => `BL/22-${String(serial).padStart(4, '0')}`
const wholeThousands = (amount: bigint): bigint => amount - (amount % 1000n)
