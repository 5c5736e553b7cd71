import { describe, expect, it } from 'vitest'
import { admissionWarnings } from '../../src/reorganisation/admission.js'

const sound = { otherGroups: [], declaredKin: null, marriedTo: null }

describe('an admission', () => {
	it('of a stranger to the committee who is in no other group is not warned about', () => {
		expect(admissionWarnings(sound, 'vi')).toEqual([])
		expect(admissionWarnings({ ...sound, declaredKin: 'none' }, 'vi')).toEqual([])
	})

	it('names each other group of the same bank', () => {
		const otherGroups = [
			{ code: 'TO-1', name: 'Tổ Một' },
			{ code: 'TO-2', name: 'Tổ Hai' },
		]
		const warnings = admissionWarnings({ ...sound, otherGroups }, 'vi')
		expect(warnings.map(({ code, message }) => [code, message])).toEqual([
			['admission.in-another-group', 'Đang là tổ viên của tổ Tổ Một (TO-1) thuộc cùng ngân hàng'],
			['admission.in-another-group', 'Đang là tổ viên của tổ Tổ Hai (TO-2) thuộc cùng ngân hàng'],
		])
	})

	it('says what she is to the leader or the deputy, as declared or as the register has it (HD 727/HD-NHCS)', () => {
		const codes = (more: object) => admissionWarnings({ ...sound, ...more }, 'en').map(({ code }) => code)
		expect(codes({ declaredKin: 'sibling' })).toEqual(['admission.kin-of-committee'])
		expect(codes({ marriedTo: 'Nông Văn Bé' })).toEqual(['admission.spouse-of-committee'])
	})
})
