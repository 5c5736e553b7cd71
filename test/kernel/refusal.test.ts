import { describe, expect, it } from 'vitest'
import { Refusal, type RefusalText, sentence } from '../../src/kernel/refusal.js'

const text: RefusalText = {
	status: 422,
	en: 'Only {owed} đồng is owed on {loan}; {owed} is the most that can be paid.',
	vi: 'Khoản vay {loan} chỉ còn nợ {owed} đồng.',
}

describe('the no of the trade', () => {
	it('carries its code, the field it is about and the details that its sentence names', () => {
		const refusal = new Refusal('lending.more-than-owed', { path: '/amount', details: { owed: '1.000' } })
		expect(refusal).toBeInstanceOf(Error)
		expect(refusal).toMatchObject({
			name: 'Refusal',
			message: 'lending.more-than-owed',
			code: 'lending.more-than-owed',
			path: '/amount',
			details: { owed: '1.000' },
		})
	})

	it('is about no field and names no details unless told', () => {
		expect(new Refusal('period.closed')).toMatchObject({ path: null, details: {} })
	})

	it('speaks the language asked for and fills every place of a name', () => {
		const details = { owed: '1.000', loan: 'KU-7' }
		expect(sentence(text, 'vi', details)).toBe('Khoản vay KU-7 chỉ còn nợ 1.000 đồng.')
		expect(sentence(text, 'en', details)).toBe('Only 1.000 đồng is owed on KU-7; 1.000 is the most that can be paid.')
	})

	it('leaves a place that no detail fills as it stands', () => {
		expect(sentence(text, 'vi', { loan: 'KU-7' })).toBe('Khoản vay KU-7 chỉ còn nợ {owed} đồng.')
	})
})
