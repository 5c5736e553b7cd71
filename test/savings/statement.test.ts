import { describe, expect, it } from 'vitest'
import { explain } from '../../src/savings/explanation.js'
import { historyOf } from '../../src/savings/movements.js'
import { eventNames } from '../../src/savings/names.js'
import { savingsEventTypes } from '../../src/savings/event.js'
import { statementOf } from '../../src/savings/statement.js'
import { accountFrom, eventsOf, freeSavings, on } from './saver.js'

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

describe('a statement', () => {
	it('has a line for what moved money, and closes with the balance of the last day', () => {
		const { opening, lines, totals, closing, interestAccrued } = statementOf(account, history, { from: null, to: on('2022-12-31') }, 'vi')
		expect(opening).toBe(0n)
		expect(lines.map(({ on: day, text, deposit, interest, offset, balance }) => [day, text, deposit, interest, offset, balance])).toEqual([
			['2022-11-01', 'Gửi tiền', 500_000n, 0n, 0n, 500_000n],
			['2022-11-10', 'Gửi tiền', 50_000n, 0n, 0n, 550_000n],
			['2022-12-01', 'Trả lãi nhập gốc', 0n, 1_055n, 0n, 551_055n],
			['2022-12-05', 'Trừ tiền gửi trả nợ', 0n, 0n, 51_055n, 500_000n],
		])
		expect(lines.map(({ receiptNo, note }) => receiptNo ?? note)).toEqual(['BL-7', 'gửi thêm', null, null])
		expect(totals).toEqual({ deposit: 550_000n, interest: 1_055n, withdrawal: 0n, offset: 51_055n })
		// 4 days on 551.055 and 11 on 500.000 at 2,4 %, 15 days on 500.000 at 3,6 %: 144,93… + 361,64… + 739,72…
		expect([closing, interestAccrued]).toEqual([500_000n, 1_246n])
	})

	it('of a part of the account opens with the balance of the evening before', () => {
		const { opening, lines } = statementOf(account, history, { from: on('2022-11-10'), to: on('2022-12-31') }, 'en')
		expect(opening).toBe(500_000n)
		expect(lines.map(({ text }) => text)).toEqual(['Deposit', 'Interest credited', 'Offset against a debt'])
	})

	it('calls every event by a name of its own', () => {
		const names = savingsEventTypes.map((type) => eventNames[type].vi)
		expect(new Set(names).size).toBe(names.length)
	})
})

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

	it('names the rules with their sources: the law’s, the product’s, a decision’s', () => {
		const { rules } = explain(account, history, product, on('2022-12-31'), 'vi')
		expect(rules.map(({ code, source }) => [code, source])).toEqual([
			['day-count', 'Thông tư 14/2017/TT-NHNN, Điều 4 và Điều 5'],
			['rate', 'thông báo lãi suất'],
			['rate', '12/QĐ'],
			['rounding', 'dự án chọn nơi luật và quy chế không nói / project decision where the rules are silent'],
			['withdrawal', 'Mẫu 01/TGTV của NHCSXH'],
			['offset', 'Mẫu 01/TGTV của NHCSXH'],
			['minimum', 'Mẫu 01/TGTV của NHCSXH'],
		])
		expect(rules.find(({ code }) => code === 'offset')?.vi).toBe('Được trừ để trả nợ theo thứ tự: lãi, gốc đến hạn, gốc quá hạn')
		const free = explain(accountFrom(freeSavings), [], product, on('2022-12-31'), 'en')
		expect(free.rules.map(({ code, en }) => [code, en]).at(-1)).toEqual(['withdrawal', 'Paid out whenever she asks'])
		const notice = explain(accountFrom({ withdrawal: { rule: 'notice', days: 7 } }), [], product, on('2022-12-31'), 'vi')
		expect(notice.rules.find(({ code }) => code === 'withdrawal')?.vi).toBe('Báo trước 7 ngày mới được rút')
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
