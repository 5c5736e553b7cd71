import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CalendarDate, monthEnd } from '../../src/kernel/calendar-date.js'
import { factsIn } from '../collection/office.js'
import { verify } from '../platform/programs.js'
import { agreesWithHledger } from './journal.js'
import { asked } from './life.js'
import { found, monthsOf, type MonthsEnd, turnCircle } from './script.js'
import { dayOf, foundGroup, saving, woman, type Year } from './year.js'

describe('a year of one group of 27 women of a bank that entrusts the Union, told through the door alone', () => {
	let year: Year
	let circleId: string

	beforeAll(async () => {
		year = await foundGroup()
		circleId = (await found(year)).circleId
	}, 120_000)
	afterAll(() => year.house.close())

	it('has its books, cash, receipts and sheets in order at each month’s end', { timeout: 240_000 }, async () => {
		for (const [index, tell] of monthsOf(refusals).entries()) {
			const month = index + 1
			const left = await tell(year)
			await turnCircle(year, circleId, month)
			const end = monthEnd(dayOf(month, 1))
			year.today = end
			await booksBalance(year, end)
			await cashAgrees(year, end, left)
			await receiptsAgree(year, left)
			await contractsAgree(year, end)
			await sheetsAreToldAgain(year)
			if (month === 3) await feesReckoned(year)
			if (month === 4) await feesDiffer(year)
		}
	})

	it('ends with the circle at nothing, the minutes of every meeting and the days of help', async () => {
		await asked(year.officer, 'POST', `/circles/${circleId}/closing`, { on: dayOf(12, 31) })
		const circle = (await asked(year.officer, 'GET', `/circles/${circleId}`)).body
		expect(circle.status).toBe('closed')
		expect(Object.values(circle.balances).every((amount) => amount === '0')).toBe(true)
		const attendance = (await asked(year.officer, 'GET', `/groups/${year.groupId}/attendance`)).body
		expect(attendance.totals).toMatchObject({ meetings: 13, absent: 3 })
		const aid = (await asked(year.admin, 'GET', '/ledger/trial-balance?book=aid-cong')).body
		expect(aid.quantities).toEqual([{ unit: 'cong', debit: '9.5', credit: '9.5' }])
		const { custodies } = (await asked(year.officer, 'GET', `/groups/${year.groupId}/custody`)).body
		const [old, successor] = [1, 3].map((no) => custodies.find(({ leaderId }: any) => leaderId === woman(year, no).id))
		expect([old.held, successor.held, old.passedOn]).toEqual(['0', '0', successor.takenOver])
		expect(BigInt(old.passedOn)).toBeGreaterThan(0n)
		const { rows } = (await asked(year.admin, 'GET', '/ledger/trial-balance')).body
		const kept = new Set(rows.flatMap(({ book, debit, credit }: any) => (debit === '0' && credit === '0' ? [] : [book])))
		expect(kept).toEqual(new Set(['own', 'memo-nhcsxh', 'groups', 'aid-cong']))
	})

	it('is found right by the program that tells all books again, and by an accounting program that knows nothing of ours', {
		timeout: 120_000,
	}, async () => {
		const { code, said } = await verify(year.house.url)
		expect([code, said.includes('✓')], said).toEqual([0, true])
		await agreesWithHledger(year.admin)
	})
})

async function booksBalance({ admin }: Year, asOf: CalendarDate): Promise<void> {
	for (const { code } of (await asked(admin, 'GET', '/ledger/books')).body.items) {
		const { totals, quantities } = (await asked(admin, 'GET', `/ledger/trial-balance?book=${code}&asOf=${asOf}`)).body
		expect([code, totals.debit]).toEqual([code, totals.credit])
		for (const { debit, credit } of quantities) expect([code, debit]).toEqual([code, credit])
	}
}

/** What all who led the group hold is nothing or what the story names, and what sheets collected less what was handed over. */
async function cashAgrees({ officer, groupId, handedOver }: Year, asOf: CalendarDate, { held = 0n }: MonthsEnd): Promise<void> {
	const custody = (await asked(officer, 'GET', `/groups/${groupId}/custody?asOf=${asOf}`)).body
	const sheets = (await asked(officer, 'GET', `/collections?groupId=${groupId}&limit=500`)).body.items
	const collected = sumOf(sheets, 'total')
	expect([sumOf(custody.custodies, 'collected'), sumOf(custody.custodies, 'handedOver'), BigInt(custody.held)]).toEqual([
		collected,
		handedOver,
		held,
	])
	expect(collected - handedOver).toBe(held)
	const report = (await asked(officer, 'GET', `/reports/custody?groupId=${groupId}`)).body
	expect(report.totals).toMatchObject({ held: String(held), unexplained: '0' })
	expect(report.rows.every(({ reasons }: any) => reasons.length === 1)).toBe(true)
}

/** The only odd leaves are those that the story skipped; every leaf that was torn out but these is used. */
async function receiptsAgree({ officer, groupId, serial }: Year, { gaps = 0 }: MonthsEnd): Promise<void> {
	const { rows, totals } = (await asked(officer, 'GET', `/reports/receipts?groupId=${groupId}`)).body
	const { gap, ...others } = totals.findings
	expect([gap, Object.values(others).filter((count) => count !== 0)], JSON.stringify(rows)).toEqual([gaps, []])
	expect(totals.leaves.used).toBe(serial - gaps)
}

/** Loans and savings sum to the reports of the group, no principal went but at the bank, and they have been paid by its sheets what the sheets say. */
async function contractsAgree({ officer, groupId, atBank, principalAtBank }: Year, asOf: CalendarDate): Promise<void> {
	const list = async (path: string) => (await asked(officer, 'GET', `${path}?groupId=${groupId}&limit=500`)).body.items as any[]
	const row = async (report: string) =>
		(await asked(officer, 'GET', `/reports/${report}?by=group&asOf=${asOf}`)).body.rows.find(({ id }: any) => id === groupId)
	const [loans, accounts] = [await list('/loans'), await list('/savings-accounts')]
	const owed = await Promise.all(loans.map(async ({ id }) => (await asked(officer, 'GET', `/loans/${id}?asOf=${asOf}`)).body.balances))
	const outstanding = (await row('outstanding')).outstanding
	expect([sumOf(owed, 'outstanding'), sumOf(loans, 'outstanding')]).toEqual([BigInt(outstanding), BigInt(outstanding)])
	expect(BigInt(outstanding)).toBe(sumOf(loans, 'principal') - principalAtBank)
	expect(sumOf(accounts, 'balance')).toBe(BigInt((await row('savings')).balance))

	const paidTo = async (path: string, type: string, { id }: any): Promise<string[]> => {
		const events: any[] = (await asked(officer, 'GET', `${path}/${id}/events`)).body.items
		return events
			.filter((event) => event.type === type && event.reversedBy === null && !atBank.has(`${id}/${event.id}`))
			.map((event) => `${id}/${event.id} ${event.on} ${event.amount}`)
	}
	const received = [
		...(await Promise.all(loans.map((loan) => paidTo('/loans', 'repaid', loan)))),
		...(await Promise.all(accounts.map((account) => paidTo('/savings-accounts', 'deposited', account)))),
	].flat()
	const sheets = (await list('/collections')).map(({ id }) => asked(officer, 'GET', `/collections/${id}`))
	const written = (await Promise.all(sheets)).flatMap(({ body: { on, lines } }) =>
		lines
			.filter(({ restatedBy }: any) => restatedBy === null)
			.flatMap(({ payments }: any) => payments.map(({ contractId, eventId, amount }: any) => `${contractId}/${eventId} ${on} ${amount}`)),
	)
	expect(received.sort()).toEqual(written.sort())
}

/** Every sheet that was ever fetched is the same when it is asked for again as it was known then. */
async function sheetsAreToldAgain({ officer, fetched }: Year): Promise<void> {
	for (const { path, said } of fetched) expect((await asked(officer, 'GET', path)).body).toEqual(said)
}

async function feesReckoned(year: Year): Promise<void> {
	const { officer, lenderId, groupId } = year
	year.today = dayOf(4, 1)
	const { changed } = (await asked(officer, 'POST', '/fee-reckonings', { lenderId, month: '2022-03' })).body
	expect(changed.map(({ groupId: whose, type, before }: any) => [whose, type, before])).toEqual([
		[groupId, 'reckoned', '0'],
		[groupId, 'reckoned', '0'],
	])
}

/** March's sheet was corrected in April: its fees are adjusted by the difference, and the loan that it comes of is named. */
async function feesDiffer(year: Year): Promise<void> {
	const { officer, lenderId, groupId } = year
	const { changed } = (await asked(officer, 'POST', '/fee-reckonings', { lenderId, month: '2022-03' })).body
	expect(changed).toHaveLength(2)
	for (const { groupId: whose, type, before, due, difference, causes } of changed) {
		expect([whose, type, BigInt(difference) > 0n]).toEqual([groupId, 'adjusted', true])
		expect(BigInt(due) - BigInt(before)).toBe(BigInt(difference))
		expect(causes.map(({ loanId }: any) => loanId)).toEqual([woman(year, 5).loanId])
	}
}

/** What is refused on the day of the last meeting, each with its sentence, and nothing of it is recorded. */
async function refusals(year: Year): Promise<void> {
	const { officer, leader, communeId, lenderId, groupId, sheets } = year
	const on = dayOf(12, 10)
	const [one, other] = [woman(year, 1), woman(year, 10)]
	const posted = (await asked(officer, 'GET', `/collections/${sheets.get(on)}`)).body
	const again = posted.lines.map(({ member, status, payments }: any) => ({
		memberId: member.id,
		status,
		loans: payments.flatMap(({ kind, contractId, amount }: any) => (kind === 'loan' ? [{ loanId: contractId, amount }] : [])),
		savings: payments.flatMap(({ kind, contractId, amount }: any) => (kind === 'savings' ? [{ accountId: contractId, amount }] : [])),
	}))
	const neighbours = { name: 'Tổ Bản Viết 3', kind: 'savings-and-loan', lenderId, communeId, establishedOn: '2021-12-15' }
	const neighbourId = (await asked(officer, 'POST', '/groups', neighbours)).body.id
	const stranger = (await asked(officer, 'POST', '/members', { name: 'Nguyễn Thị Lạ', communeId })).body.id
	await asked(officer, 'POST', `/groups/${neighbourId}/memberships`, { memberId: stranger, role: 'member', from: '2021-12-15' })
	const saved = { memberId: one.id, savings: [{ accountId: one.accountId, amount: saving }] }
	const sheet = (lines: readonly unknown[], more: object = {}) => ({ groupId, on, lines, ...more })
	const circleId = (await asked(officer, 'GET', `/circles?groupId=${groupId}`)).body.items[0].id

	const cases: readonly (readonly [string, string, unknown, RegExp])[] = [
		['collection.sheet-twice', '/collections', sheet(again), /^Bảng kê này đã ghi rồi/],
		['custody.handed-over', '/collections', sheet([saved], { on: dayOf(11, 10) }), /Tiền thu đến ngày 10\/11\/2022 đã nộp rồi/],
		['collection.not-a-member', '/collections', sheet([{ memberId: stranger, status: 'absent' }]), /không thuộc tổ vào ngày đó/],
		['collection.account-of-another-member', '/collections', sheet([{ ...saved, memberId: stranger }]), /không phải của người ở dòng này/],
		[
			'collection.group-collects-no-principal',
			'/collections',
			sheet([{ memberId: other.id, loans: [{ loanId: other.loanId, amount: '1000000' }] }]),
			/Tổ TK&VV không được thu nợ gốc/,
		],
		[
			'collection.banknotes-differ',
			'/collections',
			sheet([saved], { denominations: [{ value: '20000', count: 2 }] }),
			/Bảng kê tiền cộng lại là 40000 đồng, tổng các dòng là 50000 đồng/,
		],
		['rotation.turn-taken', `/circles/${circleId}/draws`, { on, turn: 11 }, /Kỳ 11 đã lĩnh/],
	]
	for (const [code, path, body, sentence] of cases)
		expect([code, await refusedWith(year, leader, path, body, sentence)]).toEqual([code, code])
	const withdrawal = { on, amount: saving }
	const path = `/savings-accounts/${other.accountId}/withdrawals`
	expect(await refusedWith(year, officer, path, withdrawal, /Chưa được rút tiền gửi: còn nợ/)).toBe('savings.while-in-debt')
}

async function refusedWith({ house }: Year, call: Year['leader'], path: string, body: unknown, said: RegExp): Promise<string> {
	const before = await factsIn(house)
	const { body: answer } = await asked(call, 'POST', path, body, [422])
	expect(answer.detail).toMatch(said)
	expect(await factsIn(house)).toEqual(before)
	return answer.code
}

function sumOf(rows: readonly any[], key: string): bigint {
	return rows.reduce((sum, row) => sum + BigInt(row[key]), 0n)
}
