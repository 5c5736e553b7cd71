import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { broughtLinesView } from '../../src/collection/schemas.js'
import { cases, seed } from '../contracts/laws.js'
import type { Answer } from '../platform/harness.js'
import { lineOf, type Meeting, openMeeting, type Woman } from './meeting.js'
import { factsIn, made } from './office.js'

/** How often the whole road through the door is gone: some hundred times less than a law that needs no database. */
const runs = Math.max(3, Math.floor(cases / 200))

describe('the lines that a phone kept while it had no signal', () => {
	let at: Meeting
	let women: readonly Woman[] = []

	beforeAll(async () => {
		at = await openMeeting()
		women = at.fundBorrowers
	})
	afterAll(() => at.house.close())

	const line = (woman: Woman | undefined, amount: string, saved: string | null = null, more: Record<string, unknown> = {}) => ({
		clientLineId: randomUUID(),
		...lineOf(woman as Woman, amount, saved, more),
	})
	const bring = (sheetClientId: string, on: string, lines: readonly unknown[], by = at.admin, groupId = at.fundGroup) =>
		at.post('/collections/lines', { groupId, on, sheetClientId, lines }, by)
	const outcomes = ({ body }: Answer) => body.lines.map(({ outcome }: any) => outcome)
	const repayments = async (woman: Woman | undefined) =>
		(await at.admin('GET', `/loans/${woman?.loanId}/events`)).body.items.filter(({ type }: any) => type === 'repaid').length

	it('are recorded weeks later as payments of the day of the meeting, on a sheet of their own', async () => {
		const lines = [line(women[0], '120000', '20000'), { clientLineId: randomUUID(), memberId: women[1]?.id, status: 'absent' }]
		const answer = await bring('phone-sheet-december-1', '2022-12-12', lines)
		expect(broughtLinesView.safeParse(answer.body).error).toBeUndefined()
		expect([answer.status, answer.body.total, outcomes(answer)]).toEqual([201, '140000', ['recorded', 'recorded']])
		const { body } = await at.admin('GET', `/collections/${answer.body.id}`)
		expect(body).toMatchObject({ on: '2022-12-12', kind: 'late', total: '140000', collectedFrom: 1, steps: [{ seq: 1, type: 'brought' }] })
		expect((await at.admin('GET', `/loans/${women[0]?.loanId}/events`)).body.items.at(-1)).toMatchObject({
			on: '2022-12-12',
			amount: '120000',
		})
	})

	it('are answered the same when they come again, alone or among others', async () => {
		const [one, two] = [line(women[0], '50000'), line(women[1], '60000', '20000')]
		const first = await bring('phone-sheet-january-1', '2023-01-12', [one])
		const facts = await factsIn(at.house)
		const again = await bring('phone-sheet-january-1', '2023-01-12', [one])
		expect(outcomes(again)).toEqual(['already-recorded'])
		expect([again.body.id, again.body.total, again.body.lines[0].line]).toEqual([first.body.id, '0', first.body.lines[0].line])
		const { requests: _, ...same } = await factsIn(at.house)
		expect(facts).toMatchObject(same)
		const more = await bring('phone-sheet-january-1', '2023-01-12', [two, one, two])
		expect(outcomes(more)).toEqual(['recorded', 'already-recorded', 'already-recorded'])
		expect([more.body.id, more.body.lines[2].line]).toEqual([first.body.id, more.body.lines[0].line])
	})

	it('stand each on its own account: one that may not be is told why, in both languages, and the others stand', async () => {
		const facts = await factsIn(at.house)
		const [good, stranger, tooMuch, mate] = [
			line(women[0], '30000'),
			line(at.stranger, '1'),
			line(women[1], '900000000'),
			line(women[2], '40000'),
		]
		const answer = await bring('phone-sheet-february', '2023-02-13', [stranger, good, tooMuch, mate])
		expect(outcomes(answer)).toEqual(['refused', 'recorded', 'refused', 'recorded'])
		expect(answer.body.total).toBe('70000')
		expect(answer.body.lines[0].refusal).toMatchObject({ code: 'collection.loan-of-another-group', path: 'loans.0.loanId' })
		expect(answer.body.lines[2].refusal).toMatchObject({ code: 'loan.overpayment', path: 'loans.0.amount' })
		expect(answer.body.lines[2].refusal.vi).not.toBe(answer.body.lines[2].refusal.en)
		const { events = 0, lines = 0 } = facts
		expect(await factsIn(at.house)).toMatchObject({ events: events + 3, lines: lines + 2 })
		// The right amount may come under the same name: nothing was recorded under it.
		expect(outcomes(await bring('phone-sheet-february', '2023-02-13', [{ ...tooMuch, ...lineOf(women[1] as Woman, '20000') }]))).toEqual([
			'recorded',
		])
	})

	it('say the same as before under the same name, or are refused', async () => {
		const one = line(women[0], '15000')
		await bring('phone-sheet-february-2', '2023-02-14', [one])
		const answer = await bring('phone-sheet-february-2', '2023-02-14', [{ ...one, note: 'khác' }])
		expect([outcomes(answer), answer.body.lines[0].refusal.code]).toEqual([['refused'], 'collection.line-says-otherwise'])
		const elsewhere = await bring('phone-sheet-february-3', '2023-02-14', [one])
		expect(elsewhere.body).toMatchObject({ id: null, lines: [{ refusal: { code: 'collection.line-says-otherwise' } }] })
		const two = line(women[1], '15000')
		expect(outcomes(await bring('phone-sheet-february-4', '2023-02-14', [two, { ...two, note: 'khác' }]))).toEqual(['recorded', 'refused'])
	})

	it('are of one meeting, with one line for a member', async () => {
		expect((await bring('phone-sheet-february-2', '2023-02-20', [line(women[1], '1')])).body.code).toBe(
			'collection.sheet-of-another-meeting',
		)
		const twice = await bring('phone-sheet-february-5', '2023-02-15', [line(women[0], '15000'), line(women[0], '16000')])
		expect([outcomes(twice), twice.body.lines[1].refusal.code]).toEqual([['recorded', 'refused'], 'collection.member-twice'])
		expect((await bring('phone-sheet-february-5', '2023-02-15', [line(women[0], '16000')])).body.lines[0].refusal.code).toBe(
			'collection.member-twice',
		)
		expect((await bring('phone-sheet-future', '2023-06-16', [line(women[0], '1')])).body.code).toBe('contract.future-day')
	})

	it('ask where what she owes has changed since the sheet was fetched, and are recorded once that is confirmed', async () => {
		const sheet = await at.sheet(at.fundGroup, '?on=2023-03-13')
		const versionOf = (woman: Woman | undefined) => sheet.lines.find(({ member }: any) => member.id === woman?.id).version
		const lines = [women[0], women[1]].map((woman) => line(woman, '25000', null, { expectedVersion: versionOf(woman) }))
		made(await at.post(`/loans/${women[0]?.loanId}/repayments`, { on: '2023-03-13', amount: '1000' }))
		const answer = await bring('phone-sheet-march', '2023-03-13', lines)
		expect(outcomes(answer)).toEqual(['needs-confirmation', 'recorded'])
		const [asked] = answer.body.lines
		const total = (figures: Record<string, string>) => Object.values(figures).reduce((sum, part) => sum + BigInt(part), 0n)
		expect(total(asked.was) - total(asked.is)).toBe(1_000n)
		expect(asked.refusal.code).toBe('collection.expectation-changed')
		const confirmed = await bring('phone-sheet-march', '2023-03-13', [{ ...lines[0], confirmed: true }, lines[1]])
		expect(outcomes(confirmed)).toEqual(['recorded', 'already-recorded'])
	})

	it('are known again where the phone had sent the whole sheet without hearing of it', async () => {
		const lines = [line(women[0], '11000'), line(women[1], '12000')]
		const sheet = { groupId: at.fundGroup, on: '2023-03-20', clientId: 'phone-sheet-march-20', lines }
		const { id } = made(await at.post('/collections', sheet))
		const answer = await bring('phone-sheet-march-20', '2023-03-20', [...lines, line(women[2], '13000')])
		expect([answer.body.id, outcomes(answer)]).toEqual([id, ['already-recorded', 'already-recorded', 'recorded']])
		expect(
			await at.refused('/collections', { ...sheet, clientId: undefined, on: '2023-03-20', lines: [line(women[2], '1'), lines[0]] }),
		).toEqual([422, 'collection.line-recorded', 'lines.1.clientLineId'])
		expect(
			(
				await at.refused('/collections', {
					...sheet,
					clientId: undefined,
					lines: [lines[0], { ...lines[1], clientLineId: lines[0]?.clientLineId }],
				})
			)[1],
		).toBe('collection.line-twice')
	})

	it('that a leader brings after the handover of that day are for an officer to accept', async () => {
		const [woman] = at.borrowers as [Woman]
		const day = '2023-01-12'
		made(await at.post('/collections', { on: day, groupId: at.bankGroup, lines: [lineOf(woman, '1000')] }))
		made(
			await at.post(`/groups/${at.bankGroup}/cash-handovers`, { on: '2023-01-15', amount: '1000', to: 'bank', receiver: 'Giao dịch viên' }),
		)
		const late = [line(at.borrowers[1], '2000')]
		const byLeader = await bring('phone-sheet-late', day, late, at.leader, at.bankGroup)
		expect([outcomes(byLeader), byLeader.body.lines[0].refusal.code]).toEqual([['refused'], 'custody.handed-over'])
		expect(outcomes(await bring('phone-sheet-late', day, late, at.admin, at.bankGroup))).toEqual(['recorded'])
		expect((await at.admin('GET', `/groups/${at.bankGroup}/custody`)).body.held).toBe('2000')
		expect(outcomes(await bring('phone-sheet-late', day, late, at.leader, at.bankGroup))).toEqual(['already-recorded'])
	})

	it('are recorded once of fifty that come at the same moment', async () => {
		const lines = [line(women[0], '5000', '1000'), line(women[1], '6000')]
		const before = [await repayments(women[0]), await repayments(women[1])]
		const answers = await Promise.all(
			Array.from({ length: 50 }, (_, turn) => bring('phone-sheet-fifty', '2023-04-12', turn % 2 === 0 ? lines : [...lines].reverse())),
		)
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
		const all = answers.flatMap(outcomes)
		expect(all.filter((one) => one === 'recorded')).toHaveLength(2)
		expect(all.filter((one) => one === 'already-recorded')).toHaveLength(98)
		expect([await repayments(women[0]), await repayments(women[1])]).toEqual(before.map((count) => count + 1))
		const { body } = await at.admin('GET', `/collections/${answers[0]?.body.id}`)
		expect(body.total).toBe('12000')
	})

	it('end the same in whatever order they come and however often', { timeout: 120_000 }, async () => {
		const orders = fc.shuffledSubarray([0, 1, 2, 0, 1, 2, 2], { minLength: 7 }).chain((order) =>
			fc.record({
				order: fc.constant(order),
				// Where the phone had a signal, and sent what it had so far.
				cuts: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
			}),
		)
		let turn = 0
		await fc.assert(
			fc.asyncProperty(orders, async ({ order, cuts }) => {
				turn += 1
				const sheet = `phone-sheet-law-${turn}-${seed}`
				const lines = [
					line(women[0], '300', '100'),
					line(women[1], '500'),
					{ clientLineId: randomUUID(), memberId: women[2]?.id, status: 'absent' },
				]
				const before = await factsIn(at.house)
				const bounds = [0, ...[...cuts].sort(), order.length]
				let [recorded, last] = [0, '']
				for (const [index, start] of bounds.slice(0, -1).entries()) {
					const batch = order.slice(start, bounds[index + 1]).map((which) => lines[which])
					const answer = await bring(sheet, '2023-05-12', batch)
					recorded += outcomes(answer).filter((one: string) => one === 'recorded').length
					last = answer.body.id
				}
				const after = await factsIn(at.house)
				// Two repayments, a deposit and the cash of each time that something came.
				expect(recorded).toBe(3)
				expect((after['lines'] ?? 0) - (before['lines'] ?? 0)).toBe(3)
				const { body } = await at.admin('GET', `/collections/${last}`)
				expect([body.total, body.collectedFrom, body.lines.length]).toEqual(['900', 2, 3])
				expect(body.lines.flatMap(({ payments }: any) => payments)).toHaveLength(3)
			}),
			{ numRuns: runs, seed },
		)
	})
})
