import { describe, expect, it } from 'vitest'
import { groupRuleLines } from '../../src/groups/catalogue-rules.js'
import { type GroupRule, groupRuleOn } from '../../src/groups/rules.js'
import {
	type Band,
	bandNames,
	bandOf,
	bandWarning,
	canonical,
	isSameScore,
	refuseImpossibleScore,
	type Score,
} from '../../src/groups/score.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { domainCase } from '../vectors/domain-cases.js'

const bank = { kind: 'savings-and-loan', lenderKind: 'policy-bank' } as const
const rule = (name: GroupRule['name'], on: string) => groupRuleOn(groupRuleLines, name, bank, calendarDate(on)) as GroupRule
const [scm, bc0437] = [rule('score-bands', '2025-12-31'), rule('score-bands', '2026-01-31')]
const maxima = rule('score-maxima', '2022-10-31')

const sco01 = domainCase<Record<string, number>, { sum: number; band_scm: string; band_bc0437_2026: string }>('SCO-01')
const { giao_dich_xa, nqh, thu_no_den_han, thu_lai, to_vien_gui_tk, so_du_tg_tang } = sco01.inputs
const score: Score = {
	points: {
		communeDay: String(giao_dich_xa),
		overdue: String(nqh),
		principalCollected: String(thu_no_den_han),
		interestCollected: String(thu_lai),
		savers: String(to_vien_gui_tk),
		savingsGrowth: String(so_du_tg_tang),
	},
	total: String(sco01.rounded.sum),
	bankBand: null,
}
const refused = (more: Partial<Score>) => () => refuseImpossibleScore({ ...score, ...more }, maxima)

describe('the bank’s score of a group', () => {
	it(sco01.title, () => {
		expect(refused({})).not.toThrow()
		expect(sco01.rounded.band_scm.startsWith(bandNames[bandOf('89', scm)].vi)).toBe(true)
		expect(sco01.rounded.band_bc0437_2026.startsWith(bandNames[bandOf('89', bc0437)].vi)).toBe(true)
	})

	it.each([
		['90', 'good', 'good'],
		['89.99', 'fair', 'good'],
		['80', 'fair', 'fair'],
		['79.5', 'average', 'fair'],
		['70', 'average', 'fair'],
		['69', 'weak', 'average'],
		['50', 'weak', 'average'],
		['49', 'weak', 'weak'],
	] as const)('of %s points is %s by VBSP-SCM and %s by BC0437 of 2026', (total, before, since) => {
		expect([bandOf(total, scm), bandOf(total, bc0437)]).toEqual([before, since] satisfies Band[])
	})

	it('has no criterion above its most, and adds up', () => {
		const points = { ...score.points, savers: '5.01' }
		expect(refused({ points })).toThrow(
			expect.objectContaining({ code: 'score.points-above-maximum', path: 'points.savers', details: { max: '5' } }),
		)
		expect(refused({ total: '90' })).toThrow(
			expect.objectContaining({ code: 'score.total-differs', path: 'total', details: { sum: '89' } }),
		)
		expect(refused({ points: { ...score.points, savers: '4.0' }, total: '89.00' })).not.toThrow()
	})

	it('is the same however its numbers are written', () => {
		const written = canonical({ ...score, total: '89.00', points: { ...score.points, savers: '4.0' } })
		expect(isSameScore(written, canonical(score))).toBe(true)
		expect(isSameScore({ ...written, bankBand: 'fair' }, canonical(score))).toBe(false)
		expect(isSameScore(canonical({ ...score, total: '88' }), canonical(score))).toBe(false)
		expect(isSameScore(canonical({ ...score, points: { ...score.points, overdue: '29' } }), canonical(score))).toBe(false)
	})

	it('is warned about where the bank’s band is not the table’s', () => {
		expect(bandWarning(score, 'fair', scm, 'vi')).toBeNull()
		expect(bandWarning({ ...score, bankBand: 'fair' }, 'fair', scm, 'vi')).toBeNull()
		expect(bandWarning({ ...score, bankBand: 'good' }, 'fair', scm, 'vi')).toEqual({
			code: 'score.band-differs',
			message: 'Ngân hàng xếp Tốt, theo thang điểm thì 89 điểm là Khá',
			source: 'VBSP-SCM',
		})
	})
})
