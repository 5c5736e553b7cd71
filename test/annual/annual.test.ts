import { writeFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstrationPassword } from '../../src/access/actions.js'
import { pointed } from '../../src/annual/figure.js'
import { annualView } from '../../src/annual/schemas.js'
import { createApp } from '../../src/app.js'
import { loadDemonstration } from '../../src/cli/demo/load.js'
import { textOfPages } from '../documents/pdf-text.js'
import { squeezed } from '../documents/papers.js'
import { asOwner, type Call, callOf, clockAt, cookieOf, createTestDatabase, type TestDatabase, testLog } from '../platform/harness.js'

const users = ['admin', 'officer', 'leader', 'nhcsxh', 'agribank', 'auditor'] as const
const clock = clockAt('2026-11-23')
let store: TestDatabase
let app: FastifyInstance
let as: Record<(typeof users)[number], Call>
let cookie = ''

beforeAll(async () => {
	store = await createTestDatabase()
	await loadDemonstration(store.database, { size: 'small', clock, progress: () => undefined })
	await asOwner(store.url, 'analyze')
	app = await createApp({ database: store.database, clock, log: testLog })
	const signIn = async (username: string): Promise<[string, Call]> => {
		const answer = await callOf(app)('POST', '/sessions', { username, password: demonstrationPassword })
		if (username === 'admin') cookie = cookieOf(answer)
		return [username, callOf(app, { cookie: cookieOf(answer) })]
	}
	as = Object.fromEntries(await Promise.all(users.map(signIn))) as typeof as
})
afterAll(async () => {
	await app.close()
	await store.close()
})

const report = async (query = 'year=2022', call = as.admin): Promise<any> => {
	const { status, body } = await call('GET', `/reports/annual?${query}`)
	expect([query, status, body]).toEqual([query, 200, expect.anything()])
	return body
}
const refused = async (query: string, call = as.admin) => {
	const { status, body } = await call('GET', `/reports/annual?${query}`)
	return [status, body.code]
}
const keysOf = (body: any): string[] => body.figures.map(({ key }: any) => key)
const file = async (format: string, language = 'vi') => {
	const url = `/api/v1/reports/annual?year=2022&format=${format}`
	const answer = await app.inject({ method: 'GET', url, headers: { cookie, 'accept-language': language } })
	return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload }
}

describe('the year’s section', () => {
	it('has the shape that is documented, and every programme that the books hold', async () => {
		const body = await report()
		expect(annualView.safeParse(body).error?.issues ?? []).toEqual([])
		expect(body.missing.map(({ key }: any) => key)).toEqual(['cooperatives'])
		expect(body.paragraphs).toHaveLength(4)
		const parts = new Set(keysOf(body).map((key) => key.split('.')[0]?.replace(/-\d+$/, '')))
		expect([...parts]).toEqual(
			expect.arrayContaining([
				'structure',
				'nhcsxh',
				'agribank',
				'women-fund',
				'interest-free',
				'start-up',
				'cooperative-groups',
				'savings-week',
				'circle',
				'piggy-banks',
				'fund-sponsorship',
				'fund-shelter',
				'fund-border',
				'fund-waste-collection',
			]),
		)
		expect(new Set(keysOf(body)).size).toBe(body.figures.length)
	})

	it('gives of each figure the address that answers with this very figure, and writes it into its paragraph', async () => {
		for (const [user, query] of [
			['admin', 'year=2022'],
			['auditor', 'year=2023'],
			['officer', 'year=2022'],
			['nhcsxh', 'year=2022'],
		] as const) {
			const { figures, paragraphs } = await report(query, as[user])
			const said = paragraphs.map(({ vi }: any) => vi).join('\n')
			const saidInEnglish = paragraphs.map(({ en }: any) => en).join('\n')
			for (const { key, href, at, value, textVi, textEn } of figures) {
				const { status, body } = await as[user]('GET', href)
				expect([user, key, href, status]).toEqual([user, key, href, 200])
				expect([key, pointed(body, at)]).toEqual([key, value])
				expect(said).toContain(textVi)
				expect(saidInEnglish).toContain(textEn)
			}
		}
	})

	it('takes each bank’s figures on the day that the Union reported, all others at the end of the year', async () => {
		const { figures, cutOffs, from, to } = await report()
		const dayOf = (key: string) => figures.find((one: any) => one.key === key).asOf
		expect([dayOf('nhcsxh.outstanding'), dayOf('agribank.outstanding'), dayOf('women-fund.outstanding')]).toEqual([
			'2022-10-31',
			'2022-09-30',
			'2022-12-31',
		])
		expect([from, to]).toEqual(['2022-01-01', '2022-12-31'])
		expect(cutOffs.map(({ lender, on, certainty }: any) => [lender, on, certainty])).toEqual([
			['NHCSXH', '2022-10-31', 'read'],
			['AGRIBANK', '2022-09-30', 'read'],
			['QUY-HTPN', '2022-12-31', 'project decision'],
		])
		const named = await report('year=2022&asOf=2022-06-30&cutOffs=AGRIBANK:2022-03-31')
		expect(named.cutOffs.map(({ on }: any) => on)).toEqual(['2022-06-30', '2022-03-31', '2022-06-30'])
		expect(named.to).toBe('2022-06-30')
		expect((await report('year=2026')).to).toBe('2026-11-23')
	})

	it('is the same for ever by its moment of knowledge, whatever is learnt later', async () => {
		const before = await report()
		const [{ id: groupId }] = (await as.admin('GET', '/groups?limit=1')).body.items
		const members = (await as.admin('GET', `/groups/${groupId}?on=2022-06-01`)).body.members
		const given = await as.admin(
			'POST',
			'/aid',
			{
				acts: [
					{
						on: '2022-06-01',
						mode: 'given',
						quantity: { unit: 'cong', amount: '2.5' },
						purpose: 'Thu hoạch',
						programme: 'Giúp nhau phát triển kinh tế',
						giver: { memberId: members[0].memberId },
						receiver: { memberId: members[1].memberId },
					},
				],
			},
			{ 'idempotency-key': 'late-aid' },
		)
		expect(given.status).toBe(201)
		const again = await report(`year=2022&knownAt=${before.knownAt}`)
		expect(again).toEqual(before)
		const now = await report()
		const changed = now.figures.filter(({ value }: any, index: number) => value !== before.figures[index].value)
		expect(changed.map(({ key }: any) => key)).toEqual(['aid-giup-nhau-phat-trien-kinh-te.cong'])
		expect(changed[0].textVi).toMatch(/,5 công lao động$/)
	})

	it('is written of a district or a commune for its office, and of nobody else’s', async () => {
		const [{ unitId }] = (await as.officer('GET', '/me')).body.scopes
		const whole = await report('year=2022', as.officer)
		const named = await report(`year=2022&unitId=${unitId}`, as.officer)
		expect(whole.unit).toEqual(named.unit)
		expect(whole.paragraphs[0].vi.startsWith(`${whole.unit.name} có `)).toBe(true)
		const [{ communeId }] = (await as.officer('GET', '/groups?limit=1')).body.items
		const commune = await report(`year=2022&unitId=${communeId}`, as.officer)
		expect(commune.paragraphs[0].vi.startsWith(`${commune.unit.name} có `)).toBe(true)
		expect(keysOf(commune)).not.toContain('structure.communes')
		for (const { href, at, value, key } of commune.figures) {
			const { body } = await as.officer('GET', href)
			expect([key, pointed(body, at)]).toEqual([key, value])
		}
		const districts = (await as.admin('GET', '/units?level=district&on=2022-12-31')).body.items
		const other = districts.find(({ id }: any) => id !== unitId).id
		expect(await refused(`year=2022&unitId=${other}`, as.officer)).toEqual([404, 'unit.not-found'])
		const elsewhere = await report(`year=2022&unitId=${other}`)
		expect(elsewhere.figures).toEqual([])
		expect(elsewhere.missing.length).toBeGreaterThan(8)
		expect(elsewhere.paragraphs).toEqual([])
	})

	it('tells a bank its own lender’s figures and nothing of any other', async () => {
		const own = await report('year=2022', as.nhcsxh)
		expect([...new Set(keysOf(own).map((key) => key.split('.')[0]?.replace(/-\d+$/, '')))]).toEqual(['nhcsxh', 'savings-week'])
		expect(own.cutOffs.map(({ lender }: any) => lender)).toEqual(['NHCSXH'])
		const other = await report('year=2022', as.agribank)
		expect(keysOf(other)).toEqual(['agribank.outstanding', 'agribank.groups', 'agribank.borrowers'])
		expect(await refused('year=2022&cutOffs=NHCSXH:2022-10-31', as.agribank)).toEqual([404, 'lender.not-found'])
		expect((await as.leader('GET', '/reports/annual?year=2022')).status).toBe(403)
	})

	it('refuses a year that has not begun and a day that is not of the year', async () => {
		expect(await refused('year=2027')).toEqual([422, 'annual.year-to-come'])
		expect(await refused('year=2022&asOf=2023-01-05')).toEqual([422, 'annual.day-of-another-year'])
		expect(await refused('year=2026&cutOffs=NHCSXH:2026-12-31')).toEqual([422, 'annual.day-of-another-year'])
		expect(await refused('year=2022&unitId=999999')).toEqual([404, 'unit.not-found'])
		for (const query of ['', 'year=22', 'year=2022&cutOffs=NHCSXH', 'year=2022&cutOffs=NHCSXH:2022-02-30', 'year=2022&format=docx'])
			expect((await refused(query))[0]).toBe(400)
	})

	it('comes as text and on paper', async () => {
		const { paragraphs, figures } = await report()
		const text = await file('text')
		expect([text.status, text.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8'])
		const written = text.bytes.toString('utf8')
		for (const { vi, en } of paragraphs) {
			expect(written).toContain(`${vi}\n`)
			expect(written).toContain(`${en}\n`)
		}
		const paper = await file('pdf')
		expect([paper.status, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
		const said = squeezed(textOfPages(paper.bytes).join(' '))
		for (const { vi, en } of paragraphs) {
			expect(said).toContain(squeezed(vi))
			expect(said).toContain(squeezed(en))
		}
		for (const { nameVi, textVi } of figures) expect(said).toContain(squeezed(`${nameVi}${textVi}`))
		expect(said).toContain(squeezed('Độc lập - Tự do - Hạnh phúc'))
		expect(said).toContain(squeezed('NÂNG CAO QUYỀN NĂNG KINH TẾ Năm 2022'))
		expect(squeezed(textOfPages((await file('pdf', 'en')).bytes).join(' '))).toContain('ECONOMICEMPOWERMENT')
		if (process.env['ANNUAL_OUT'] !== undefined) {
			writeFileSync(`${process.env['ANNUAL_OUT']}.pdf`, paper.bytes)
			writeFileSync(`${process.env['ANNUAL_OUT']}.txt`, text.bytes)
		}
	})
})
