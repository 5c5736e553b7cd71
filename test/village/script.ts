import { expect } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { asked } from './life.js'
import { correct, fetchSheet, fillIn, handOver, keptByPhone, meet, payAtBank, postSheet, writeMinutes } from './meetings.js'
import { dayOf, founded, type Line, newLeader, saving, woman, type Year } from './year.js'

/** What is still to be explained at the end of a month of the story: cash held, and leaves of receipt books that were skipped. */
export type MonthsEnd = { readonly held?: bigint; readonly gaps?: number }
type Month = (year: Year) => Promise<MonthsEnd>

/** Loans by the women's places on the list, in millions of đồng; the last three only save. */
const loans = [30, 20, 50, 25, 40, 30, 20, 35, 50, 30, 25, 40, 20, 30, 45, 20, 30, 25, 50, 30, 20, 40, 30, 5] as const
const farHamlet = [21, 22, 23, 24, 25] as const
/** Women of the circle, in the order of their turns. */
const circle = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const
const share = '500000'

/** The founding: minutes with the savings agreed, loans signed and paid out on three days, savings accounts, a book of receipts. */
export async function found(year: Year): Promise<{ readonly circleId: string }> {
	const { admin, officer, groupId, women } = year
	await writeMinutes(year, founded, [], [{ kind: 'minimum-savings', monthly: saving, votesFor: 27 }])
	const idOf = async (path: string, code: string) =>
		(await asked(admin, 'GET', path)).body.items.find((product: any) => product.code === code).id
	const [poor, nearPoor] = [await idOf('/products?limit=500', 'NHCSXH-HONGHEO'), await idOf('/products?limit=500', 'NHCSXH-CANNGHEO')]
	const account = {
		productId: await idOf('/savings-products?limit=500', 'NHCSXH-TGTV'),
		groupId,
		openedOn: '2021-12-20',
		minimumMonthly: saving,
	}
	year.today = calendarDate('2021-12-31')
	for (const one of women) {
		one.accountId = (await asked(officer, 'POST', '/savings-accounts', { ...account, memberId: one.id })).body.id
		const millions = loans[one.no - 1]
		if (millions === undefined) continue
		const principal = `${millions}000000`
		const terms = { principal, instalments: { count: 36 } }
		const productId = one.no % 3 === 0 ? nearPoor : poor
		const signed = { productId, groupId, memberId: one.id, signedOn: '2021-12-20', purpose: 'Nuôi trâu, bò sinh sản', terms }
		one.loanId = (await asked(officer, 'POST', '/loans', signed)).body.id
		await asked(officer, 'POST', `/loans/${one.loanId}/disbursements`, { on: `2021-12-2${(one.no % 3) + 2}`, amount: principal })
	}
	await asked(officer, 'POST', '/receipt-books', { series: 'BL/22', first: '0001', last: '0200', groupId, on: '2021-12-31' })
	const { body } = await asked(officer, 'POST', '/circles', {
		name: 'Góp vốn xoay vòng Bản Viết',
		groupId,
		organiser: { memberId: woman(year, 4).id },
		openedOn: '2021-12-31',
		shareAmount: share,
		shares: circle.map((no) => ({ memberId: woman(year, no).id })),
		calendar: { firstOn: '2022-01-10', period: 'month' },
		order: 'fixed',
	})
	return { circleId: body.id }
}

/** A turn of the circle: all twelve put in, and she whose turn it is takes it. */
export async function turnCircle(year: Year, circleId: string, turn: number): Promise<void> {
	const on = dayOf(turn, 10)
	const contributions = circle.map((no) => ({ memberId: woman(year, no).id, turn, amount: share }))
	await asked(year.leader, 'POST', `/circles/${circleId}/contributions`, { on, contributions })
	await asked(year.leader, 'POST', `/circles/${circleId}/draws`, { on, turn })
}

/** The twelve months of the story. Each meeting is on the 10th, and the bank comes to the commune on the 12th. */
export function monthsOf(refuse: (year: Year) => Promise<void>): readonly Month[] {
	return [january, february, march, april, may, june, july, august, september, october, november, (year) => december(year, refuse)]
}

async function january(year: Year): Promise<MonthsEnd> {
	year.today = dayOf(1, 5)
	const memberIds = [1, 2, 3, 4, 5, 6].map((no) => woman(year, no).id)
	const banks = { groupId: year.groupId, memberIds, startedOn: dayOf(1, 5), opensOn: dayOf(12, 18), target: '600000' }
	await asked(year.leader, 'POST', '/piggy-banks', banks)
	await meet(year, dayOf(1, 10))
	await handOver(year, dayOf(1, 12))
	return {}
}

async function february(year: Year): Promise<MonthsEnd> {
	await meet(year, dayOf(2, 10), { absent: [7], unpaid: [12] })
	await handOver(year, dayOf(2, 12))
	return {}
}

/** Of woman 5 half is written on the sheet of what her receipt says; the fees of the month are reckoned from what is written. */
async function march(year: Year): Promise<MonthsEnd> {
	const on = dayOf(3, 10)
	const filled = await meet(year, on, {
		unpaid: [12],
		written: {
			5: (line) => ({ ...line, loans: line.loans.map((paid) => ({ ...paid, amount: String((BigInt(paid.amount) / 2000n) * 1000n) })) }),
		},
	})
	year.kept = filled.find(({ no }) => no === 5)?.true ?? null
	await handOver(year, dayOf(3, 12))
	const helped = (giver: number, receiver: number, amount: string) => ({
		on: dayOf(3, 20),
		mode: 'given',
		quantity: { unit: 'cong', amount },
		purpose: 'Cấy lúa xuân',
		giver: { memberId: woman(year, giver).id },
		receiver: { memberId: woman(year, receiver).id },
	})
	year.today = dayOf(3, 31)
	await asked(year.officer, 'POST', '/aid', { acts: [helped(13, 7, '3'), helped(14, 7, '2.5'), helped(15, 7, '4')] })
	return {}
}

/** Her receipt of March turns up after April's sheet was fetched: March is corrected, and April asks her anew and is confirmed. */
async function april(year: Year): Promise<MonthsEnd> {
	const on = dayOf(4, 10)
	year.today = on
	const filled = fillIn(year, await fetchSheet(year, on), { unpaid: [12], monthOnly: [5] })
	await correct(year, dayOf(3, 10), { no: 5, line: lineKept(year) }, 'Ghi thiếu so với biên lai')
	const asks = await postSheet(year, on, filled, [], [422])
	expect(asks.body.code).toBe('collection.expectation-changed')
	await postSheet(year, on, filled, [5])
	await writeMinutes(year, on, [])
	const { custodyId } = await handOver(year, dayOf(4, 12), 100_000n)
	await asked(year.officer, 'POST', `/custodies/${custodyId}/notes`, {
		on: dayOf(4, 12),
		reason: 'Tờ 100.000 đồng bị rách, ngân hàng chưa nhận',
	})
	return { held: 100_000n }
}

/** Woman 8 paid and has her receipt; the sheet says that she did not, and nobody has seen it yet. April's note is settled. */
async function may(year: Year): Promise<MonthsEnd> {
	const filled = await meet(year, dayOf(5, 10), {
		unpaid: [12],
		written: { 8: ({ memberId }) => ({ memberId, status: 'unpaid', loans: [], savings: [] }) },
	})
	year.kept = filled.find(({ no }) => no === 8)?.true ?? null
	await handOver(year, dayOf(5, 12))
	return { gaps: 1 }
}

/** Woman 8 knows that she paid for May. Woman 9 pays principal back, as a member of such a group does: at the bank, herself. */
async function june(year: Year): Promise<MonthsEnd> {
	await meet(year, dayOf(6, 10), { unpaid: [12], absent: [16], monthOnly: [8] })
	await handOver(year, dayOf(6, 12))
	const { allocation } = await payAtBank(year, woman(year, 9), dayOf(6, 12), '5000000')
	expect(BigInt(allocation.principal)).toBeGreaterThan(4_000_000n)
	return { gaps: 1 }
}

/**
 * The leader hands the group over. Counting the leaves finds that one more is gone than is written: May's receipt. May is
 * corrected, its cash counted and passed on with the books; and the old leader can post no more.
 */
async function july(year: Year): Promise<MonthsEnd> {
	const on = dayOf(7, 1)
	year.today = on
	const old = year.leader
	const [from, to] = [woman(year, 1), woman(year, 3)]
	const seeded = (await asked(year.admin, 'GET', '/groups')).body.items.find(({ id }: any) => id !== year.groupId)
	const successor = await newLeader(year.house, year.admin, 'hoang.hoa', to.name, seeded.id)
	const [book] = (await asked(year.officer, 'GET', `/receipt-books?groupId=${year.groupId}`)).body.items
	const inAll = async (path: string, key: string): Promise<string> => {
		const { items } = (await asked(year.officer, 'GET', `${path}?groupId=${year.groupId}&limit=500`)).body
		return String(items.reduce((sum: bigint, item: any) => sum + BigInt(item[key]), 0n))
	}
	const told = { loans: await inAll('/loans', 'outstanding'), savings: await inAll('/savings-accounts', 'balance') }
	const minutes = (cash: string) => ({
		on,
		fromId: from.id,
		toId: to.id,
		cash,
		receiptBooks: [{ bookId: book.id, blank: 200 - year.serial }],
		told,
		signedBy: [from.id, to.id],
		minutesNo: 'BBBG-01',
		access: { begins: [successor.id] },
	})
	const path = `/groups/${year.groupId}/leader-handovers`
	const counted = await asked(year.officer, 'POST', path, minutes('0'), [422])
	expect(counted.body.code).toBe('receipt.counted-differs')
	const { difference } = await correct(year, dayOf(5, 10), { no: 8, line: lineKept(year) }, 'Tìm thấy biên lai tháng 5')
	// May's savings are among what the members have saved by now.
	told.savings = await inAll('/savings-accounts', 'balance')
	expect((await asked(year.officer, 'POST', path, minutes(difference))).body).toMatchObject({ cash: difference, warnings: [] })
	year.leader = successor.call
	const hers = { groupId: year.groupId, on, lines: [{ memberId: from.id, savings: [{ accountId: from.accountId, amount: saving }] }] }
	const { body } = await asked(old, 'POST', '/collections', hers, [404])
	expect(body.code).toBe('group.not-found')
	await meet(year, dayOf(7, 10), { unpaid: [12] })
	await handOver(year, dayOf(7, 12))
	return {}
}

/** Woman 12 has paid nothing since February: her savings pay what is due. Woman 10 would withdraw hers and may not. */
async function august(year: Year): Promise<MonthsEnd> {
	year.today = dayOf(8, 1)
	const book = { series: 'BL/22', first: '0201', last: '0400', groupId: year.groupId, on: dayOf(8, 1) }
	await asked(year.officer, 'POST', '/receipt-books', book)
	await meet(year, dayOf(8, 10), { unpaid: [12], absent: [7] })
	await handOver(year, dayOf(8, 12))
	await asked(year.officer, 'POST', `/savings-accounts/${woman(year, 12).accountId}/offsets`, { on: dayOf(8, 12), decisionNo: '05/QĐ' })
	const withdrawal = { on: dayOf(8, 12), amount: saving }
	const { body } = await asked(year.officer, 'POST', `/savings-accounts/${woman(year, 10).accountId}/withdrawals`, withdrawal, [422])
	expect(body.code).toBe('savings.while-in-debt')
	return {}
}

/** The far hamlet has no signal: a phone keeps the lines of its women, whose five leaves the office does not know of yet. */
async function september(year: Year): Promise<MonthsEnd> {
	const filled = await meet(year, dayOf(9, 10), { onPhone: farHamlet })
	year.phone = keptByPhone(filled, farHamlet)
	await handOver(year, dayOf(9, 12))
	return { gaps: farHamlet.length }
}

/**
 * The phone's lines arrive weeks later: refused to the leader, since the cash of that day is handed over; the officer takes
 * them, in another order, in parts and twice. Woman 24 pays her loan off at the bank.
 */
async function october(year: Year): Promise<MonthsEnd> {
	year.today = dayOf(10, 3)
	const [a, b, c, d, e] = year.phone
	const sheet = { groupId: year.groupId, on: dayOf(9, 10), sheetClientId: 'phone-far-hamlet-09' }
	const bring = async (call: Year['leader'], lines: readonly unknown[]) => {
		const { body } = await asked(call, 'POST', '/collections/lines', { ...sheet, lines })
		return body.lines.map(({ outcome, refusal }: any) => refusal?.code ?? outcome).join(' ')
	}
	const heard = [
		await bring(year.leader, [a]),
		await bring(year.officer, [e, c]),
		await bring(year.officer, [d, e, b, a]),
		await bring(year.officer, [a, b, c, d, e]),
	]
	const right = [
		'custody.handed-over',
		'recorded recorded',
		'recorded already-recorded recorded recorded',
		Array(5).fill('already-recorded').join(' '),
	]
	expect(heard).toEqual(right)
	await meet(year, dayOf(10, 10))
	await handOver(year, dayOf(10, 12))
	const leaving = woman(year, 24)
	const { balances } = (await asked(year.officer, 'GET', `/loans/${leaving.loanId}`)).body
	const { status } = await payAtBank(year, leaving, dayOf(10, 12), balances.payOff)
	expect(status).toBe('closed')
	return {}
}

/** Woman 24 owes nothing: she takes her savings and leaves. Woman 10 owes and stays. */
async function november(year: Year): Promise<MonthsEnd> {
	await meet(year, dayOf(11, 10))
	await handOver(year, dayOf(11, 12))
	const [free, owing] = [woman(year, 24), woman(year, 10)]
	const on = dayOf(11, 30)
	year.today = on
	const depart = (memberId: string, statuses: readonly number[]) =>
		asked(year.officer, 'POST', `/groups/${year.groupId}/departures`, { memberId, on, reason: 'Chuyển về quê chồng' }, statuses)
	const first = await depart(free.id, [422])
	expect(first.body.code).toBe('departure.savings-left')
	const { balance } = (await asked(year.officer, 'GET', `/savings-accounts/${free.accountId}`)).body
	await asked(year.officer, 'POST', `/savings-accounts/${free.accountId}/withdrawals`, { on, amount: balance })
	await asked(year.officer, 'POST', `/savings-accounts/${free.accountId}/closures`, { on })
	await depart(free.id, [201])
	const second = await depart(owing.id, [422])
	expect(second.body.code).toBe('departure.debt-left')
	return {}
}

/** The last meeting of the year, what is refused on its day, and the piggy banks opened before two witnesses. */
async function december(year: Year, refuse: (year: Year) => Promise<void>): Promise<MonthsEnd> {
	await meet(year, dayOf(12, 10))
	await refuse(year)
	await handOver(year, dayOf(12, 12))
	year.today = dayOf(12, 18)
	const { items } = (await asked(year.leader, 'GET', `/piggy-banks?groupId=${year.groupId}`)).body
	const count = { amount: '600000', banknotes: [{ value: '200000', count: 3 }] }
	await asked(year.leader, 'POST', '/piggy-banks/openings', {
		groupId: year.groupId,
		on: dayOf(12, 18),
		minutesNo: '12/BB',
		witnesses: [{ name: 'Phạm Thị Thu' }, { name: 'Nguyễn Thị Hằng' }],
		total: '3600000',
		piggyBanks: items.map(({ id }: any) => ({ piggyBankId: id, ...count })),
	})
	for (const { id } of items)
		await asked(year.leader, 'POST', `/piggy-banks/${id}/payouts`, { on: dayOf(12, 18), amount: '600000', to: 'member' })
	return {}
}

function lineKept({ kept }: Year): Line {
	if (kept === null) throw new Error('no line was kept')
	return kept
}
