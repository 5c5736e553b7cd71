import { describe, expect, it } from 'vitest'
import { warning } from '../../src/lending/loan-warnings.js'
import { vnd } from './loans.js'

describe('a warning', () => {
	it('says its figures as people read them, and keeps them as the wire writes them', () => {
		const figures = { nominal: { rate: '0.12' }, trueYearly: { rate: '0.214572' }, limit: { rate: '0.2' } }
		const said = warning('loan.yearly-rate-above-cap', 'BLDS 2015 Đ.468.1', figures, 'vi')
		expect(said).toEqual({
			code: 'loan.yearly-rate-above-cap',
			message: 'Lãi suất thoả thuận 12 % một năm, tính trên dư nợ thực tế 21,4572 %: trên mức tối đa 20 % một năm',
			source: 'BLDS 2015 Đ.468.1',
			details: { nominal: '0.12', trueYearly: '0.214572', limit: '0.2' },
		})
	})

	it('speaks the asker’s language', () => {
		const figures = { overdue: vnd(2_000_000), outstanding: vnd(60_000_000), share: { rate: '0.0333333' }, limit: { rate: '0.02' } }
		expect(warning('group.late', 'x', figures, 'en')).toMatchObject({
			message: 'Of 60.000.000 đồng that the group owes 2.000.000 đồng are overdue, 3,33333 %: above the threshold of 2 %',
			details: { overdue: '2000000', outstanding: '60000000' },
		})
		expect(warning('loan.overdue-factor-above-cap', 'x', { asked: { times: '1.8' }, limit: { times: '1.5' } }, 'vi')).toMatchObject({
			message: 'Gốc quá hạn chịu lãi bằng 1,8 lần lãi suất vay, trên mức tối đa 1,5 lần',
			details: { asked: '1.8', limit: '1.5' },
		})
	})
})
