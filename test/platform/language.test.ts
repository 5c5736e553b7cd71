import { describe, expect, it } from 'vitest'
import { languageOf } from '../../src/platform/language.js'

describe('the language of a request', () => {
	it('is the one that is preferred, and Vietnamese where neither is', () => {
		expect(languageOf(undefined)).toBe('vi')
		expect(languageOf('en-US,en;q=0.9,vi;q=0.8')).toBe('en')
		expect(languageOf('vi;q=0.3, en;q=0.7')).toBe('en')
		expect(languageOf('en;q=0, vi;q=0.1')).toBe('vi')
		expect(languageOf('fr, *;q=0.5')).toBe('vi')
		expect(languageOf('eno')).toBe('vi')
	})
})
