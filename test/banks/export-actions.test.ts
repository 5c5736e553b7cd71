import { createHash } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstrationPassword } from '../../src/access/actions.js'
import { deltaView, downloadsView, layoutView } from '../../src/banks/schemas.js'
import { textOfPages } from '../documents/pdf-text.js'
import { asOwner, type Call, callOf, cookieOf, createTestApp, type TestApp } from '../platform/harness.js'
import { pay, type Story, tellStory } from '../reports/story.js'

let house: TestApp
let story: Story
let admin: Call
let auditor: Call
const cookies = new Map<string, string>()

beforeAll(async () => {
	house = await createTestApp()
	story = await tellStory(house.database)
	admin = await house.asUser('admin')
	auditor = await house.asUser('auditor')
	for (const user of ['admin', 'nhcsxh', 'agribank']) {
		cookies.set(user, cookieOf(await house.call('POST', '/sessions', { username: user, password: demonstrationPassword })))
	}
})
afterAll(() => house.close())

type Lender = keyof Story['lenders']
const path = (lender: Lender, query = '', what = 'reconciliation-export') => `/lenders/${story.lenders[lender]}/${what}${query}`
const raw = async (where: string, user = 'admin') =>
	(await house.app.inject({ method: 'GET', url: `/api/v1${where}`, headers: { cookie: cookies.get(user) ?? '' } })).rawPayload
const linesOf = (csv: unknown) => String(csv).replace('\ufeff', '').trimEnd().split('\r\n')
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Ntry' || name === 'Bal' })

async function statementOf(lender: Lender, query: string) {
	const { status, body, headers } = await admin('GET', path(lender, `?format=camt053${query}`))
	expect([status, headers['content-type']]).toEqual([200, 'application/xml'])
	const { Stmt } = parser.parse(String(body)).Document.BkToCstmrStmt
	const owed = (one: { CdtDbtInd: string; Amt: string }) => BigInt(one.Amt) * (one.CdtDbtInd === 'DBIT' ? 1n : -1n)
	const [opening, closing] = Stmt.Bal.map(owed)
	const moved = (Stmt.Ntry ?? []).map((entry: any) => [entry.BookgDt.Dt, owed(entry)] as const)
	return { opening, closing, moved, sum: moved.reduce((all: bigint, [, amount]: [string, bigint]) => all + amount, 0n), Stmt }
}

describe('a lender’s account as camt.053', () => {
	it('closes at what is owed, and its entries are what lies between opening and closing', async () => {
		for (const lender of ['NHCSXH', 'AGRIBANK', 'QUY-HTPN'] as const)
			for (const query of ['&from=2022-11-01&asOf=2023-06-15', '&from=2023-01-01&asOf=2023-03-31', '&asOf=2022-11-30']) {
				const { opening, closing, sum } = await statementOf(lender, query)
				expect([lender, query, closing - opening]).toEqual([lender, query, sum])
				const asOf = query.slice(query.indexOf('asOf='))
				const { body } = await admin('GET', `/reports/outstanding?by=lender&lenderId=${story.lenders[lender]}&${asOf}`)
				expect([lender, query, String(closing)]).toEqual([lender, query, body.totals.outstanding])
			}
	})

	it('begins on the first of the month, and what came back is a credit', async () => {
		const { opening, closing, moved, Stmt } = await statementOf('NHCSXH', '&asOf=2023-03-31')
		const { body: loan } = await admin('GET', `/loans/${story.loans.bich}?asOf=2023-03-31`)
		const principal = 30_000_000n - BigInt(loan.balances.outstanding)
		expect([opening, closing, moved]).toEqual([50_000_000n, 50_000_000n - principal, [['2023-03-10', -principal]]])
		expect(Stmt.Ntry[0].NtryDtls.TxDtls).toMatchObject({
			Refs: { AcctSvcrRef: '66KV-BICH', Prtry: { Ref: 'KV-BICH' } },
			RltdPties: { Dbtr: { Pty: { Nm: 'Hoàng Thị Bích' } } },
		})
	})

	it('is the account as it was known, and the same to the byte for ever', async () => {
		const query = `&asOf=2023-03-31&knownAt=${story.beforeLateNews}`
		expect((await statementOf('NHCSXH', query)).moved).toEqual([])
		const before = await raw(path('NHCSXH', `?format=camt053${query}`))
		expect((await raw(path('NHCSXH', `?format=camt053${query}`))).equals(before)).toBe(true)
	})

	it('is refused for a part of the province, for a part of the lender, and backwards', async () => {
		const officer = await house.asUser('officer')
		const code = async (call: Call, query: string) => {
			const { status, body } = await call('GET', path('NHCSXH', query))
			return [status, body.code]
		}
		expect(await code(officer, '?format=camt053')).toEqual([422, 'export.whole-lender-only'])
		expect(await code(admin, `?format=camt053&groupId=${story.groups.nhcsxh}`)).toEqual([422, 'export.not-in-this-format'])
		expect(await code(admin, '?format=camt053&unitId=1')).toEqual([422, 'export.not-in-this-format'])
		expect(await code(admin, '?format=pdf&since=lastSigned')).toEqual([422, 'export.not-in-this-format'])
		expect(await code(admin, '?format=csv&from=2023-01-01')).toEqual([422, 'export.not-in-this-format'])
		expect(await code(admin, '?format=camt053&from=2023-05-01&asOf=2023-04-30')).toEqual([422, 'export.period-backwards'])
	})
})

describe('the list on paper', () => {
	it('is of a whole lender by commune and group, with the digest of the list', async () => {
		const { sha256, totals } = (await admin('GET', path('NHCSXH', '?asOf=2023-05-31'))).body
		const [page = ''] = textOfPages(await raw(path('NHCSXH', '?asOf=2023-05-31&format=pdf')))
		expect(page).toContain('BẢNG ĐỐI CHIẾU DƯ NỢ')
		expect(page).toContain(Number(totals.outstanding).toLocaleString('de-DE'))
		expect(page).toContain('ĐẠI DIỆN HỘI LIÊN HIỆP PHỤ NỮ')
		expect(page.replaceAll(' ', '')).toContain(sha256)
		expect(page).not.toContain('Hoàng Thị Bích')
	})

	it('is of a group loan by loan', async () => {
		const [page = ''] = textOfPages(await raw(path('NHCSXH', `?format=pdf&groupId=${story.groups.nhcsxh}`)))
		expect(page).toContain('Hoàng Thị Bích')
		expect(page.replaceAll(' ', '')).toContain('66KV-BICH')
	})
})

describe('a part of a list', () => {
	it('is that of a group or of a unit', async () => {
		const rows = async (query: string) => (await admin('GET', path('NHCSXH', query))).body.rows?.length
		expect(await rows(`?groupId=${story.groups.nhcsxh}`)).toBe(2)
		expect(await rows(`?groupId=${story.groups.agribank}`)).toBe(0)
		expect(await rows(`?unitId=${story.communes.trungKhanh}`)).toBe(2)
		expect(await rows(`?unitId=${story.communes.song}`)).toBe(0)
		expect(await admin('GET', path('NHCSXH', '?unitId=999999'))).toMatchObject({ status: 404, body: { code: 'unit.not-found' } })
	})
})

describe('the layout of a list', () => {
	const columns = [
		{ key: 'bankLoanCode', header: 'SO_KU' },
		{ key: 'memberName', header: 'HO_TEN' },
		{ key: 'outstanding', header: 'DU_NO' },
	]

	it('is the program’s own until the bank has said what hers looks like', async () => {
		const { status, body } = await admin('GET', path('AGRIBANK', '', 'export-layout'))
		expect([status, layoutView.safeParse(body).error]).toEqual([200, undefined])
		expect(body).toMatchObject({ from: null, certainty: 'project decision', entered: [] })
		expect(body.columns[0]).toEqual({ key: 'bankLoanCode', header: 'Số khế ước' })
	})

	it('holds from its day on, and a list that was known before is the same for ever', async () => {
		const knownAt = await house.database.knowledgeNow()
		const question = (asOf: string, more = '') => path('AGRIBANK', `?format=csv&asOf=${asOf}${more}`)
		const before = await raw(question('2023-05-31', `&knownAt=${knownAt}`))
		const entered = await admin('POST', path('AGRIBANK', '', 'export-layout'), { from: '2023-05-01', columns, source: 'Công văn 12/NHNo' })
		expect(entered).toMatchObject({ status: 201, body: { from: '2023-05-01', columns } })
		expect(linesOf((await admin('GET', question('2023-05-31'))).body)[0]).toBe('SO_KU,HO_TEN,DU_NO')
		expect(linesOf((await admin('GET', question('2023-04-30'))).body)[0]).toMatch(/^Số khế ước,/)
		expect((await raw(question('2023-05-31', `&knownAt=${knownAt}`))).equals(before)).toBe(true)
		const { body } = await admin('GET', path('AGRIBANK', '', 'export-layout'))
		expect(layoutView.safeParse(body).error).toBeUndefined()
		expect(body).toMatchObject({
			from: '2023-05-01',
			columns,
			source: 'Công văn 12/NHNo',
			certainty: 'read',
			entered: [{ from: '2023-05-01' }],
		})
		const json = (await admin('GET', path('AGRIBANK', '?asOf=2023-05-31'))).body
		expect([json.totals.outstanding, json.totals.inTerm, json.rows[0].loanCode]).toEqual([
			json.rows[0].outstanding,
			json.rows[0].inTerm,
			'KV-CUC',
		])
	})

	it('is refused where no list can be checked by it, and entered by the administrator alone', async () => {
		const enter = (call: Call, given: unknown) =>
			call('POST', path('NHCSXH', '', 'export-layout'), { from: '2023-05-01', columns: given, source: 'x' })
		expect(await enter(admin, [...columns, columns[0]])).toMatchObject({ status: 422, body: { code: 'export.column-twice' } })
		expect(await enter(admin, [columns[2], columns[0]])).toMatchObject({ status: 422, body: { code: 'export.first-columns-not-text' } })
		expect(await enter(admin, [columns[1], { key: 'groupName', header: 'TO' }])).toMatchObject({
			status: 422,
			body: { code: 'export.no-loan-code' },
		})
		expect((await enter(admin, [{ key: 'toString', header: 'x' }, columns[1]])).status).toBe(400)
		for (const user of ['officer', 'nhcsxh', 'auditor', 'leader'])
			expect([user, (await enter(await house.asUser(user), columns)).status]).toEqual([user, 403])
	})
})

describe('what differs from the signed copy', () => {
	async function sign(lender: Lender, asOf: string, knownAt: string): Promise<string> {
		const [made] = await asOwner(
			house.url,
			`insert into reconciliations (lender_id, as_of, known_at, list_id, list_sha256, totals, groups, vanished, recorded_at, recorded_by)
			values ($1, $2, $3, 1, '', '{}', '[]', '[]', now(), 1) returning id`,
			[story.lenders[lender], asOf, knownAt],
		)
		for (const side of ['union', 'bank']) {
			await asOwner(
				house.url,
				`insert into reconciliation_signatures (reconciliation_id, side, user_id, name, sha256, signed_at) values ($1, $2, 1, 'x', $3, now())`,
				[made?.['id'], side, 'a'.repeat(64)],
			)
		}
		return String(made?.['id'])
	}

	it('is refused where nothing is signed, and where the reconciliation is another bank’s', async () => {
		expect(await admin('GET', path('NHCSXH', '?since=lastSigned'))).toMatchObject({ status: 422, body: { code: 'export.not-signed' } })
		const other = await sign('QUY-HTPN', '2023-05-31', story.beforeLateNews)
		expect(await admin('GET', path('NHCSXH', `?since=${other}`))).toMatchObject({ status: 422, body: { code: 'export.not-signed' } })
	})

	it('is what late news changed in the very list that was signed', async () => {
		const id = await sign('NHCSXH', '2023-05-31', story.beforeLateNews)
		const { status, body } = await admin('GET', path('NHCSXH', '?since=lastSigned&asOf=2023-05-31'))
		expect([status, deltaView.safeParse(body).error]).toEqual([200, undefined])
		expect(body.since).toMatchObject({ id, asOf: '2023-05-31', knownAt: story.beforeLateNews })
		expect(body.rows).toHaveLength(1)
		const { body: loan } = await admin('GET', `/loans/${story.loans.bich}?asOf=2023-05-31`)
		const { body: before } = await admin('GET', `/loans/${story.loans.bich}?asOf=2023-05-31&knownAt=${story.beforeLateNews}`)
		expect(body.rows[0]).toMatchObject({
			change: 'changed',
			loanCode: 'KV-BICH',
			outstandingBefore: before.balances.outstanding,
			outstanding: loan.balances.outstanding,
			lastOnBefore: '2022-11-07',
			lastOn: '2023-03-10',
		})
		expect(body.totals).toMatchObject({ loans: 1, new: 0, changed: 1, vanished: 0 })
		expect((await admin('GET', path('NHCSXH', `?since=${id}&asOf=2023-05-31`))).body.rows).toEqual(body.rows)
		const csv = linesOf((await admin('GET', path('NHCSXH', '?since=lastSigned&asOf=2023-05-31&format=csv'))).body)
		expect([csv.length, csv[1]?.startsWith('Thay đổi,')]).toEqual([4, true])
	})

	it('names loans that are new since and those that owe nothing any more', async () => {
		await sign('QUY-HTPN', '2022-11-19', await house.database.knowledgeNow())
		const { body } = await admin('GET', path('QUY-HTPN', '?since=lastSigned&asOf=2022-12-01'))
		expect(body.rows.map(({ change, loanCode }: { change: string; loanCode: string }) => [change, loanCode])).toContainEqual([
			'vanished',
			'KV-EM',
		])
		await sign('AGRIBANK', '2022-11-06', await house.database.knowledgeNow())
		const since = (await admin('GET', path('AGRIBANK', '?since=lastSigned&asOf=2022-11-08'))).body
		expect(since.rows.map(({ change, loanCode }: { change: string; loanCode: string }) => [change, loanCode])).toEqual([['new', 'KV-CUC']])
	})

	it('is nothing where only days went by', async () => {
		await sign('NHCSXH', '2023-06-13', await house.database.knowledgeNow())
		expect((await admin('GET', path('NHCSXH', '?since=lastSigned&asOf=2023-06-14'))).body.rows).toEqual([])
	})
})

describe('the log of downloads', () => {
	it('names who took which list, with the digest of the very bytes', async () => {
		const bank = callOf(house.app, { cookie: cookies.get('nhcsxh') ?? '' })
		const before = (await bank('GET', path('NHCSXH', '', 'downloads'))).body.items.length
		const taken: string[] = []
		for (const format of ['csv', 'xlsx', 'json', 'pdf', 'camt053'])
			taken.unshift(
				createHash('sha256')
					.update(await raw(path('NHCSXH', `?asOf=2023-05-31&format=${format}`), 'nhcsxh'))
					.digest('hex'),
			)
		await expect.poll(async () => (await bank('GET', path('NHCSXH', '', 'downloads'))).body.items.length).toBe(before + 5)
		const { status, body } = await bank('GET', path('NHCSXH', '?limit=5', 'downloads'))
		expect([status, downloadsView.safeParse(body).error]).toEqual([200, undefined])
		expect(body.items.map(({ sha256 }: { sha256: string }) => sha256).sort()).toEqual(taken.sort())
		const csv = body.items.find(({ format }: { format: string }) => format === 'csv')
		expect(csv).toMatchObject({ username: 'nhcsxh', asOf: '2023-05-31', rows: 2, asked: {} })
		expect(csv.bytes).toBe((await raw(path('NHCSXH', `?asOf=2023-05-31&format=csv&knownAt=${csv.knownAt}`), 'nhcsxh')).length)
	})

	it('is read by administrator and auditor, and of her own bank by a bank’s clerk', async () => {
		for (const call of [admin, auditor]) expect((await call('GET', path('NHCSXH', '', 'downloads'))).status).toBe(200)
		const agribank = await house.asUser('agribank')
		expect(await agribank('GET', path('NHCSXH', '', 'downloads'))).toMatchObject({ status: 404, body: { code: 'lender.not-found' } })
		for (const user of ['officer', 'leader'])
			expect((await (await house.asUser(user))('GET', path('NHCSXH', '', 'downloads'))).status).toBe(403)
	})

	it('is never changed, not even by the program', async () => {
		await expect(asOwner(house.url, 'update export_downloads set rows = 0')).rejects.toThrow(/append|change|sửa|facts/i)
		await expect(asOwner(house.url, 'delete from bank_layouts')).rejects.toThrow(/append|change|sửa|facts/i)
	})
})

describe('a bank’s token', () => {
	it('pulls its own list in every format and no other bank’s', async () => {
		const made = await (await house.asUser('agribank'))('POST', '/tokens', { name: 'máy chủ Agribank' })
		expect(made.status).toBe(201)
		const machine = callOf(house.app, { authorization: `Bearer ${made.body.token}` })
		for (const format of ['json', 'csv', 'xlsx', 'pdf', 'camt053']) {
			expect([format, (await machine('GET', path('AGRIBANK', `?format=${format}`))).status]).toEqual([format, 200])
			expect([format, (await machine('GET', path('NHCSXH', `?format=${format}`))).status]).toEqual([format, 404])
		}
		for (const what of ['export-layout', 'downloads']) {
			expect((await machine('GET', path('AGRIBANK', '', what))).status).toBe(200)
			expect((await machine('GET', path('NHCSXH', '', what))).status).toBe(404)
		}
		expect((await machine('GET', path('NHCSXH', '?since=lastSigned'))).status).toBe(404)
	})

	it('changes nothing', async () => {
		const made = await (await house.asUser('nhcsxh'))('POST', '/tokens', { name: 'máy chủ' })
		const machine = callOf(house.app, { authorization: `Bearer ${made.body.token}` })
		await house.database.transaction((tx) => pay(tx, story.loans.ai, '2023-06-01', 1_000n))
		const tries = [
			['POST', `/loans/${story.loans.ai}/repayments`, { on: '2023-06-01', amount: '1000' }],
			['POST', '/members', { code: 'X', name: 'X', communeId: story.communes.song, unionMember: true }],
			['POST', path('NHCSXH', '', 'export-layout'), {}],
			['GET', '/users', undefined],
			['GET', '/audit-trail', undefined],
		] as const
		for (const [method, where, body] of tries)
			expect([where, (await machine(method, where, body, { 'idempotency-key': where })).status]).toEqual([where, 403])
	})
})
