import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { clearing } from '../../src/openings/accounts.js'
import { openingColumns, type OpeningKey } from '../../src/openings/columns.js'
import { compareLoan, compareSavings, unsaid } from '../../src/openings/compare.js'
import { said } from '../../src/openings/draft.js'
import type { Facts, LoanProductFact, SavingsProductFact } from '../../src/openings/facts.js'
import { leftColumns, leftRow, shownTo } from '../../src/openings/left-rows.js'
import { rulesThen, savingsRulesThen } from '../../src/openings/lives.js'
import { checkLoanRow } from '../../src/openings/loan-row.js'
import { partyOf } from '../../src/openings/person.js'
import { fault, reasonOf } from '../../src/openings/reasons.js'
import { readRow } from '../../src/openings/row.js'
import { checkSavingsRow } from '../../src/openings/savings-row.js'
import { faultViews } from '../../src/openings/views.js'
import { calendarOf, vnd } from '../lending/loans.js'

const day = calendarDate
const openingOn = day('2023-05-31')
const book = { id: 9, code: 'own', kind: 'own', name: '', nameEn: '', unit: 'đồng', decimals: 0 } as const
const terms = {
	instalments: { every: 1, period: 'month' },
	amortization: 'equal-principal',
	principalBands: [{ monthsMax: null, every: 6 }],
	overdue: { transfer: 'automatic' },
}
const product = {
	id: '1',
	code: 'QUY-VAY',
	lender: { id: '5', code: 'QUY', entrusted: false },
	book,
	borrower: 'member',
	rates: [{ from: day('2022-01-01'), yearly: rateFromText('0.06'), reachesLoansOut: false, source: '', certainty: 'read' }],
	rules: [{ from: day('2022-01-01'), terms, limits: {}, source: '', certainty: 'read' }],
} as unknown as LoanProductFact
const savings = {
	id: '2',
	code: 'QUY-TK',
	lender: { id: '5', code: 'QUY', entrusted: false },
	book,
	rates: [{ from: day('2022-01-01'), yearly: rateFromText('0.02'), reachesOpenAccounts: false, source: '', certainty: 'read' }],
	rules: [
		{
			from: day('2022-01-01'),
			terms: {
				kind: 'voluntary',
				minimumMonthly: '0',
				creditEvery: { every: 1, period: 'month', from: '2022-01-01' },
				withdrawal: { rule: 'free' },
				offsetOrder: [],
				interestRounding: { unit: '1', towards: 'nearest' },
			},
			source: '',
			certainty: 'read',
		},
	],
} as unknown as SavingsProductFact
const hoa = { id: '70', name: 'Đàm Thị Hoa', communeId: '3' }
const facts: Facts = {
	openingOn,
	loanProducts: new Map([['quy-vay', product]]),
	savingsProducts: new Map([['quy-tk', savings]]),
	groups: new Map([
		['to-1', { id: '11', communeId: '3', lenderId: null, establishedOn: day('2019-01-01'), closedOn: null }],
		['to-2', { id: '12', communeId: '3', lenderId: '6', establishedOn: day('2019-01-01'), closedOn: null }],
		['to-3', { id: '13', communeId: '3', lenderId: null, establishedOn: day('2019-01-01'), closedOn: day('2023-01-01') }],
	]),
	members: {
		byCode: new Map([['hv70', hoa]]),
		byNumber: new Map([
			['004185000070', [hoa]],
			['080123456', [hoa, { ...hoa, id: '71' }]],
		]),
		byName: new Map([['dam thi hoa|1985-06-20', [hoa]]]),
	},
	memberships: new Set(['11|70']),
	inBook: new Map(),
	firstLines: new Map(),
	transactionDays: new Map(),
}
type Said = Partial<Record<OpeningKey, string>>
const valuesOf = (kind: 'loans' | 'savings', line: Said) =>
	readRow(
		openingColumns[kind],
		Object.fromEntries(
			Object.entries(line).map(([key, text]) => [key, { text, kind: text === '' ? ('empty' as const) : ('text' as const) }]),
		),
	).values
const line: Said = {
	productCode: 'QUY-VAY',
	groupCode: 'TO-1',
	memberCode: 'HV70',
	loanCode: 'V-001',
	signedOn: '2021-05-10',
	disbursedOn: '2021-05-10',
	principal: '12000000',
	maturityOn: '2024-05-10',
	outstanding: '4000000',
}
const check = (more: Said = {}) => checkLoanRow(valuesOf('loans', { ...line, ...more }), facts, { calendar: calendarOf(), userId: '1' })
const codes = (faults: readonly { key: string; code: string }[]) => faults.map(({ key, code }) => [key, code])

describe('a row of existing loans', () => {
	it('opens a loan under the first rules that are known, and says so', () => {
		const { sound, faults, warnings } = check()
		expect([codes(faults), codes(warnings)]).toEqual([[], [['signedOn', 'row.rules-of-later']]])
		expect(sound?.told.recordings.map(({ event }) => event.type)).toEqual(['signed', 'brought-forward'])
		expect(sound?.draft).toMatchObject({ memberId: '70', groupId: '11', opening: { outstanding: '4000000' } })
		expect(rulesThen(product, day('2030-01-01'))?.from).toBe('2022-01-01')
		expect(savingsRulesThen(savings, day('1990-01-01'))?.from).toBe('2022-01-01')
	})

	it('is told what the contract makes overdue by itself', () => {
		// Two million fell due each half-year: of six that are left, two are late.
		expect(check({ outstanding: '6000000' }).warnings.at(-1)).toEqual(fault('overdue', 'row.overdue-by-contract', { amount: '2.000.000' }))
		expect(codes(check({ outstanding: '6000000', overdue: '2000000' }).warnings)).toEqual([['signedOn', 'row.rules-of-later']])
	})

	it('has a code, days in their order, and amounts that add up', () => {
		expect(codes(check({ loanCode: '' }).faults)).toEqual([['loanCode', 'row.code-missing']])
		expect(codes(check({ loanCode: 'x'.repeat(41) }).faults)).toEqual([['loanCode', 'cell.too-long']])
		expect(codes(check({ disbursedOn: '2021-05-09' }).faults)).toEqual([['disbursedOn', 'row.disbursed-before-signed']])
		expect(codes(check({ maturityOn: '2021-05-10' }).faults)).toEqual([['maturityOn', 'row.maturity-before-disbursement']])
		expect(codes(check({ overdue: '7000000' }).faults)).toEqual([['outstanding', 'row.parts-do-not-sum']])
		expect(codes(check({ memberCode: '' }).faults)).toEqual([['memberName', 'row.member-missing']])
		expect(codes(check({ outstanding: '0' }).faults)).toEqual([['outstanding', 'loan.opening-owes-nothing']])
	})

	it('is beside the books something new, there already, a correction, or something else', () => {
		const draft = check().sound?.draft
		if (draft === undefined) throw new Error('a draft')
		const opened = {
			on: openingOn,
			amount: vnd(4_000_000),
			details: { disbursedOn: '2021-05-10' },
			productId: '1',
			memberId: '70',
			groupId: '11',
			signedOn: day('2021-05-10'),
			principal: vnd(12_000_000),
			maturityOn: day('2024-05-10'),
			yearly: rateFromText('0.060'),
		}
		const beside = (one: Partial<typeof opened> | null) =>
			compareLoan(draft, 'QUY', {
				...facts,
				inBook: new Map([[' V-001', { id: '8', code: 'V-001', opened: one === null ? null : { ...opened, ...one } }]]),
			})
		expect(compareLoan(draft, 'QUY', facts).verdict).toBe('good')
		expect(beside({})).toMatchObject({ verdict: 'already', contractId: '8' })
		expect(beside({ amount: vnd(5) }).verdict).toBe('correction')
		expect(codes(beside(null).faults)).toEqual([['loanCode', 'row.in-the-book']])
		expect(codes(beside({ on: day('2023-04-30') }).faults)).toEqual([['loanCode', 'row.opened-on-another-day']])
		expect(codes(beside({ memberId: '9', maturityOn: day('2025-01-01') }).faults)).toEqual([
			['memberName', 'row.opened-otherwise'],
			['maturityOn', 'row.opened-otherwise'],
		])
		expect(unsaid('savings')).toEqual({ interestAccrued: undefined, creditedOn: undefined })
	})
})

describe('whose it is', () => {
	const party = (more: Said) => {
		const found = partyOf(valuesOf('loans', more), facts, { id: '5', code: 'QUY', entrusted: false })
		return { ...found, said: [...codes(found.faults), ...codes(found.warnings)] }
	}

	it('is told by code, by number, or by name and birthday', () => {
		for (const who of [{ memberCode: 'hv70' }, { citizenId: '004185000070' }, { memberName: 'đàm thị hoa', bornOn: '20/06/1985' }])
			expect(party({ groupCode: 'to-1', ...who })).toMatchObject({ value: { memberId: '70', person: null, joining: null }, said: [] })
		expect(party({ groupCode: 'TO-1', citizenId: '080 123 456' }).said).toEqual([['citizenId', 'row.member-ambiguous']])
		expect(party({ groupCode: 'TO-1', memberCode: 'HV70', citizenId: '080123456' }).said).toEqual([])
		expect(party({ groupCode: 'TO-1', memberCode: 'HV70', memberName: 'Bế Thị Lan' }).said).toEqual([
			['memberName', 'row.member-name-differs'],
		])
	})

	it('is entered where she is missing, and into a group where she is not in it', () => {
		const entered = party({ groupCode: 'TO-1', memberName: 'Bế Thị Lan', citizenId: '004190000001', signedOn: '2018-01-01' })
		expect(entered).toMatchObject({
			value: { memberId: null, person: { name: 'Bế Thị Lan', citizenId: '004190000001' }, joining: { from: '2019-01-01', to: null } },
			said: [['memberName', 'row.member-new']],
		})
		expect(party({ memberName: 'Bế Thị Lan', bornOn: '1990-01-01' }).said).toContainEqual(['groupCode', 'row.group-missing'])
		expect(party({ groupCode: 'TO-1', memberName: 'Bế Thị Lan' }).said).toEqual([['memberName', 'row.member-missing']])
		const otherGroup = partyOf(valuesOf('loans', { groupCode: 'TO-2', memberCode: 'HV70' }), facts, null)
		expect(otherGroup).toMatchObject({ value: { joining: { from: openingOn } }, warnings: [{ code: 'row.member-joins' }] })
	})

	it('is in a group that is at work for the lender on the day', () => {
		expect(party({ groupCode: 'TO-2' }).said).toEqual([['groupCode', 'row.group-of-another-lender']])
		expect(party({ groupCode: 'TO-3' }).said).toEqual([['groupCode', 'row.group-not-open']])
		expect(party({ groupCode: 'TO-9' }).said).toEqual([['groupCode', 'row.group-unknown']])
	})
})

describe('a row of existing savings', () => {
	const account = (more: Said = {}) =>
		checkSavingsRow(
			valuesOf('savings', {
				productCode: 'QUY-TK',
				groupCode: 'TO-1',
				memberCode: 'HV70',
				accountCode: 'S1',
				openedOn: '2022-02-01',
				balance: '500000',
				...more,
			}),
			facts,
			'1',
		)

	it('opens an account, and is compared with what is there', () => {
		const { sound } = account()
		expect(sound?.told.recordings.map(({ event }) => event.type)).toEqual(['opened', 'brought-forward'])
		const draft = sound?.draft
		if (draft === undefined) throw new Error('a draft')
		expect(compareSavings(draft, 'QUY', facts).verdict).toBe('good')
	})

	it('has a code, an owner, and days before the opening day', () => {
		expect(codes(account({ accountCode: '' }).faults)).toEqual([['accountCode', 'row.code-missing']])
		expect(codes(account({ memberCode: '' }).faults)).toEqual([['memberName', 'row.member-missing']])
		expect(codes(account({ openedOn: '2023-06-01' }).faults)).toEqual([['openedOn', 'row.after-opening-day']])
	})
})

describe('what is said and written of rows', () => {
	it('has words in both languages, those of the rules too', () => {
		expect(reasonOf(fault('outstanding', 'loan.opening-above-principal', { principal: '5' }), 'vi')).toBe(
			'Dư nợ lớn hơn số tiền vay ban đầu 5 đồng',
		)
		expect(reasonOf(fault('outstanding', 'cell.required'), 'en')).toBe('This cell has to be filled in')
		expect(reasonOf(fault('outstanding', 'no.such-code'), 'en')).toBe('Not valid')
	})

	it('names line, column, header and text', () => {
		const row = { line: 7, cells: { outstanding: { text: 'x', kind: 'text' as const } } }
		expect(faultViews('loans', { outstanding: 'N' }, row, [fault('outstanding', 'cell.amount')])).toMatchObject([
			{ line: 7, column: 'N', header: 'Tổng dư nợ', text: 'x', code: 'cell.amount' },
		])
	})

	it('goes back with numbers as numbers and what was not read as it was written', () => {
		const cells = {
			outstanding: { text: '5000000', kind: 'number' as const },
			principal: { text: 'x', kind: 'text' as const },
			signedOn: { text: '5/3/2021', kind: 'text' as const },
		}
		expect(leftRow('loans', { line: 3, cells }, [fault('principal', 'cell.amount')])).toMatchObject({
			outstanding: 5_000_000n,
			principal: 'x',
			signedOn: '2021-03-05',
			line: 3,
			reason: 'Số tiền cho vay: Không phải số tiền nguyên đồng',
		})
		expect(leftColumns('loans').at(-1)?.header).toBe('Lý do')
		const named = { cells: { citizenId: { text: '004185001234', kind: 'text' as const } } }
		expect(shownTo({ role: 'auditor' }, named).cells.citizenId.text).toBe('004*****1234')
		expect(shownTo({ role: 'officer' }, named)).toBe(named)
	})

	it('leaves out what says nothing', () => {
		expect(said<{ readonly a?: string; readonly b?: string; readonly c?: string }>({ a: '0', b: null, c: '5' })).toEqual({ c: '5' })
	})

	it('clears the opening account against capital, or against what the bank entrusted', () => {
		expect(clearing('loans', 'own', vnd(5))).toEqual([{ debit: '4119', credit: '411', amount: 5n }])
		expect(clearing('loans', 'memorandum', vnd(-5))).toEqual([{ debit: '9820', credit: '98246', amount: 5n }])
		expect(clearing('savings', 'group', vnd(5))).toEqual([{ debit: '411', credit: '4119', amount: 5n }])
	})
})
