import { describe, expect, it } from 'vitest'
import type { Scope } from '../../src/access/asker.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { questionOf, reachesWhole } from '../../src/jobs/question.js'
import { askJobSchema } from '../../src/jobs/schemas.js'
import { refusalOf } from '../lending/loans.js'

const at = { today: calendarDate('2022-11-15'), now: '2022-11-15T05:00:00.000000Z' as Instant }
const all: Scope = { kind: 'all' }
const district: Scope = { kind: 'unit', unitId: '7', communeIds: ['71', '72'] }
const ask = (body: object, scope: Scope = all, communesBelow: readonly string[] | null = null) =>
	questionOf(askJobSchema.parse(body), { scope, communesBelow }, at)

describe('the question of a job', () => {
	it('is about today, and about all loans, where nothing else is said', () => {
		expect(ask({ kind: 'overdue-proposals' })).toEqual({
			kind: 'overdue-proposals',
			asOf: '2022-11-15',
			arguments: { lenderId: null, unitId: null, communeIds: null },
			knownAt: null,
		})
	})

	it('of a due list stands at the beginning of its first day, which may be still to come', () => {
		expect(ask({ kind: 'due-list', from: '2022-12-01', to: '2022-12-31', lenderId: '2' })).toMatchObject({
			asOf: '2022-12-01',
			arguments: { lenderId: '2', from: '2022-12-01', to: '2022-12-31' },
		})
	})

	it('is the same for all who reach the same loans', () => {
		const question = { kind: 'classification', asOf: '2022-10-31' }
		const ofAdmin = ask({ ...question, unitId: '7' }, all, ['71', '72'])
		expect(ask(question, district)).toEqual(ofAdmin)
		expect(ask({ ...question, unitId: '7' }, district, ['71', '72'])).toEqual(ofAdmin)
	})

	it('holds no commune beyond the asker’s reach', () => {
		const question = { kind: 'classification', unitId: '1' }
		expect(ask(question, district, ['61', '72']).arguments).toMatchObject({ unitId: '1', communeIds: ['72'] })
		expect(refusalOf(() => ask(question, district, ['61']))).toBe('job.unit-out-of-reach')
		expect(ask({ kind: 'classification' }, { kind: 'groups', groupIds: [] }).arguments).toMatchObject({ communeIds: [] })
	})

	it('is asked from a moment of knowledge that is past, and from now where that is none', () => {
		const asked = (knownAt: string) => ask({ kind: 'classification', knownAt })
		expect(asked('2022-11-05T00:00:00Z')).toMatchObject({ knownAt: '2022-11-05T00:00:00.000000Z' })
		expect(asked('2022-11-05T00:00:00Z').arguments).toMatchObject({ knownAt: '2022-11-05T00:00:00.000000Z' })
		expect(asked('2030-01-01T00:00:00Z')).toEqual(ask({ kind: 'classification' }))
	})

	it('is not of a day to come, nor of a period that is backwards or longer than a year', () => {
		expect(refusalOf(() => ask({ kind: 'classification', asOf: '2022-11-16' }))).toBe('contract.future-day')
		const period = (from: string, to: string) => refusalOf(() => ask({ kind: 'due-list', from, to }))
		expect(period('2022-12-02', '2022-12-01')).toBe('report.period-backwards')
		expect([period('2024-01-01', '2024-12-31'), period('2024-01-01', '2025-01-01')]).toEqual([null, 'job.period-too-long'])
	})
})

describe('whoever stops a job', () => {
	const about = (communeIds: readonly string[] | null) => ({ lenderId: null, unitId: null, communeIds })
	it('reaches every loan that it is about', () => {
		expect([reachesWhole(all, about(null)), reachesWhole(district, about(['72']))]).toEqual([true, true])
		expect([reachesWhole(district, about(null)), reachesWhole(district, about(['72', '61']))]).toEqual([false, false])
		expect(reachesWhole({ kind: 'lender', lenderId: '1' }, about([]))).toBe(false)
	})
})
