import { describe, expect, it } from 'vitest'
import { measureCodes } from '../../src/kernel/quantity.js'
import type { Purpose } from '../../src/ledger/account.js'
import { accountCode, aidBook, charts, memorandumBook, principalAccounts, standingBooks } from '../../src/ledger/chart.js'

describe('the charts of accounts', () => {
	it.each(['own', 'memorandum', 'group', 'aid', 'social'] as const)(
		'each account of the %s chart has a code and a purpose of its own',
		(chart) => {
			const list = charts[chart]
			expect(new Set(list.map(({ code }) => code)).size).toBe(list.length)
			expect(new Set(list.map(({ purpose }) => purpose)).size).toBe(list.length)
			for (const { purpose, code } of list) expect(accountCode(chart, purpose)).toBe(code)
		},
	)

	it.each(['own', 'memorandum', 'group', 'aid', 'social'] as const)(
		'assets and expenses of the %s chart are debited, everything else on the balance sheet is credited',
		(chart) => {
			for (const { kind, normal } of charts[chart].filter((account) => account.kind !== 'off-balance'))
				expect(normal).toBe(kind === 'asset' || kind === 'expense' ? 'debit' : 'credit')
		},
	)

	it('what is followed off the balance sheet has an account and its contra in each chart', () => {
		for (const chart of ['own', 'memorandum'] as const) {
			const followed = charts[chart].filter(({ kind }) => kind === 'off-balance').map(({ purpose, normal }) => [purpose, normal])
			expect(followed).toEqual([
				['written-off-debt', 'debit'],
				['written-off-contra', 'credit'],
			])
		}
	})

	it('own funds follow the chart for small enterprises (Circular 133/2016)', () => {
		expect(
			['cash', 'bank', 'principal-in-term', 'interest-income', 'other-income'].map((purpose) => accountCode('own', purpose as Purpose)),
		).toEqual(['1111', '1121', '12881', '5151', '711'])
	})

	it('entrusted money is off the balance sheet, around account 982 (Circular 10/2014)', () => {
		expect(charts.memorandum.every(({ code }) => code.startsWith('982'))).toBe(true)
	})

	it('outstanding principal is in three accounts of either book', () => {
		expect(principalAccounts).toEqual({ inTerm: ['12881', '9821'], overdue: ['12882', '9822'], frozen: ['12883', '9823'] })
	})

	it('help in kind has a book for each unit, so that no two units are ever added', () => {
		expect(aidBook('cong')).toMatchObject({ code: 'aid-cong', kind: 'aid', unit: 'cong', decimals: 1 })
		expect(standingBooks.filter(({ unit }) => unit !== undefined).map(({ unit }) => unit)).toEqual([...measureCodes])
	})

	it('a Union has books of its own, and one for each bank by its code', () => {
		expect(standingBooks.map(({ code, kind }) => [code, kind])).toEqual([
			['own', 'own'],
			['interest-free', 'own'],
			['groups', 'group'],
			['social', 'social'],
			['aid-cong', 'aid'],
			['aid-m2', 'aid'],
			['aid-kg', 'aid'],
			['aid-con', 'aid'],
			['aid-cay', 'aid'],
		])
		expect(memorandumBook('NHCSXH', 'Ngân hàng Chính sách xã hội')).toEqual({
			code: 'memo-nhcsxh',
			kind: 'memorandum',
			name: 'Sổ theo dõi uỷ thác Ngân hàng Chính sách xã hội',
			nameEn: 'Entrusted by NHCSXH',
		})
	})
})
