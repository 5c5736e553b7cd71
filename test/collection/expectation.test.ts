import { describe, expect, it } from 'vitest'
import { changedLines, confirmationNeeded } from '../../src/collection/expectation.js'
import { layOutSheet } from '../../src/collection/sheet.js'
import { dong, zero } from '../../src/kernel/money.js'

const asked = (interest: bigint) => {
	const due = { interest: dong(interest), principal: zero }
	return layOutSheet(['1', '2'], [{ loanId: '11', memberId: '1', due, left: due }], [])
}
const [then, now] = [asked(110_000n), asked(165_000n)]
const expectedVersion = then[0]?.version

describe('a line that was filled in on an older sheet', () => {
	it('is recorded where the same is asked still, where no version is told, and where it is confirmed', () => {
		expect(changedLines([{ memberId: '1', expectedVersion }], then)).toEqual([])
		expect(changedLines([{ memberId: '1' }], now)).toEqual([])
		expect(changedLines([{ memberId: '1', expectedVersion, confirmed: true }], now)).toEqual([])
	})

	it('says what was asked then and what is asked now, and asks', () => {
		const [changed, ...rest] = changedLines([{ memberId: '2' }, { memberId: '1', expectedVersion }], now)
		expect([changed, rest]).toMatchObject([
			{ index: 1, was: { interest: 110_000n }, is: { interest: 165_000n }, version: now[0]?.version },
			[],
		])
		const { code, path, details } = confirmationNeeded(changed as NonNullable<typeof changed>)
		expect([code, path, details]).toEqual(['collection.expectation-changed', 'lines.1', { was: '110000', is: '165000' }])
	})

	it('is changed too where nothing is asked of her any more', () => {
		expect(changedLines([{ memberId: '9', expectedVersion }], now)).toMatchObject([{ was: { interest: 110_000n }, is: { interest: 0n } }])
	})
})
