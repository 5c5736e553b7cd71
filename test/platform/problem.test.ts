import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../../src/kernel/refusal.js'
import {
	fieldProblems,
	foreignProblemCode,
	MalformedRequest,
	malformedProblem,
	platformProblem,
	platformProblems,
	refusalProblem,
} from '../../src/platform/problem.js'

const withCode = (code: string, more: object = {}) => Object.assign(new Error('of the database'), { code }, more)

describe('a problem', () => {
	it('has a sentence in both languages for each code', () => {
		for (const [code, { vi, en, status }] of Object.entries(platformProblems)) {
			expect([code, vi.length > 0, en.length > 0, status >= 400]).toEqual([code, true, true, true])
			expect(platformProblem(code as keyof typeof platformProblems, 'en')).toMatchObject({
				type: `urn:soquy:problem:${code}`,
				title: en,
				status,
				code,
				errors: [],
			})
		}
		for (const [code, { vi, en }] of Object.entries(fieldProblems)) expect([code, vi !== en]).toEqual([code, true])
	})

	it('of the trade names the field and fills its sentence from the details', () => {
		const catalogue = { 'loan.over': { status: 422, vi: 'Vượt {limit} đồng', en: 'More than {limit} đồng' } } as const
		const refusal = new Refusal('loan.over', { path: 'amount', details: { limit: '5000000' } })
		expect(refusalProblem(refusal, catalogue, 'vi')).toMatchObject({
			status: 422,
			code: 'loan.over',
			detail: 'Vượt 5000000 đồng',
			errors: [{ path: 'amount', code: 'loan.over', message: 'Vượt 5000000 đồng' }],
		})
	})

	it('of the trade that is in no catalogue is a defect of ours', () => {
		expect(refusalProblem(new Refusal('loan.unheard'), {}, 'vi')).toMatchObject({ status: 500, code: 'service.defect' })
	})

	it('of malformed input names every field', () => {
		const schema = z.strictObject({ a: z.string(), b: z.array(z.strictObject({ c: z.int().max(5) })), d: z.enum(['x', 'y']) })
		const read = schema.safeParse({ b: [{ c: 9 }, { c: 1.5 }, { c: 1, e: 1 }] }, { reportInput: true })
		const problem = malformedProblem(new MalformedRequest('', read.error as z.ZodError), 'en')
		expect(problem.errors.map(({ path, code }) => [path, code])).toEqual([
			['a', 'field.required'],
			['b.0.c', 'field.too-big'],
			['b.1.c', 'field.wrong-type'],
			['b.2.e', 'field.unknown'],
			['d', 'field.required'],
		])
		expect(problem.detail).toBe('a: This field is required')
	})
})

describe('an error of others', () => {
	it('is told by what it means for the one who asks', () => {
		expect(foreignProblemCode(withCode('ECONNREFUSED'))).toBe('service.database-away')
		expect(foreignProblemCode(withCode('57P01'))).toBe('service.database-away')
		expect(foreignProblemCode(withCode('53300'))).toBe('service.database-away')
		expect(foreignProblemCode(withCode('23505'))).toBe('request.conflict')
		expect(foreignProblemCode(withCode('23503'))).toBe('request.unstorable')
		expect(foreignProblemCode(withCode('22003'))).toBe('request.unstorable')
		expect(foreignProblemCode(withCode('54000'))).toBe('request.unstorable')
		expect(foreignProblemCode(withCode('55P03'))).toBe('service.database-away')
		expect(foreignProblemCode(Object.assign(new Error('drizzle'), { cause: withCode('23505') }))).toBe('request.conflict')
	})

	it('is our defect where nobody outside could cause it', () => {
		expect(foreignProblemCode(withCode('42601'))).toBeNull()
		expect(foreignProblemCode(withCode('42501'))).toBeNull()
		expect(foreignProblemCode(new TypeError('ours'))).toBeNull()
		expect(foreignProblemCode(null)).toBeNull()
		expect(foreignProblemCode('thrown')).toBeNull()
	})
})

describe('what a program that is stopping says', () => {
	it('is that it stops, and that trying again helps', () => {
		expect(platformProblem('service.stopping', 'vi')).toMatchObject({
			status: 503,
			code: 'service.stopping',
			title: 'Chương trình đang dừng, xin thử lại',
		})
	})
})
