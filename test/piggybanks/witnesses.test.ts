import { describe, expect, it } from 'vitest'
import { Refusal } from '../../src/kernel/refusal.js'
import { refuseWitnesses, type Witness } from '../../src/piggybanks/witnesses.js'

const owner = { id: '7', name: 'Nông Thị Ái' }

function met(who: typeof owner | null, ...witnesses: readonly Witness[]): string | null {
	try {
		refuseWitnesses(who, witnesses)
		return null
	} catch (error) {
		if (error instanceof Refusal) return `${error.code} ${error.path}`
		throw error
	}
}

describe('two witnesses of a piggy bank', () => {
	it('are two persons other than its owner', () => {
		expect(met(owner, { name: 'Hoàng Thị Mai' }, { name: 'Lý Thị Sen' })).toBeNull()
		expect(met(null, { name: 'Nông Thị Ái' }, { name: 'Lý Thị Sen' })).toBeNull()
	})

	it('are not the owner, by number or by name, however it is written', () => {
		expect(met(owner, { name: 'Lý Thị Sen' }, { name: 'Ái', memberId: '7' })).toBe('piggy-bank.owner-as-witness witnesses.1')
		expect(met(owner, { name: 'nong thi ai' }, { name: 'Lý Thị Sen' })).toBe('piggy-bank.owner-as-witness witnesses.0')
	})

	it('are not one person twice', () => {
		expect(met(owner, { name: 'Lý Thị Sen' }, { name: 'LÝ THỊ  SEN' })).toBe('piggy-bank.same-witness witnesses.1')
		expect(met(null, { name: 'Sen', memberId: '9' }, { name: 'Lý Thị Sen', memberId: '9' })).toBe('piggy-bank.same-witness witnesses.1')
	})

	it('may bear one name where they are two members', () => {
		expect(met(owner, { name: 'Lý Thị Sen', memberId: '8' }, { name: 'Lý Thị Sen', memberId: '9' })).toBeNull()
		expect(met(owner, { name: 'Nông Thị Ái', memberId: '8' }, { name: 'Lý Thị Sen', memberId: '9' })).toBeNull()
	})
})
