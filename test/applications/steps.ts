import { type Asked, stateOf, type Step } from '../../src/applications/application.js'
import type { ApplicationRow } from '../../src/applications/stored.js'
import type { ToldApplication } from '../../src/applications/views.js'
import { must } from '../../src/kernel/assert.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong, type Money } from '../../src/kernel/money.js'

/** Thirty million for 24 months, asked for in a group. */
export const inGroup: Asked = { groupId: '7', amount: dong(30_000_000n), months: 24 }
export const alone: Asked = { ...inGroup, groupId: null }

export type Wish = Partial<Omit<Step, 'on'>> & { readonly type: Step['type']; readonly on: string }

/** Steps of one request in the order of recording; each by somebody else unless she is named. */
export function stepsOf(...wishes: readonly Wish[]): readonly Step[] {
	return wishes.map((wish, index) => ({
		seq: index + 1,
		recordedBy: String(index + 1),
		recordedAt: `${wish.on}T05:00:00.00000${index}Z` as Instant,
		amount: null,
		months: null,
		meetingId: null,
		loanId: null,
		details: {},
		reverses: null,
		...wish,
		on: calendarDate(wish.on),
	}))
}

export const requested: Wish = { type: 'requested', on: '2023-03-01' }
export const reviewed: Wish = { type: 'reviewed', on: '2023-03-05', amount: dong(25_000_000n), months: 24, details: { agreed: true } }
export const approved: Wish = { type: 'approved', on: '2023-03-10', amount: dong(20_000_000n), months: 12 }

/** A request that is told: what was asked for, and its steps. */
export function toldOf(more: Partial<ApplicationRow>, ...wishes: readonly Wish[]): ToldApplication {
	const steps = stepsOf(...wishes)
	const row: ApplicationRow = {
		id: '1',
		code: 'HS00000001',
		productId: '1',
		productCode: 'NHCSXH-HONGHEO',
		productName: 'Cho vay hộ nghèo',
		lenderId: '1',
		groupName: 'Tổ Bản Viết 1',
		memberId: '3',
		memberName: 'Nông Thị Ái',
		communeId: '9',
		purpose: 'Nuôi trâu',
		beneficiary: null,
		ownCapital: null,
		note: null,
		status: 'requested',
		version: steps.length,
		...inGroup,
		...more,
	}
	return { row, steps, state: must(stateOf(row, steps), 'a request') }
}

/** The code of the refusal that something meets; null where it meets none. */
export function codeOf(work: () => unknown): string | null {
	try {
		work()
		return null
	} catch (error) {
		return (error as { code?: string }).code ?? String(error)
	}
}

export const million = (count: bigint): Money => dong(count * 1_000_000n)
