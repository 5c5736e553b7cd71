import { expect, it } from 'vitest'
import { rulesOf } from '../../src/savings/explained-rules.js'
import { ratesOf } from '../../src/savings/interest.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { accountFrom, eventsOf, freeSavings, on } from './saver.js'

const product = {
	source: 'Mẫu 01/TGTV của NHCSXH',
	rates: [{ from: '2009-01-01', yearly: '0.024', source: 'thông báo lãi suất' }],
}
const told = (terms: Record<string, unknown>) => {
	const account = accountFrom(terms)
	return rulesOf(account.terms, ratesOf(account.terms, []), [], product)
}

it('every rule is named with its source: the law’s, the product’s, a decision’s', () => {
	const { terms } = accountFrom()
	const changes = eventsOf([['rate-changed', '2022-12-16', null, { yearly: '0.036', decisionNo: '12/QĐ' }]])
	const rates = ratesOf(terms, [{ from: on('2022-12-16'), yearly: rateFromText('0.036') }])
	const rules = rulesOf(terms, rates, changes, product)
	expect(rules.map(({ code, source }) => [code, source])).toEqual([
		['day-count', 'Thông tư 14/2017/TT-NHNN, Điều 4 và Điều 5'],
		['rate', 'thông báo lãi suất'],
		['rate', '12/QĐ'],
		['rounding', 'dự án chọn nơi luật và quy chế không nói / project decision where the rules are silent'],
		['withdrawal', 'Mẫu 01/TGTV của NHCSXH'],
		['offset', 'Mẫu 01/TGTV của NHCSXH'],
		['minimum', 'Mẫu 01/TGTV của NHCSXH'],
	])
	expect(rules.map(({ vi }) => vi)).toEqual([
		'Lãi = số dư cuối mỗi ngày × số ngày thật × lãi suất năm ÷ 365, tính ngày đầu, không tính ngày cuối',
		'Lãi suất 2,4 %/năm từ ngày 01/01/2009',
		'Lãi suất 3,6 %/năm từ ngày 16/12/2022',
		'Mỗi lần trả lãi làm tròn đến 1 đồng (nửa lên) một lần',
		'Chỉ rút sau khi đã trả hết nợ bên cho vay',
		'Được trừ để trả nợ theo thứ tự: lãi, gốc đến hạn, gốc quá hạn',
		'Mỗi tháng gửi ít nhất 20.000 đồng',
	])
})

it('a rate that neither a decision nor the product names is the product’s', () => {
	expect(rulesOf(accountFrom().terms, [{ from: on('2022-01-01'), yearly: rateFromText('0.05') }], [], product)[1]?.source).toBe(
		product.source,
	)
})

it('what the product does not ask for is not told', () => {
	expect(
		told(freeSavings)
			.map(({ code, en }) => [code, en])
			.at(-1),
	).toEqual(['withdrawal', 'Paid out whenever she asks'])
	expect(told({ withdrawal: { rule: 'notice', days: 7 } }).find(({ code }) => code === 'withdrawal')?.vi).toBe(
		'Báo trước 7 ngày mới được rút',
	)
})
