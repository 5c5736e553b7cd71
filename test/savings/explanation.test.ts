import { describe, expect, it } from 'vitest'
import { explain } from '../../src/savings/explanation.js'
import { historyOf } from '../../src/savings/movements.js'
import { accountFrom, eventsOf, on } from './saver.js'

const account = accountFrom()
const history = eventsOf([
	['opened', '2022-10-01'],
	['deposited', '2022-11-01', 500_000, { receiptNo: 'BL-7' }],
	['deposited', '2022-11-10', 50_000, { note: 'gửi thêm' }],
	['minimum-changed', '2022-11-20', null, { minimumMonthly: '50000' }],
	['interest-credited', '2022-12-01'],
	['offset', '2022-12-05', 51_055],
	['rate-changed', '2022-12-16', null, { yearly: '0.036', decisionNo: '12/QĐ' }],
])
const product = {
	source: 'Mẫu 01/TGTV của NHCSXH',
	rates: [{ from: '2009-01-01', yearly: '0.024', source: 'thông báo lãi suất' }],
}

describe('an explanation', () => {
	it('says of each crediting the days, the balance, the rate and the one rounding (SAV-01)', () => {
		const { periods, rounding } = explain(account, history, product, on('2022-12-31'), 'vi')
		expect(periods).toMatchObject([
			{
				creditedOn: '2022-12-01',
				rounded: 1_055n,
				segments: [
					{ from: '2022-11-01', to: '2022-11-10', days: 9, balance: 500_000n, rate: '0.024' },
					{ from: '2022-11-10', to: '2022-12-01', days: 21, balance: 550_000n },
				],
				text: 'Lãi trả ngày 01/12/2022: 500.000 đồng × 9 ngày × 2,4 %/năm ÷ 365 = 295,89…; cộng 550.000 đồng × 21 ngày × 2,4 %/năm ÷ 365 = 759,45…; tổng cộng 1.055,34…; làm tròn đến 1 đồng (nửa lên): 1.055 đồng',
			},
			{ creditedOn: null, rounded: 1_246n, segments: [{ days: 4 }, { days: 11 }, { days: 15, rate: '0.036' }] },
		])
		expect(periods[0]?.exact).toBe('1055.3424657534246575')
		expect(rounding).toEqual({ unit: 1n, towards: 'nearest', text: 'làm tròn đến 1 đồng (nửa lên)' })
	})

	it('says so where no balance bore interest, and in English counts a day as a day', () => {
		const credited = explain(
			account,
			eventsOf([
				['opened', '2022-10-01'],
				['interest-credited', '2022-11-01'],
			]),
			product,
			on('2022-11-01'),
			'vi',
		)
		expect(credited.periods.map(({ text }) => text)).toEqual(['Lãi trả ngày 01/11/2022: không có số dư sinh lãi = 0 đồng'])
		const growing = explain(
			account,
			eventsOf([
				['opened', '2022-10-01'],
				['deposited', '2022-10-02', 365_000],
			]),
			product,
			on('2022-10-03'),
			'en',
		)
		expect(growing.periods.map(({ text }) => text)).toEqual([
			'Interest growing, not yet credited: 365.000 đồng × 1 day × 2,4 % a year ÷ 365 = 24; rounded to 1 đồng (half up): 24 đồng',
		])
	})

	it('tells days on one balance at one rate as one, whatever happened between', () => {
		const still = eventsOf([
			['opened', '2022-10-01'],
			['deposited', '2022-10-02', 365_000],
			['transferred', '2022-10-05', null, { communeId: '9' }],
		])
		expect(historyOf(account, still, on('2022-10-12')).periods).toMatchObject([
			{ creditedOn: null, segments: [{ from: '2022-10-02', to: '2022-10-12', days: 10 }], rounded: 240n },
		])
	})
})
