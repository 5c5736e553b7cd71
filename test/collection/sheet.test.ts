import { describe, expect, it } from 'vitest'
import { askedInAll, askedThen, layOutSheet, type LoanAsked, nothingAsked, type SavingsAsked } from '../../src/collection/sheet.js'
import { dong, zero } from '../../src/kernel/money.js'

const asked = (interest: number, principal = 0) => ({ interest: dong(BigInt(interest)), principal: dong(BigInt(principal)) })
const loan = (loanId: string, memberId: string | null, due: LoanAsked['due'], left = due): LoanAsked => ({ loanId, memberId, due, left })
const account = (accountId: string, memberId: string, due: number, left = due): SavingsAsked => ({
	accountId,
	memberId,
	due: dong(BigInt(due)),
	left: dong(BigInt(left)),
})

describe('the sheet of a group', () => {
	it('has a line for each member in the order of the list, then for who owes or saves there, last for the group itself', () => {
		const loans = [loan('11', null, asked(5)), loan('12', '4', asked(10)), loan('13', '2', asked(20))]
		const lines = layOutSheet(['3', '2', '1'], loans, [account('21', '5', 50)])
		expect(lines.map(({ memberId }) => memberId)).toEqual(['3', '2', '1', '5', '4', null])
	})

	it('sums what is asked of a member over her loans and accounts, before the meeting and now', () => {
		const loans = [loan('11', '1', asked(100, 1_000), asked(40, 1_000)), loan('12', '1', asked(10))]
		const [line] = layOutSheet(['1'], loans, [account('21', '1', 50, 0)])
		expect(line).toMatchObject({
			due: { interest: 110n, principal: 1_000n, savings: 50n },
			left: { interest: 50n, principal: 1_000n, savings: 0n },
		})
		expect(line && askedInAll(line.due)).toBe(1_160n)
	})

	it('asks nothing of a member without loans and savings', () => {
		expect(layOutSheet(['1'], [], [])[0]).toMatchObject({ due: { interest: zero, principal: zero, savings: zero }, loans: [], savings: [] })
	})
})

describe('the version of a line', () => {
	const versionOf = (loans: readonly LoanAsked[], accounts: readonly SavingsAsked[] = []) =>
		layOutSheet(['1'], loans, accounts)[0]?.version ?? ''
	const two = [loan('11', '1', asked(100)), loan('12', '1', asked(10))]

	it('stays while the same is asked, in whatever order it was read', () => {
		expect(versionOf([...two].reverse())).toBe(versionOf(two))
	})

	it('changes when another loan is asked for, though the sum is the same', () => {
		expect(versionOf([loan('11', '1', asked(60)), loan('12', '1', asked(50))])).not.toBe(versionOf(two))
		expect(versionOf([loan('11', '1', asked(100)), loan('13', '1', asked(10))])).not.toBe(versionOf(two))
	})

	it('changes with what is left, and not with what was asked before it was paid', () => {
		expect(versionOf([loan('11', '1', asked(100), asked(0))])).not.toBe(versionOf([loan('11', '1', asked(100))]))
		expect(versionOf([loan('11', '1', asked(100), asked(0))])).toBe(versionOf([loan('11', '1', asked(0))]))
	})

	it('says what was asked when it was told', () => {
		const version = versionOf([loan('11', '1', asked(100, 2_000))], [account('21', '1', 50)])
		expect(askedThen(version)).toEqual({ interest: 100n, principal: 2_000n, savings: 50n })
		expect(askedThen(nothingAsked.version)).toEqual({ interest: 0n, principal: 0n, savings: 0n })
	})
})
