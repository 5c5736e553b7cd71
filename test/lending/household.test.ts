import { describe, expect, it } from 'vitest'
import {
	debtsOf,
	groupFindings,
	householdFindings,
	type HouseholdLoan,
	leftToDisburse,
	type Offers,
	sumsOf,
} from '../../src/lending/household.js'
import type { CalendarDate } from '../../src/kernel/calendar-date.js'
import { standingOf } from '../../src/lending/standing.js'
import type { LoanRow } from '../../src/lending/stored.js'
import { capOn } from '../../src/products/caps.js'
import { lenderLines, productLines } from '../../src/products/catalogue.js'
import { capLines } from '../../src/products/catalogue-caps.js'
import type { LenderView, ProductView } from '../../src/products/schemas.js'
import { after, day, type GivenTerms, loanFrom, poorHousehold, vnd } from './loans.js'

const lenders = lenderLines.map((line, index): LenderView => ({ ...line, id: String(index + 1) }))
const products = productLines.map(
	({ lender, ...line }, index): ProductView => ({
		...line,
		rates: [...line.rates],
		rules: [...line.rules],
		id: String(index + 1),
		lenderId: lenders.find(({ code }) => code === lender)?.id ?? '',
		lenderCode: lender,
	}),
)
const byId = <T extends { id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]))
const offers: Offers = { lenders: byId(lenders), products: byId(products), caps: capLines }
/** The first interest day: what is due is not late yet. */
const asOf = day('2022-12-07')

/** A loan of a product as it stands on the day: paid out in full on 7/11/2022 unless it is only signed. */
function lent(
	code: string,
	principal: number,
	more: { readonly terms?: GivenTerms; readonly paidOut?: number; readonly named?: boolean; readonly on?: CalendarDate } = {},
) {
	const product = products.find((one) => one.code === code)
	if (product === undefined) throw new Error(code)
	const lender = offers.lenders.get(product.lenderId)
	const { loan } = loanFrom({ ...poorHousehold, ...more.terms, principal: String(principal) })
	const { paidOut = principal } = more
	const state =
		paidOut === 0 ? after(loan, ['signed', '2022-11-01']) : after(loan, ['signed', '2022-11-01'], ['disbursed', '2022-11-07', paidOut])
	const row = {
		contract: { chart: lender?.entrusted === true ? 'memorandum' : 'own' },
		code: `KV-${code}`,
		lenderId: product.lenderId,
		productId: product.id,
		signedOn: day('2022-11-01'),
	} as unknown as LoanRow
	const household: HouseholdLoan = {
		row,
		standing: standingOf(loan, state, more.on ?? asOf),
		toDisburse: leftToDisburse(loan, state, more.on ?? asOf),
		named: more.named ?? true,
	}
	return household
}
const found = (loans: readonly HouseholdLoan[], signed: LoanRow | null = null) =>
	householdFindings(debtsOf(loans, offers, asOf), loans, 'vi', signed).map(({ code }) => code)

describe('what a household owes', () => {
	const bank = lent('NHCSXH-HONGHEO', 60_000_000)
	const tranche = lent('NHCSXH-HONGHEO', 50_000_000, { paidOut: 20_000_000 })
	const fund = lent('QUY-GIAMDAN', 30_000_000)
	const debts = debtsOf([bank, tranche, fund], offers, asOf)

	it('is the bank’s money and the Union’s own apart, and only the grand total holds both', () => {
		expect(debts.totals).toMatchObject({
			entrusted: { loans: 2, outstanding: vnd(80_000_000), toDisburse: vnd(30_000_000) },
			own: { loans: 1, outstanding: vnd(30_000_000), toDisburse: 0n },
			grandTotal: { loans: 3, outstanding: vnd(110_000_000), toDisburse: vnd(30_000_000) },
		})
	})

	it('is told by lender and by programme, against the most that one household may owe on the day', () => {
		expect(debts.programmes.map(({ product, limit }) => [product.code, limit?.amountMax, limit?.left])).toEqual([
			['NHCSXH-HONGHEO', vnd(100_000_000), 0n],
			['QUY-GIAMDAN', vnd(50_000_000), vnd(20_000_000)],
		])
		expect(debts.lenders.map(({ lender, limit }) => [lender.code, limit?.left ?? null])).toEqual([
			['NHCSXH', null],
			['QUY-HTPN', vnd(20_000_000)],
		])
		expect(debts.programmes[1]?.limit).toMatchObject({
			from: '2017-06-12',
			certainty: 'high',
			source: expect.stringContaining('QĐ 20/2017'),
		})
	})

	it('has no limit before the programme had one, and leaves out what owes nothing any more', () => {
		expect(debtsOf([bank], offers, day('2010-01-01')).programmes[0]?.limit).toBeNull()
		const empty = { ...bank, standing: standingOf(loanFrom(poorHousehold).loan, loanFrom(poorHousehold).loan.begin, asOf) }
		expect(debtsOf([empty], offers, asOf)).toMatchObject({ totals: { grandTotal: { loans: 0 } }, lenders: [], programmes: [] })
	})

	it('counts interest that fell due and is not paid', () => {
		expect(sumsOf([bank]).interestOwed).toBe(bank.standing.balances.interestDue + bank.standing.balances.interestCarried)
		expect(sumsOf([bank]).interestOwed).toBeGreaterThan(0n)
	})

	it('has nothing to be paid out after the term, nor of what is closed', () => {
		const { loan } = loanFrom({ ...poorHousehold, instalments: { count: 6, every: 1, period: 'month' } })
		const state = after(loan, ['disbursed', '2022-11-07', 5_000_000])
		expect([leftToDisburse(loan, state, day('2023-05-06')), leftToDisburse(loan, state, day('2023-05-07'))]).toEqual([vnd(15_000_000), 0n])
		expect(leftToDisburse(loan, { ...state, status: 'closed' }, asOf)).toBe(0n)
	})
})

describe('what is to be looked at', () => {
	const bank = lent('NHCSXH-HONGHEO', 60_000_000)
	const signed = lent('NHCSXH-HONGHEO', 41_000_000, { paidOut: 0 })

	it('is debt above the programme’s maximum, up to the last đồng', () => {
		const [finding] = householdFindings(debtsOf([bank, signed], offers, asOf), [bank, signed], 'vi', signed.row)
		expect(finding).toMatchObject({
			code: 'household.above-programme-max',
			message:
				'Tổng nợ của hộ theo chương trình NHCSXH-HONGHEO là 101.000.000 đồng, trong đó 41.000.000 đồng đã ký chưa giải ngân: vượt mức tối đa 100.000.000 đồng một hộ',
			source: expect.stringContaining('QĐ 12/QĐ-HĐQT'),
			details: { programme: 'NHCSXH-HONGHEO', total: '101000000', toDisburse: '41000000', limit: '100000000' },
		})
		expect(found([bank, lent('NHCSXH-HONGHEO', 40_000_000)])).not.toContain('household.above-programme-max')
	})

	it('is told once of one loan alone: the product’s own finding says it at signing', () => {
		const big = lent('NHCSXH-HONGHEO', 120_000_000, { paidOut: 0 })
		expect(found([big], big.row)).toEqual([])
		expect(found([big])).toEqual(['household.above-programme-max'])
	})

	it('is debt above what the lender’s kind may lend one client, over all its programmes (QĐ 20/2017)', () => {
		const flat = lent('QUY-PHANG', 21_000_000, { paidOut: 0 })
		const declining = lent('QUY-GIAMDAN', 30_000_000)
		expect(found([declining, flat], flat.row)).toEqual(['household.above-lender-max'])
	})

	it('of other programmes and lenders is not told where a loan is signed', () => {
		const fund = lent('QUY-GIAMDAN', 30_000_000, { paidOut: 0 })
		const both = [bank, lent('NHCSXH-HONGHEO', 50_000_000), fund]
		expect(found(both, fund.row)).toEqual(['household.several-lenders'])
		expect(found(both)).toEqual(['household.above-programme-max', 'household.several-lenders'])
	})

	it('is a loan that is late, named where the asker sees it and not where she does not', () => {
		const late = (named: boolean) =>
			lent('QUY-GIAMDAN', 12_000_000, {
				named,
				on: day('2023-03-15'),
				terms: { principalEvery: undefined, overdue: { transfer: 'automatic' } },
			})
		const message = (loan: HouseholdLoan) => householdFindings(debtsOf([loan], offers, asOf), [loan], 'vi').at(-1)?.message
		expect(message(late(true))).toMatch(/^Khoản vay KV-QUY-GIAMDAN ở QUY-HTPN chậm trả \d+ ngày: gốc 1\.200\.000 đồng, lãi [\d.]+ đồng$/)
		expect(message(late(false))).toContain('Khoản vay ngoài địa bàn ở QUY-HTPN')
	})

	it('is a group of which more than the threshold is overdue, and not one at the threshold', () => {
		const cap = capOn(capLines, 'group-overdue-share', 'policy-bank', asOf)
		const { standing } = bank
		const standings = (overdue: number) => [{ ...standing, balances: { ...standing.balances, overdue: vnd(overdue) } }]
		expect(groupFindings(standings(1_200_000), cap, 'vi')).toEqual([])
		expect(groupFindings(standings(1_200_001), cap, 'vi')).toMatchObject([
			{ code: 'group.late', details: { overdue: '1200001', outstanding: '60000000', share: '0.02', limit: '0.02' } },
		])
		expect(groupFindings(standings(1_200_001), null, 'vi')).toEqual([])
		expect(groupFindings([], cap, 'vi')).toEqual([])
	})
})
