import { expect, it } from 'vitest'
import { letterhead } from '../../src/papers/letterhead.js'
import type { Instant } from '../../src/kernel/instant.js'
import { knownAt, letter } from './loan.js'

it('a paper is from the Union of its province, about a day, and made on the day of its knowledge in Việt Nam', () => {
	expect(letterhead(letter)).toMatchObject({
		organisation: ['HỘI LIÊN HIỆP PHỤ NỮ', 'TỈNH CAO BẰNG'],
		placeAndDay: 'Cao Bằng, ngày 24 tháng 11 năm 2026',
		subtitle: ['Tính đến ngày 07/02/2023'],
		foot: `Sổ Quỹ · tính đến 07/02/2023, theo những gì đã biết lúc ${knownAt}`,
		madeAt: knownAt,
	})
	// Two in the morning of the 25th in Việt Nam is still the 24th in UTC.
	const night = '2026-11-24T19:00:00.000000Z' as Instant
	expect(letterhead({ ...letter, knownAt: night, language: 'en' }).placeAndDay).toBe('Cao Bằng, 25/11/2026')
})

it('before its units are entered it leaves room for the place', () => {
	expect(letterhead({ ...letter, province: null })).toMatchObject({
		organisation: ['HỘI LIÊN HIỆP PHỤ NỮ'],
		placeAndDay: '………, ngày 24 tháng 11 năm 2026',
	})
})
