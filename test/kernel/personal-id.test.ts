import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { citizenIdWarnings, fold, initials, readCitizenId, readPhone } from '../../src/kernel/personal-id.js'
import { domainCase } from '../vectors/domain-cases.js'

const nobody = { sex: null, birthYear: null }

describe('citizen numbers', () => {
	const card = domainCase<{ cccd: string }, { province: string; gender: string; year: number; valid_shape: boolean }>('ID-01')
	it(card.title, () => {
		const { province, gender, year, valid_shape } = card.rounded
		const id = readCitizenId(card.inputs.cccd)
		expect(id !== null).toBe(valid_shape)
		expect(id).toEqual({ kind: 'citizen-card', number: card.inputs.cccd, province, sex: gender, birthYear: year })
	})

	it.each([
		['004085001234', 'male', 1985],
		['004185001234', 'female', 1985],
		['004205001234', 'male', 2005],
		['004305001234', 'female', 2005],
		['004400001234', 'male', 2100],
		['004599001234', 'female', 2199],
	])('%s is a %s born in %i (Decree 137/2015/NĐ-CP art. 13)', (text, sex, birthYear) => {
		expect(readCitizenId(text)).toMatchObject({ sex, birthYear })
	})

	it('are read with the spaces and points that people type', () => {
		expect(readCitizenId(' 004 185.001-234 ')).toMatchObject({ number: '004185001234' })
	})

	it('of nine digits are old identity cards, which tell nothing of their bearer', () => {
		expect(readCitizenId('080 123 456')).toEqual({ kind: 'old-card', number: '080123456' })
		expect(citizenIdWarnings('080123456', { sex: 'male', birthYear: 1990 })).toEqual(['old-card'])
	})

	it('are not read from other lengths or letters', () => {
		for (const text of ['', '00418500123', '0041850012345', '00418500123A', '12345678']) expect(readCitizenId(text), text).toBeNull()
		expect(citizenIdWarnings('12345678', nobody)).toEqual(['not-a-number'])
	})

	it('warn, and never refuse, where they do not fit the person', () => {
		const woman = '004185001234'
		expect(citizenIdWarnings(woman, { sex: 'female', birthYear: 1985 })).toEqual([])
		expect(citizenIdWarnings(woman, nobody)).toEqual([])
		expect(citizenIdWarnings(woman, { sex: 'male', birthYear: 1985 })).toEqual(['sex-differs'])
		expect(citizenIdWarnings(woman, { sex: 'female', birthYear: 1986 })).toEqual(['birth-year-differs'])
		expect(citizenIdWarnings('003085001234', { sex: 'female', birthYear: 2085 })).toEqual([
			'province-unknown',
			'sex-differs',
			'birth-year-differs',
		])
	})

	it('know the 63 provinces of before the mergers, and no more', () => {
		const all = Array.from({ length: 1000 }, (_, code) => code.toString().padStart(3, '0'))
		const known = all.filter((code) => citizenIdWarnings(`${code}185001234`, nobody).length === 0)
		expect(known).toHaveLength(63)
		expect([known[0], known.at(-1)]).toEqual(['001', '096'])
	})
})

describe('telephone numbers', () => {
	it.each([
		['0912345678', '+84912345678'],
		['0912.345.678', '+84912345678'],
		['(+84) 33 234-5678', '+84332345678'],
		['84712345678', '+84712345678'],
		['0084512345678', '+84512345678'],
		['08 1234 5678', '+84812345678'],
	])('%s is the mobile %s', (typed, international) => {
		expect(readPhone(typed)).toEqual({ typed, international })
	})

	it.each(['02063852123', '0123456789', '01234567890', '091234567', '09123456789', '912345678', 'không có', '', '+85912345678'])(
		'"%s" is kept as typed and is no mobile',
		(typed) => {
			expect(readPhone(typed)).toEqual({ typed, international: null })
		},
	)
})

describe('search', () => {
	it.each([
		['Nông Thị Ái', 'nong thi ai'],
		['  Đàm   Văn\u00a0Đức ', 'dam van duc'],
		['Hoà', 'hoa'],
		['Hòa', 'hoa'],
		['PHONG NẬM', 'phong nam'],
		['Phong Nặm', 'phong nam'],
		['No\u0302ng', 'nong'],
		['Ưởng Ỷ', 'uong y'],
	])('finds "%s" by "%s"', (text, key) => {
		expect(fold(text)).toBe(key)
	})

	it('finds a name by its initials', () => {
		expect(initials('Nông Thị Ái')).toBe('nta')
		expect(initials(' Đặng  Ưởng ')).toBe('du')
		expect(initials('')).toBe('')
	})

	it('folds what is folded to itself, and composed as decomposed', () => {
		const vietnamese = fc.stringMatching(/^[a-zA-ZđĐăâêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ]{0,30}$/)
		fc.assert(
			fc.property(vietnamese, (text) => {
				expect(fold(text)).toMatch(/^[a-z ]*$/)
				expect(fold(fold(text))).toBe(fold(text))
				expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
				expect(fold(text.toUpperCase())).toBe(fold(text))
			}),
			{ numRuns: 500 },
		)
	})
})
