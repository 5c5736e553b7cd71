import { describe, expect, it } from 'vitest'
import { groupRuleLines } from '../../src/groups/catalogue-rules.js'
import { committeeWarnings, groupWarningSentence, type Kinship, type Officeholder } from '../../src/groups/committee.js'
import { type GroupRule, groupRuleOn, sizeOf } from '../../src/groups/rules.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { domainCase } from '../vectors/domain-cases.js'

const clean: Officeholder = { kinship: 'none', inStandingCommittee: false, leadsForAnotherBank: false }
const bank = { kind: 'savings-and-loan', lenderKind: 'policy-bank' } as const
const sizeRule = sizeOf(groupRuleOn(groupRuleLines, 'size', bank, calendarDate('2026-03-01')) as GroupRule)
const sound = { sizeRule, size: 20, leader: clean, deputy: clean }

describe('what an inspection of a group would note', () => {
	const sizes = domainCase<{ sizes: number[] }, boolean[]>('GRP-02')
	it(sizes.title, () => {
		expect(sizes.inputs.sizes.map((size) => committeeWarnings({ ...sound, size }).length === 0)).toEqual(sizes.rounded)
	})

	type Pair = { relation: string; leader_in_standing_committee_of_commune_union?: boolean; leader_leads_agribank_group?: boolean }
	const pairs = domainCase<{ pairs: Pair[] }, string[]>('GRP-03')
	it(pairs.title, () => {
		const kinship: Readonly<Record<string, Kinship>> = { sisters: 'sibling', none: 'none' }
		const verdicts = pairs.inputs.pairs.map((pair) => {
			const leader: Officeholder = {
				kinship: kinship[pair.relation] ?? null,
				inStandingCommittee: pair.leader_in_standing_committee_of_commune_union ?? false,
				leadsForAnotherBank: pair.leader_leads_agribank_group ?? false,
			}
			return committeeWarnings({ ...sound, leader }).length === 0 ? 'ok' : 'warn'
		})
		expect(verdicts).toEqual(pairs.rounded)
	})

	it('names the rule that it goes by', () => {
		const [warning] = committeeWarnings({ ...sound, size: 4 })
		expect(warning?.source).toContain('QĐ 15/QĐ-HĐQT')
		expect(warning && groupWarningSentence(warning, 'vi')).toBe('Tổ có 4 tổ viên, quy định từ 5 đến 60')
	})

	it('is that nobody leads the group, but not that nobody is deputy', () => {
		expect(committeeWarnings({ ...sound, leader: null }).map((warning) => warning.code)).toEqual(['no-leader'])
		expect(committeeWarnings({ ...sound, deputy: null })).toEqual([])
	})

	it('is not its size where no rule speaks of that', () => {
		expect(committeeWarnings({ ...sound, sizeRule: null, size: 500 })).toEqual([])
	})
})
