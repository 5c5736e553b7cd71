import { describe, expect, it } from 'vitest'
import { AssertionFailure, assert, must, never } from '../../src/kernel/assert.js'

describe('what the code promises itself', () => {
	it('passes what holds and stops, with the promise in words, at what does not', () => {
		expect(() => assert(1 < 2, 'one is less than two')).not.toThrow()
		expect(() => assert(false, 'an entry balances')).toThrow(new AssertionFailure('an entry balances'))
		expect(() => assert(0, 'zero does not hold')).toThrow(AssertionFailure)
	})

	it('hands on the value that must be there, even when it is zero, empty or false', () => {
		expect(must(0n, 'an amount')).toBe(0n)
		expect(must('', 'a text')).toBe('')
		expect(must(false, 'an answer')).toBe(false)
	})

	it('stops where a value that must be there is missing', () => {
		expect(() => must(null, 'a loan')).toThrow(new AssertionFailure('a loan'))
		expect(() => must(undefined, 'a loan')).toThrow(AssertionFailure)
	})

	it('names the member of a union that no switch expected', () => {
		expect(() => never('thawed' as never)).toThrow(new AssertionFailure('unexpected "thawed"'))
	})

	it('is told apart from other errors by its name', () => {
		expect(new AssertionFailure('x').name).toBe('AssertionFailure')
		expect(new AssertionFailure('x')).toBeInstanceOf(Error)
	})
})
