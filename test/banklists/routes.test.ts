import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listedRows } from '../../src/banklists/actions.js'
import { formOf, sendForm } from '../platform/form.js'
import { asOwner, type Call, cookieOf, createTestApp, type TestApp } from '../platform/harness.js'
import { demonstrationPassword } from '../../src/access/actions.js'

let house: TestApp
let lenderId: string
let otherId: string
const cookies = new Map<string, string>()
const calls = new Map<string, Call>()
const as = (username: string) => calls.get(username) as Call

beforeAll(async () => {
	house = await createTestApp()
	const lenders = await asOwner(house.url, "select id, code from lenders where code in ('NHCSXH', 'AGRIBANK') order by code desc")
	;[lenderId, otherId] = lenders.map(({ id }) => String(id)) as [string, string]
	for (const username of ['admin', 'officer', 'leader', 'nhcsxh', 'agribank', 'auditor']) {
		const signedIn = await house.call('POST', '/sessions', { username, password: demonstrationPassword })
		cookies.set(username, cookieOf(signedIn))
		calls.set(username, await house.asUser(username))
	}
})
afterAll(() => house.close())

const text = (rows: string) => `Mã món vay;Họ tên;Dư nợ\n${rows}Tổng cộng;;15\n`
const good = text('66001;Nông Thị Ái;10\n66002;Lý Thị Mai;5\n')

async function hand(username: string, content: string, { asOf = '2022-10-31', mapping, dryRun, to = lenderId }: Wish = {}) {
	const form = await formOf({ name: 'thang-10.csv', bytes: Buffer.from(content) }, { asOf, ...(mapping === undefined ? {} : { mapping }) })
	return sendForm(house.app, `/lenders/${to}/bank-lists${dryRun ? '?dryRun=true' : ''}`, form, { cookie: cookies.get(username) ?? '' })
}
type Wish = { readonly asOf?: string; readonly mapping?: string; readonly dryRun?: boolean; readonly to?: string }

describe("a bank's list that is handed in", () => {
	it('is previewed without being kept, and kept whole; the same file is the same list', async () => {
		const preview = await hand('nhcsxh', good, { dryRun: true })
		expect([preview.status, preview.body.list, preview.body.rows, preview.body.agrees]).toEqual([201, null, 2, true])
		expect((await as('nhcsxh')('GET', `/lenders/${lenderId}/bank-lists`)).body.items).toEqual([])
		const kept = await hand('nhcsxh', good)
		expect([kept.status, kept.body.list.rows, kept.body.totals]).toEqual([201, 2, [{ key: 'outstanding', sum: '15', said: '15' }]])
		const again = await hand('admin', good)
		expect([again.status, again.body.wasThere, again.body.list.id]).toEqual([200, true, kept.body.list.id])
		const rows = await as('auditor')('GET', `/bank-lists/${kept.body.list.id}/rows?limit=1`)
		expect(rows.body.items).toEqual([{ line: 2, bankLoanCode: '66001', memberName: 'Nông Thị Ái', outstanding: '10' }])
		const rest = await as('auditor')('GET', `/bank-lists/${kept.body.list.id}/rows?cursor=${rows.body.next}`)
		expect(rest.body).toMatchObject({ items: [{ line: 3 }], next: null })
		const loans = await house.database.reading(async (tx) => {
			const all = []
			for await (const loan of listedRows(tx, kept.body.list.id)) all.push(loan)
			return all
		})
		expect(loans).toEqual([
			{ line: 2, bankLoanCode: '66001', memberName: 'Nông Thị Ái', outstanding: 10n },
			{ line: 3, bankLoanCode: '66002', memberName: 'Lý Thị Mai', outstanding: 5n },
		])
	})

	it('is refused while a cell cannot be read; the preview says which', async () => {
		const bad = good.replace(';10\n', ';1,149.6\n')
		expect((await hand('admin', bad)).body).toMatchObject({ status: 422, code: 'bank-list.has-faults' })
		const { faults } = (await hand('admin', bad, { dryRun: true })).body
		expect(faults).toMatchObject([{ line: 2, column: 'C', header: 'Dư nợ', text: '1,149.6' }])
	})

	it('is refused without rows, of a day to come, without a heading, and as a file that is not safe', async () => {
		expect((await hand('admin', 'Mã món vay;Dư nợ\n')).body.code).toBe('bank-list.no-rows')
		expect((await hand('admin', good, { asOf: '2030-01-01' })).body.code).toBe('bank-list.future-day')
		expect((await hand('admin', 'a;b\n1;2\n')).body.code).toBe('bank-list.no-heading')
		expect((await hand('admin', 'a\u0000b')).body.code).toBe('file.not-text')
		const many = `Mã món vay;Dư nợ\n${Array.from({ length: 100_001 }, (_, at) => `${at};1\n`).join('')}`
		expect((await hand('admin', many, { dryRun: true })).body.code).toBe('bank-list.too-many-rows')
	})

	it('is read by what we tell of its headers, which is remembered for the next', async () => {
		const odd = 'Món;Tên;Còn nợ\n66003;Hà Thị Lan;7\n'
		const mapping = JSON.stringify([
			{ header: 'Món', key: 'bankLoanCode' },
			{ header: 'Còn nợ', key: 'outstanding' },
		])
		expect((await hand('admin', odd)).body.code).toBe('bank-list.no-heading')
		expect((await hand('admin', odd, { mapping: '{' })).body.errors).toMatchObject([{ path: 'mapping', code: 'field.wrong-format' }])
		expect((await hand('admin', odd, { mapping: mapping.replace('Còn nợ', 'MÓN') })).body.code).toBe('bank-list.mapping-twice')
		expect((await hand('admin', odd, { mapping })).status).toBe(201)
		const next = await hand('admin', odd.replace(';7', ';8'))
		expect(next.body.columns.map(({ how }: { how: string }) => how)).toEqual(['remembered', 'unknown', 'remembered'])
		expect((await as('nhcsxh')('GET', `/lenders/${lenderId}/bank-list-mapping`)).body.mapping).toEqual(JSON.parse(mapping))
		const said = await as('nhcsxh')('POST', `/lenders/${lenderId}/bank-list-mapping`, { mapping: [{ header: 'Tên', key: 'memberName' }] })
		expect([said.status, said.body.mapping]).toEqual([201, [{ header: 'Tên', key: 'memberName' }]])
	})

	it("is its own bank's business: no other bank, no leader; an officer sees what she handed in", async () => {
		const { id } = (await hand('nhcsxh', good)).body.list
		expect((await as('agribank')('GET', `/bank-lists/${id}`)).body.code).toBe('bank-list.not-found')
		expect((await as('agribank')('GET', `/bank-lists/${id}/rows`)).body.code).toBe('bank-list.not-found')
		expect((await as('agribank')('GET', `/lenders/${lenderId}/bank-lists`)).body.code).toBe('lender.not-found')
		expect((await hand('nhcsxh', good, { to: otherId })).body.code).toBe('lender.not-found')
		expect((await hand('leader', good)).status).toBe(403)
		expect((await hand('auditor', good)).status).toBe(403)
		expect((await as('officer')('GET', `/bank-lists/${id}`)).body.code).toBe('bank-list.not-found')
		const own = await hand('officer', good, { asOf: '2022-11-30' })
		expect((await as('officer')('GET', `/lenders/${lenderId}/bank-lists`)).body.items).toMatchObject([{ id: own.body.list.id }])
		await expect(asOwner(house.url, `update bank_lists set rows = 1 where id = ${id}`)).rejects.toThrow()
	})

	it('of 20.000 rows is read and kept in seconds', async () => {
		const rows = Array.from({ length: 20_000 }, (_, at) => `${70_000 + at};Nông Thị ${at};${at + 1}000000\n`).join('')
		const began = performance.now()
		const { body } = await hand('admin', `Mã món vay;Họ tên;Dư nợ\n${rows}`)
		console.log(`20.000 rows of CSV in ${Math.round(performance.now() - began)} ms`)
		expect(body.list.rows).toBe(20_000)
	})
})
