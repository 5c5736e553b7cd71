import { type CalendarDate, calendarDate } from '../../src/kernel/calendar-date.js'
import { clockFrom } from '../../src/platform/clock.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { asked } from './life.js'

/** A woman of the group, by her place on its list. */
export type Woman = { readonly no: number; readonly name: string; readonly id: string; loanId: string | null; accountId: string }

/** A line of a sheet as it is posted. */
export type Line = {
	readonly memberId: string
	readonly status: 'collected' | 'unpaid' | 'absent'
	readonly loans: readonly { readonly loanId: string; readonly amount: string; readonly receiptNo: string }[]
	readonly savings: readonly { readonly accountId: string; readonly amount: string; readonly receiptNo: string }[]
}

/** A year of a group of an entrusting bank: who does what through the door, and what the story itself remembers of it. */
export type Year = {
	readonly house: TestApp
	readonly admin: Call
	readonly officer: Call
	/** The user of whoever leads the group. */
	leader: Call
	readonly lenderId: string
	readonly communeId: string
	readonly groupId: string
	readonly women: readonly Woman[]
	/** Sheets by the day of their meeting. */
	readonly sheets: Map<string, string>
	/** Sheets that were fetched, each with the moment of which it tells. */
	readonly fetched: { readonly path: string; readonly said: unknown }[]
	/** Repayments that a member made at the bank itself, as loan and event. */
	readonly atBank: Set<string>
	/** What a woman paid by her receipt, until her line of the sheet says so too. */
	kept: Line | null
	/** Lines that a phone keeps. */
	phone: readonly unknown[]
	/** Principal that they paid there: the group collects none. */
	principalAtBank: bigint
	handedOver: bigint
	/** The last leaf of a receipt book that was torn out. */
	serial: number
	/** The day that the clock shows. */
	today: CalendarDate
}

const names = [
	'Nông Thị Ái',
	'Lý Thị Mai',
	'Hoàng Thị Hoa',
	'Bế Thị Sen',
	'Vi Thị Lan',
	'Hà Thị Nga',
	'Triệu Mùi Pham',
	'Lục Thị Cúc',
	'Đàm Thị Bích',
	'Mã Thị Duyên',
	'Nông Thị Hợp',
	'Hoàng Thị Kim',
	'Lương Thị Hạnh',
	'Phùng Mùi Chẳn',
	'Dương Thị Thơm',
	'Long Thị Viên',
	'Trương Thị Yến',
	'Sầm Thị Niềm',
	'Bàn Mùi Khe',
	'Ngọc Thị Đào',
	'Chu Thị Én',
	'Giáp Thị Loan',
	'Hứa Thị Phượng',
	'La Thị Quý',
	'Đặng Mùi Nái',
	'Tô Thị Xuân',
	'Ma Thị Thắm',
] as const
export const founded = calendarDate('2021-12-15')
export const saving = '50000'

/** The group of 27 women of a commune to which the bank comes on the 12th, with its committee and the user of its leader. */
export async function foundGroup(): Promise<Year> {
	let today = founded
	const house = await createTestApp({ clock: clockFrom(() => new Date(`${today}T12:00:00+07:00`)) })
	const [admin, officer] = [await house.asUser('admin'), await house.asUser('officer')]
	const [seeded] = (await asked(admin, 'GET', '/groups')).body.items
	const { lenderId, communeId } = seeded
	await asked(officer, 'POST', `/units/${communeId}/transaction-days`, { from: '2021-01-01', dayOfMonth: 12 })
	const group = { name: 'Tổ Bản Viết 2', kind: 'savings-and-loan', lenderId, communeId, establishedOn: founded }
	const groupId: string = (await asked(officer, 'POST', '/groups', group)).body.id
	const women: Woman[] = []
	for (const [index, name] of names.entries()) {
		const { id } = (await asked(officer, 'POST', '/members', { name, communeId, sex: 'female' })).body
		const role = index === 0 ? 'leader' : index === 1 ? 'deputy' : 'member'
		await asked(officer, 'POST', `/groups/${groupId}/memberships`, { memberId: id, role, from: founded })
		women.push({ no: index + 1, name, id, loanId: null, accountId: '' })
	}
	return {
		house,
		admin,
		officer,
		leader: (await newLeader(house, admin, 'nong.ai', names[0], groupId)).call,
		lenderId,
		communeId,
		groupId,
		women,
		sheets: new Map(),
		fetched: [],
		atBank: new Set(),
		kept: null,
		phone: [],
		principalAtBank: 0n,
		handedOver: 0n,
		serial: 0,
		get today() {
			return today
		},
		set today(day) {
			today = day
		},
	}
}

/** A user who leads a group, signed in. */
export async function newLeader(house: TestApp, admin: Call, username: string, name: string, groupId: string) {
	const password = 'mat-khau-dai-12'
	const user = { username, name, password, role: 'leader', groupIds: [groupId], mustChangePassword: false }
	const { id } = (await asked(admin, 'POST', '/users', user)).body
	return { id: id as string, call: await house.asUser(username, password) }
}

export function woman({ women }: Year, no: number): Woman {
	const found = women[no - 1]
	if (found === undefined) throw new Error(`the group has no woman ${no}`)
	return found
}

/** The day of a month of 2022. */
export function dayOf(month: number, day: number): CalendarDate {
	return calendarDate(`2022-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
}

/** Vietnamese banknotes that come to an amount of whole thousands. */
export function banknotesOf(amount: bigint): readonly { readonly value: string; readonly count: number }[] {
	let left = amount
	return [500_000n, 200_000n, 100_000n, 50_000n, 20_000n, 10_000n, 5_000n, 2_000n, 1_000n].flatMap((value) => {
		const count = left / value
		left -= count * value
		return count === 0n ? [] : [{ value: String(value), count: Number(count) }]
	})
}

export function paidOn({ loans, savings }: Line): bigint {
	return [...loans, ...savings].reduce((sum, { amount }) => sum + BigInt(amount), 0n)
}
