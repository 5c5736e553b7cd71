import { expect, it } from 'vitest'
import { dong, zero } from '../../src/kernel/money.js'
import { causes } from '../../src/reconciliations/causes.js'
import { statusNames, typeNames } from '../../src/reconciliations/names.js'
import { paid } from './sides.js'

it('says a cause as people of the trade do, with days and amounts as they write them', () => {
	const receipt = paid('1', '2022-10-05', 1_500_000n, { sheet: { id: '9', no: 4 } })
	expect(causes.lackedByBank(receipt).vi).toBe('Ngân hàng chưa có thu nợ 1.500.000 đồng ngày 05/10/2022, tổ đã thu theo bảng kê 9')
	expect(causes.timing(receipt, true).vi).toBe('Thu nợ 1.500.000 đồng ngày 05/10/2022 ngân hàng chưa hạch toán vào ngày đối chiếu')
	expect(causes.rounding({ outstanding: zero, interest: dong(-4n) }).vi).toBe('Chênh lệch làm tròn −4 đồng')
	expect(causes.code('66001', null).vi).toBe('Hội chưa ghi mã món vay 66001 của ngân hàng')
})

it('has a name for each finding and each standing', () => {
	expect([typeNames['missing-receipt'].vi, statusNames.carried.vi]).toEqual(['Thiếu chứng từ thu', 'Chuyển kỳ trước'])
})
