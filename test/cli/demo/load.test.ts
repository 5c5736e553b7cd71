import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstrationPassword } from '../../../src/access/actions.js'
import { createApp } from '../../../src/app.js'
import { type DemoSize, loadDemonstration } from '../../../src/cli/demo/load.js'
import { retellFunds } from '../../../src/funds/question-actions.js'
import { checkBooks } from '../../../src/ledger/check-store.js'
import { retellLoans } from '../../../src/lending/question-actions.js'
import { retellSavings } from '../../../src/savings/question-actions.js'
import { retellAid } from '../../../src/mutualaid/question-actions.js'
import { checkAcknowledged } from '../../../src/platform/requests.js'
import { retellCircles } from '../../../src/rotation/question-actions.js'
import { asOwner, type Call, callOf, clockAt, cookieOf, createTestDatabase, type TestDatabase, testLog } from '../../platform/harness.js'
import { installed } from '../../platform/programs.js'

const users = ['admin', 'officer', 'leader', 'nhcsxh', 'agribank', 'auditor'] as const
const clock = clockAt('2026-11-23')

type Province = {
	readonly store: TestDatabase
	readonly as: Readonly<Record<(typeof users)[number], Call>>
	readonly shares: readonly number[]
	readonly close: () => Promise<void>
}

/** Loads a demonstration into a database of its own and signs all its users in. */
async function loaded(size: DemoSize): Promise<Province> {
	const store = await createTestDatabase()
	const shares: number[] = []
	await loadDemonstration(store.database, { size, clock, progress: (share) => void shares.push(share) })
	// What was loaded in one transaction has no statistics yet.
	await asOwner(store.url, 'analyze')
	const app: FastifyInstance = await createApp({ database: store.database, clock, log: testLog })
	const signIn = async (username: string): Promise<[string, Call]> => {
		const answer = await callOf(app)('POST', '/sessions', { username, password: demonstrationPassword })
		expect([username, answer.status]).toEqual([username, 201])
		return [username, callOf(app, { cookie: cookieOf(answer) })]
	}
	return {
		store,
		as: Object.fromEntries(await Promise.all(users.map(signIn))) as Province['as'],
		shares,
		close: async () => {
			await app.close()
			await store.close()
		},
	}
}

/** Everything of a list, page by page. */
async function pages(call: Call, path: string): Promise<any[]> {
	const items: any[] = []
	for (let next: string | null = ''; next !== null; ) {
		const { status, body }: { status: number; body: any } = await call(
			'GET',
			`${path}${path.includes('?') ? '&' : '?'}limit=500${next === '' ? '' : `&cursor=${next}`}`,
		)
		expect([path, status]).toEqual([path, 200])
		items.push(...body.items)
		next = body.next
	}
	return items
}

/** The cells of a line of CSV; none of ours holds a line end. */
const cells = (line: string): string[] => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
const sumOf = (rows: readonly any[], key: string): bigint => rows.reduce((sum, row) => sum + BigInt(row[key]), 0n)
const read = async (call: Call, path: string): Promise<any> => {
	const { status, body } = await call('GET', path)
	expect([path, status]).toEqual([path, 200])
	return body
}

/** What the rebuilt books differ in from the stored ones. */
async function findings({ database }: TestDatabase): Promise<{ found: unknown[]; loans: number }> {
	return database.reading(async (tx) => {
		const found: unknown[] = [...(await checkBooks(tx)), ...(await checkAcknowledged(tx))]
		let loans = 0
		for await (const finding of retellLoans(tx, (count) => (loans = count))) found.push(finding)
		for await (const finding of retellCircles(tx, () => undefined)) found.push(finding)
		for (const retellAll of [retellAid, retellFunds]) for await (const finding of retellAll(tx, () => undefined)) found.push(finding)
		return { found, loans }
	})
}

const folder = mkdtempSync(join(tmpdir(), 'soquy-journal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
/** Runs a tool to its end, while others may run. */
async function ran(tool: string, options: readonly string[]): Promise<{ code: number | null; printed: string; complained: string }> {
	const child = spawn(tool, options, { stdio: ['ignore', 'pipe', 'pipe'] })
	let [printed, complained] = ['', '']
	child.stdout.on('data', (text) => (printed += String(text)))
	child.stderr.on('data', (text) => (complained += String(text)))
	const [code] = (await once(child, 'close')) as [number | null]
	return { code, printed, complained }
}

/** The day of the journal and of the balances that a reader of it must come to. */
const yearEnd = '2022-12-31'

async function journalOf({ as }: Province, format: 'hledger' | 'beancount'): Promise<string> {
	const { status, body } = await as.admin('GET', `/ledger/journal?format=${format}&asOf=${yearEnd}`)
	expect(status).toBe(200)
	const file = join(folder, `so-quy.${format === 'hledger' ? 'journal' : 'beancount'}`)
	writeFileSync(file, body as string)
	return file
}

/** Debit less credit of every account that holds something, by its book and code. */
async function balancesOf({ as }: Province): Promise<Record<string, string>> {
	const { rows } = await read(as.admin, `/ledger/trial-balance?asOf=${yearEnd}`)
	const held = rows.filter(({ balance }: any) => balance !== '0')
	return Object.fromEntries(
		held.map(({ book, account, balance, side }: any) => [`${book}:${account}`, side === 'debit' ? balance : `-${balance}`]),
	)
}

/** What a tool answers as lines of account and number, in the words of the trial balance. */
function told(csv: string): Record<string, string> {
	return Object.fromEntries(
		csv
			.trim()
			.split('\n')
			.slice(1)
			.map((line) => /^"?\w+:([\w-]+:\d+)"?\s*,[\s"]*(-?\d+(?:\.\d*[1-9])?)(?:\.0+|0+)?(?: "*\w+)?[\s"]*$/.exec(line))
			.map((line) => [line?.[1]?.toLowerCase() ?? '', line?.[2] ?? ''])
			.filter(([, amount]) => amount !== '0'),
	)
}

describe('the demonstration of twelve groups', () => {
	let small: Province
	beforeAll(async () => {
		small = await loaded('small')
	})
	afterAll(() => small.close())

	it('is there with its six users, twelve groups and books that are right', async () => {
		expect(await pages(small.as.admin, '/groups')).toHaveLength(12)
		const { found, loans } = await findings(small.store)
		expect(found).toEqual([])
		expect(loans).toBeGreaterThan(150)
	})

	it('has the circle of the border guard’s women, two million a month by need, told for the whole of 2022 and ended at zero', async () => {
		const [circle] = (await read(small.as.admin, '/circles')).items
		const then = await read(small.as.admin, `/circles/${circle.id}?asOf=2022-06-30`)
		expect(then.turns.map(({ status }: any) => status)).toEqual([...Array(6).fill('taken'), ...Array(6).fill('waiting')])
		expect(then.balances).toMatchObject({ box: '0', owedByMembers: '72000000', owedToMembers: '72000000' })
		const ended = await read(small.as.admin, `/circles/${circle.id}`)
		expect(ended).toMatchObject({
			status: 'closed',
			shareAmount: '2000000',
			notice: null,
			balances: { box: '0', owedByMembers: '0', owedToMembers: '0' },
		})
		expect(ended.members.every(({ paid, received }: any) => paid === '24000000' && received === '24000000')).toBe(true)
	})

	it('has women who save at NHCSXH, in the fund and in their group, with books that are right', async () => {
		const found: unknown[] = []
		let accounts = 0
		await small.store.database.reading(async (tx) => {
			for await (const finding of retellSavings(tx, (count) => (accounts = count))) found.push(finding)
		})
		expect(found).toEqual([])
		expect(accounts).toBeGreaterThan(150)
		const { rows, totals } = await read(small.as.admin, '/reports/savings?by=product&from=2022-01-01&asOf=2022-12-31')
		expect(rows.map(({ key }: any) => key)).toEqual(['NHCSXH-TGTV', 'QUY-TKBB', 'TO-TIETKIEM'])
		expect(BigInt(totals.deposited) + BigInt(totals.interest)).toBe(BigInt(totals.balance))
		const { items } = await read(small.as.leader, '/savings-accounts')
		const [{ id }] = items
		expect(BigInt((await read(small.as.leader, `/savings-accounts/${id}`)).balance)).toBeGreaterThan(200_000n)
		expect((await read(small.as.leader, `/savings-accounts/${id}/explanation`)).periods.length).toBeGreaterThan(5)
	})

	it('hands a bank the same list as JSON, as CSV and once more, with one digest', async () => {
		const { items } = (await small.as.nhcsxh('GET', '/lenders')).body
		const path = `/lenders/${items.find(({ code }: any) => code === 'NHCSXH').id}/reconciliation-export?asOf=2022-10-31`
		const list = await read(small.as.nhcsxh, path)
		expect(list.rows.length).toBeGreaterThan(50)
		for (const key of ['principal', 'outstanding', 'inTerm', 'overdue', 'interestDue', 'interestCarried', 'interestAccrued'])
			expect([key, String(sumOf(list.rows, key))]).toEqual([key, list.totals[key]])
		const { body } = await small.as.nhcsxh('GET', `${path}&format=csv&knownAt=${list.knownAt}`)
		expect((body as string).split('\r\n').at(-2)).toContain(list.sha256)
		expect(await read(small.as.nhcsxh, `${path}&knownAt=${list.knownAt}`)).toEqual(list)
	})

	it('has a savings week of its communes that agrees with the bank, and a model of piggy banks that were opened and paid out', async () => {
		const admin = small.as.admin
		const [week] = (await read(admin, '/campaigns')).items
		const { totals } = await read(admin, `/campaigns/${week.id}/reconciliation`)
		expect(totals).toMatchObject({ difference: '0', matched: totals.units })
		expect((await read(admin, `/campaigns/${week.id}/reconciliation?asOf=2022-10-31`)).totals).toMatchObject({ amountDiffers: 1 })
		const piggyBanks = (await read(admin, '/reports/piggy-banks?year=2022')).totals
		expect(BigInt(piggyBanks.counted)).toBe(BigInt(piggyBanks.piggyBanks) * 750_000n)
		expect(piggyBanks).toMatchObject({ opened: piggyBanks.piggyBanks, paidOut: piggyBanks.counted })
	})

	it('loads in beancount as plain text, which reckons the balances of the trial balance', { timeout: 240_000 }, async ({ skip }) => {
		if (!installed('bean-check') || !installed('bean-query')) skip('beancount is not installed')
		const file = await journalOf(small, 'beancount')
		expect(await ran('bean-check', [file])).toEqual({ code: 0, printed: '', complained: '' })
		const { code, printed } = await ran('bean-query', [
			'-q',
			'-f',
			'csv',
			file,
			'select account, str(sum(number)) as total group by account',
		])
		expect(code).toBe(0)
		// As text, for as a number it is shown with as many decimals as most of its commodity have.
		expect(told(printed.replaceAll(/Decimal\('([^']*)'\)/g, '$1'))).toEqual(await balancesOf(small))
	})

	it('tells how far it is, and never goes back', () => {
		expect(small.shares[0]).toBe(0)
		expect(small.shares.at(-1)).toBe(1)
		expect(small.shares).toEqual([...small.shares].sort((a, b) => a - b))
	})

	it('is the same again to the đồng wherever it is loaded', async () => {
		const again = await loaded('small')
		const told = async ({ as }: Province) => {
			const { rows, totals } = await read(as.admin, '/reports/outstanding?by=group&asOf=2022-12-31')
			return { rows: rows.map(({ id: _, ...row }: any) => row), totals, balance: (await read(as.admin, '/ledger/trial-balance')).rows }
		}
		try {
			expect(await told(again)).toEqual(await told(small))
		} finally {
			await again.close()
		}
	})
})

describe('the demonstration of the whole province', () => {
	let province: Province
	let lenders: any[]
	const lender = (code: string): any => lenders.find((one) => one.code === code)
	const byLender = async (asOf: string) => {
		const { rows } = await read(province.as.admin, `/reports/outstanding?by=lender&asOf=${asOf}`)
		return (code: string) => rows.find(({ key }: any) => key === code)
	}

	beforeAll(async () => {
		province = await loaded('full')
		lenders = await pages(province.as.admin, '/lenders')
	}, 300_000)
	afterAll(() => province.close())

	it('owes each lender what the Union reported for 2022, to the đồng, each figure on its own day', async () => {
		expect((await byLender('2022-10-31'))('NHCSXH')).toMatchObject({ outstanding: '1038873000000', groups: 645, borrowers: 17_348 })
		expect((await byLender('2022-09-30'))('AGRIBANK')).toMatchObject({ outstanding: '26711000000', groups: 72, borrowers: 512 })
		const atYearEnd = await byLender('2022-12-31')
		expect(atYearEnd('QUY-HTPN')).toMatchObject({ outstanding: '43000000000', groups: 415, borrowers: 2_911 })
		expect(atYearEnd('KHOI-NGHIEP')).toMatchObject({ outstanding: '1400000000', groups: 5, borrowers: 70 })
		expect(atYearEnd('HOP-TAC')).toMatchObject({ outstanding: '300000000', groups: 3, borrowers: 3 })
	})

	it('saved 6.395.000.000 đồng in the week of 2022, over 161 communes and by the provincial Union itself, and 750.000 in each of 28 piggy banks', async () => {
		const { admin } = province.as
		const [week] = (await read(admin, '/campaigns')).items
		const { rows, totals } = await read(admin, `/campaigns/${week.id}`)
		expect([totals.counted, rows.length]).toEqual(['6395000000', 162])
		const [own] = rows.filter(({ name }: any) => name === 'Tỉnh Cao Bằng')
		expect(BigInt(own.counted)).toBeGreaterThan(150_000_000n)
		expect((await read(admin, `/campaigns/${week.id}?map=2025`)).totals).toEqual(totals)
		expect((await read(admin, `/campaigns/${week.id}?by=district`)).totals).toEqual(totals)
		expect((await read(admin, '/reports/piggy-banks?year=2022')).totals).toMatchObject({
			piggyBanks: 28,
			members: 28,
			target: '21000000',
			counted: '21000000',
			share: '1.0000',
		})
	})

	it('lent 1.149.600.000 đồng without interest in 2022', async () => {
		const loans = await pages(province.as.admin, `/loans?lenderId=${lender('KHONG-LAI').id}`)
		const of2022 = loans.filter(({ signedOn, status }) => signedOn.startsWith('2022-') && status !== 'signed')
		expect(sumOf(of2022, 'principal')).toBe(1_149_600_000n)
		const entries = await pages(province.as.admin, '/ledger/entries?book=interest-free&account=12881&from=2022-01-01&to=2022-12-31')
		const lent = entries.filter(({ event }) => event?.type === 'disbursed').flatMap(({ lines }) => lines)
		expect(sumOf(lent, 'amount')).toBe(1_149_600_000n)
	})

	it('writes the year’s paragraph of 2022 with the figures of the Union’s own report, each from the books and on its own day', async () => {
		const { paragraphs, missing, figures } = await read(province.as.admin, '/reports/annual?year=2022')
		const said = paragraphs.map(({ vi }: any) => vi).join(' ')
		for (const sentence of [
			'Ngân hàng CSXH tổng dư nợ là 1.038.873 triệu đồng, 645 tổ TK&VV với 17.348 thành viên vay vốn (đến ngày 31/10/2022).',
			'Ngân hàng NN&PTNT tổng dư nợ là 26.711 triệu đồng với 72 tổ tiết kiệm, 512 hộ vay vốn (đến ngày 30/9/2022).',
			'Quỹ hỗ trợ phụ nữ phát triển có tổng dư nợ 43 tỷ đồng với 415 nhóm tín dụng - tiết kiệm; 2.911 thành viên vay vốn (đến ngày 31/12/2022), thời hạn vay từ 1 năm đến 3 năm.',
			'Vận động cho vay không tính lãi 1.149,6 triệu đồng, giúp 230 hội viên.',
			'Hỗ trợ vốn vay khởi nghiệp cho 05 mô hình có 70 thành viên với tổng trị giá vốn cho vay là 1,4 tỷ đồng.',
			'Hỗ trợ vốn cho 03 mô hình tổ hợp tác với tổng vốn 300.000.000đ.',
			'huy động được 6.395 triệu đồng; riêng Hội LHPN tỉnh 152 triệu đồng.',
			'mỗi hội viên đóng góp 2 triệu đồng/tháng, 12 hội viên tham gia, lượt nhận theo nhu cầu',
			'Tiết kiệm lợn nhựa được 750.000đ/năm mỗi lợn, 28 hội viên tham gia, tổng số 21.000.000đ.',
			'Giúp nhau phát triển kinh tế: giúp 25.653 công lao động; cho mượn 233.832 m² đất canh tác;',
			'Thăm hỏi, giúp đỡ hộ khó khăn: giúp 18.172 công lao động, 7.413 kg lương thực.',
			'“Mẹ đỡ đầu” vận động được 186.740.000đ, đỡ đầu 48 trẻ.',
			'“Mái ấm tình thương” vận động được 310 triệu đồng, hỗ trợ xây dựng 07 mái ấm.',
			'“Đồng hành cùng phụ nữ biên cương” vận động được 1.177.005.000đ.',
		])
			expect(said).toContain(sentence)
		expect(said).toMatch(/^Toàn tỉnh có 10 huyện, thành phố, 161 xã, phường, thị trấn, 1\.140 tổ, nhóm với /)
		expect(missing.map(({ key }: any) => key)).toEqual(['cooperatives'])
		for (const { href } of figures) expect([href, (await province.as.admin('GET', href)).status]).toEqual([href, 200])
	})

	it('sums to the same by commune on both maps as by lender, and as the principal in each book', async () => {
		for (const [asOf, map, communes] of [
			['2022-10-31', '2022', 161],
			['2022-12-31', '2022', 161],
			['2025-10-31', '2025', 56],
		] as const) {
			const places = await read(province.as.admin, `/reports/outstanding?by=commune&asOf=${asOf}&map=${map}`)
			const { rows, totals } = await read(province.as.admin, `/reports/outstanding?by=lender&asOf=${asOf}`)
			expect([map, places.rows.length]).toEqual([map, communes])
			for (const key of ['outstanding', 'inTerm', 'overdue', 'frozen']) {
				expect([key, sumOf(places.rows, key)]).toEqual([key, sumOf(rows, key)])
				expect([key, sumOf(rows, key)]).toEqual([key, BigInt(totals[key])])
			}
			const accounts = (await read(province.as.admin, `/ledger/trial-balance?asOf=${asOf}`)).rows
			const principal = (book: string): bigint =>
				accounts
					.filter(({ book: of, account }: any) => of === book && ['12881', '12882', '12883', '9821', '9822', '9823'].includes(account))
					.reduce((sum: bigint, { balance, side }: any) => sum + (side === 'debit' ? BigInt(balance) : -BigInt(balance)), 0n)
			for (const book of new Set(lenders.map((one) => one.book))) {
				const owed = sumOf(
					rows.filter(({ key }: any) => lender(key).book === book),
					'outstanding',
				)
				expect([asOf, book, principal(book)]).toEqual([asOf, book, owed])
			}
		}
	})

	it('has what real books have: late news, reversals, tranches, debts that nobody paid', async () => {
		const [counts] = await asOwner(
			province.store.url,
			`select count(*) filter (where reverses is not null)::int as reversed, count(*) filter (where type = 'repaid' and recorded_at::date - "on" >= 5)::int as late_news,
				count(*) filter (where type = 'moved-to-overdue')::int as moved,
				(select count(*)::int from (select 1 from events where type = 'disbursed' group by contract_id having count(*) > 1) two) as tranches from events`,
		)
		for (const [what, least] of Object.entries({ reversed: 50, late_news: 100, moved: 50, tranches: 50 }))
			expect([what, Number(counts?.[what]) >= least]).toEqual([what, true])
		const { overdue } = (await byLender('2022-10-31'))('NHCSXH')
		expect(BigInt(overdue)).toBeGreaterThan(0n)
		const arrears = await read(province.as.admin, `/reports/arrears?asOf=2022-12-31&minDays=30&limit=1&lenderId=${lender('QUY-HTPN').id}`)
		expect(arrears.totals.loans).toBeGreaterThan(3)
	})

	it('hands the Bank for Social Policies a list of 17.348 loans whose total is the report’s and whose digest can be taken again', async () => {
		const { status, body } = await province.as.nhcsxh(
			'GET',
			`/lenders/${lender('NHCSXH').id}/reconciliation-export?asOf=2022-10-31&format=csv`,
		)
		expect(status).toBe(200)
		const [end, sha256, totals, ...upwards] = (body as string)
			.replace(/^\ufeff/, '')
			.split('\r\n')
			.reverse()
		const list = upwards.reverse()
		expect(end).toBe('')
		expect(list).toHaveLength(1 + 17_348)
		const [header = [], ...rows] = list.map(cells)
		const sums = cells(totals ?? '')
		expect(sums.slice(0, 2)).toEqual(['Tổng cộng', '17348'])
		const report = (await byLender('2022-10-31'))('NHCSXH')
		for (const [name, key] of [
			['Tổng dư nợ', 'outstanding'],
			['Nợ trong hạn', 'inTerm'],
			['Nợ quá hạn', 'overdue'],
			['Nợ khoanh', 'frozen'],
		] as const) {
			const column = header.indexOf(name)
			expect([name, sums[column]]).toEqual([name, report[key]])
			expect([name, String(sumOf(rows, String(column)))]).toEqual([name, report[key]])
		}
		expect((sha256 ?? '').split(',').slice(0, 2)).toEqual([
			'SHA-256',
			createHash('sha256')
				.update(`${list.join('\n')}\n`)
				.digest('hex'),
		])
	})

	it('shows the leader her own group, the officer her district, and each bank its own loans', async () => {
		const { as } = province
		const [scope] = (await read(as.leader, '/me')).scopes
		const ofLeader = await pages(as.leader, '/loans')
		expect(ofLeader.length).toBeGreaterThan(10)
		expect([...new Set(ofLeader.map(({ groupId }) => groupId))]).toEqual(scope.groupIds)
		expect(await pages(as.leader, '/groups')).toHaveLength(1)

		const [{ unitId }] = (await read(as.officer, '/me')).scopes
		const ofOfficer = await pages(as.officer, '/loans')
		const communes = new Set((await pages(as.admin, `/units?parentId=${unitId}&on=2022-10-31`)).map(({ id }) => id))
		expect(ofOfficer.length).toBeGreaterThan(500)
		expect(ofOfficer.filter(({ communeId }) => !communes.has(communeId))).toEqual([])
		const mine = await read(as.officer, '/reports/outstanding?by=district&asOf=2022-10-31')
		const all = await read(as.admin, '/reports/outstanding?by=district&asOf=2022-10-31')
		expect(mine.rows).toEqual(all.rows.filter(({ id }: any) => id === unitId))

		for (const [user, code, other] of [
			['nhcsxh', 'NHCSXH', 'AGRIBANK'],
			['agribank', 'AGRIBANK', 'NHCSXH'],
		] as const) {
			const { rows } = await read(as[user], '/reports/outstanding?by=lender&asOf=2022-09-30')
			expect(rows.map(({ key }: any) => key)).toEqual([code])
			expect((await as[user]('GET', `/loans?lenderId=${lender(other).id}`)).body.items).toEqual([])
			expect((await as[user]('GET', `/lenders/${lender(other).id}/reconciliation-export`)).status).toBe(404)
			expect((await read(as[user], '/ledger/books')).items.map(({ code: book }: any) => book)).toEqual([lender(code).book])
		}
		const [foreign] = (await read(as.admin, `/loans?lenderId=${lender('AGRIBANK').id}&limit=1`)).items
		for (const user of ['nhcsxh', 'leader'] as const)
			expect([user, (await as[user]('GET', `/loans/${foreign.id}`)).status]).toEqual([user, 404])
	})

	it('loads in hledger as plain text, which reckons the balances of the trial balance', { timeout: 240_000 }, async ({ skip }) => {
		if (!installed('hledger')) skip('hledger is not installed')
		const file = await journalOf(province, 'hledger')
		const { code, printed, complained } = await ran('hledger', ['-f', file, 'balance', '--flat', '--no-total', '-O', 'csv'])
		expect([code, complained]).toEqual([0, ''])
		expect(told(printed)).toEqual(await balancesOf(province))
	})

	it('answers as before a back-dated repayment when it is asked what was known then, and otherwise differs by that principal', async () => {
		const { admin } = province.as
		const path = '/reports/outstanding?by=lender&asOf=2022-12-31'
		const known = (await read(admin, path)).knownAt
		const before = JSON.stringify(await read(admin, `${path}&knownAt=${known}`))
		const loans = await pages(admin, `/loans?lenderId=${lender('QUY-HTPN').id}&status=active`)
		const loan = loans.find(({ signedOn }) => signedOn < '2022-12-01') ?? loans[0]
		const on = loan.signedOn < '2022-12-01' ? '2022-12-30' : loan.signedOn
		const paid = await admin(
			'POST',
			`/loans/${loan.id}/repayments`,
			{ on, amount: '2000000', receiptNo: 'MUON-1' },
			{ 'idempotency-key': 'found-later' },
		)
		expect([paid.status, loan.signedOn]).toEqual([201, loan.signedOn])
		expect(JSON.stringify(await read(admin, `${path}&knownAt=${known}`))).toBe(before)
		const now = await read(admin, path)
		const principal = BigInt(paid.body.allocation.principal)
		expect(principal).toBeGreaterThan(0n)
		for (const was of JSON.parse(before).rows) {
			const is = now.rows.find(({ key }: any) => key === was.key)
			expect([was.key, BigInt(was.outstanding) - BigInt(is.outstanding)]).toEqual([was.key, was.key === 'QUY-HTPN' ? principal : 0n])
		}
	})

	it('is re-told from its events without finding anything', { timeout: 120_000 }, async () => {
		const { found, loans } = await findings(province.store)
		expect(found).toEqual([])
		expect(loans).toBeGreaterThan(20_000)
	})
})
