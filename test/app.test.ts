import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { permissions } from '../src/access/permissions.js'
import { chance } from '../src/cli/demo/random.js'
import { factsIn, made, newKey, type Office, openOffice } from './collection/office.js'
import { type Answer, type Call, createTestApp, type TestApp } from './platform/harness.js'

let house: TestApp
let document: any
beforeAll(async () => {
	house = await createTestApp()
	document = (await house.app.inject('/openapi.json')).json()
})
afterAll(() => house.close())

type Documented = { readonly method: string; readonly path: string; readonly operation: any }
const documented = (): Documented[] =>
	Object.entries(document.paths as Record<string, Record<string, any>>).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
	)
const operations = (): any[] => documented().map(({ operation }) => operation)

describe('the application', () => {
	it('signs every kind of user in, each to her own scope', async () => {
		const kinds = { admin: 'all', officer: 'unit', leader: 'groups', nhcsxh: 'lender', agribank: 'lender', auditor: 'all' }
		for (const [username, kind] of Object.entries(kinds)) {
			const { body } = await (await house.asUser(username))('GET', '/me')
			expect([username, body.user.username, body.scopes[0].kind]).toEqual([username, username, kind])
		}
	})

	it('documents each operation once, open to strangers only where the permission table says so', () => {
		const ids = operations().map(({ operationId }) => operationId)
		expect(new Set(ids).size).toBe(ids.length)
		for (const operation of operations()) {
			expect([operation.operationId, Object.hasOwn(permissions, operation.operationId)]).toEqual([operation.operationId, true])
			const open = 'anonymous' in (permissions[operation.operationId] ?? {})
			expect([operation.operationId, operation.security]).toEqual([operation.operationId, open ? [] : undefined])
		}
	})

	it('names each refusal that an operation may answer in its list of codes', () => {
		const known: string[] = document.components.schemas.Problem.properties.code.enum
		for (const { operationId, responses } of operations()) {
			const named = [...responses['4XX'].description.matchAll(/`([^`]+)`/g)].map((match) => match[1])
			expect([operationId, named.filter((code) => !known.includes(code))]).toEqual([operationId, []])
		}
	})

	it('shows strangers nothing', async () => {
		for (const { method, path, operation } of documented()) {
			if (operation.security !== undefined) continue
			const { status } = await house.call(method, path.replace(/\{\w+\}/g, '1'))
			expect([method, path, status]).toEqual([method, path, 401])
		}
	})
})

describe('bad input', () => {
	let office: Office
	let officer: Call
	let loan: string
	let signedLoan: string
	let foreignLoan: string
	let reversedId: string
	let reversalId: string
	const used = newKey()
	const payment = { on: '2022-08-10', amount: '500000' }

	beforeAll(async () => {
		office = await openOffice(house)
		officer = await house.asUser('officer')
		const group = await office.newGroup('QUY-HTPN', 'credit')
		const wish = { productCode: 'QUY-GIAMDAN', groupId: group, memberId: await office.newMember(group) }
		loan = await office.lent(wish)
		signedLoan = await office.signed(wish)
		const elsewhere = await office.newGroup('QUY-HTPN', 'credit', office.elsewhereId)
		foreignLoan = await office.lent({ ...wish, groupId: elsewhere, memberId: await office.newMember(elsewhere) })
		made(await office.admin('POST', `/loans/${loan}/repayments`, payment, used))
		reversedId = made(await office.admin('POST', `/loans/${loan}/repayments`, { on: '2022-09-12', amount: '400000' }, newKey())).eventId
		reversalId = made(await office.admin('POST', `/loans/${loan}/events/${reversedId}/reversal`, { reason: 'Ghi nhầm' }, newKey())).eventId
	})

	/** What is answered in each language; nothing may have been recorded for either. */
	const refused = async (
		ask: (headers: Record<string, string>) => Promise<Answer>,
	): Promise<[status: number, code: string, field: string | undefined, fieldCode: string | undefined]> => {
		const before = await factsIn(house)
		const vi = await ask({ 'accept-language': 'vi' })
		const en = await ask({ 'accept-language': 'en-GB,en;q=0.9' })
		expect(await factsIn(house)).toEqual(before)
		for (const { headers } of [vi, en]) expect(headers['content-type']).toContain('application/problem+json')
		const { status, code, title, detail, errors } = vi.body
		expect([vi.status, en.status, en.body.code, vi.body.type]).toEqual([status, status, code, `urn:soquy:problem:${code}`])
		expect([code, title, /[^\x20-\x7e]/.test(title), en.body.title === title, detail.length > 0]).toEqual([code, title, true, false, true])
		expect(en.body.errors.map(({ path, code: its }: any) => [path, its])).toEqual(errors.map(({ path, code: its }: any) => [path, its]))
		for (const [index, { message }] of errors.entries())
			expect([message, message === en.body.errors[index].message]).toEqual([message, false])
		return [status, code, errors[0]?.path, errors[0]?.code]
	}
	const repaying =
		(body: unknown, headers: Record<string, string> = {}, id = () => loan) =>
		(language: Record<string, string>) =>
			office.admin('POST', `/loans/${id()}/repayments`, body, { ...newKey(), ...headers, ...language })

	it.each<[string, unknown, string, string]>([
		['a JSON number for money', { ...payment, amount: 500_000 }, 'amount', 'field.wrong-type'],
		['a fraction of a đồng', { ...payment, amount: '500000.5' }, 'amount', 'money.not-whole-dong'],
		['grouped digits', { ...payment, amount: '500.000' }, 'amount', 'money.not-whole-dong'],
		['an exponent', { ...payment, amount: '5e5' }, 'amount', 'money.not-whole-dong'],
		['digits of another script', { ...payment, amount: '５００' }, 'amount', 'money.not-whole-dong'],
		['a line end after the digits', { ...payment, amount: '500\n' }, 'amount', 'money.not-whole-dong'],
		['a negative amount', { ...payment, amount: '-500000' }, 'amount', 'money.not-positive'],
		['nothing', { ...payment, amount: '0' }, 'amount', 'money.not-positive'],
		['nothing in many digits', { ...payment, amount: '-000' }, 'amount', 'money.not-positive'],
		['more money than there is', { ...payment, amount: '9'.repeat(40) }, 'amount', 'money.not-whole-dong'],
		['no amount', { on: '2022-08-10' }, 'amount', 'field.required'],
		['a list of amounts', { ...payment, amount: ['500000'] }, 'amount', 'field.wrong-type'],
		['the thirtieth of February', { ...payment, on: '2023-02-30' }, 'on', 'date.not-a-day'],
		['the twenty-ninth in a common year', { ...payment, on: '2023-02-29' }, 'on', 'date.not-a-day'],
		['a thirteenth month', { ...payment, on: '2022-13-01' }, 'on', 'date.not-a-day'],
		['a day as people write it', { ...payment, on: '10/08/2022' }, 'on', 'date.not-a-day'],
		['a moment for a day', { ...payment, on: '2022-08-10T00:00:00Z' }, 'on', 'date.not-a-day'],
		['a number for a day', { ...payment, on: 20_220_810 }, 'on', 'field.wrong-type'],
		['NUL in a note', { ...payment, note: 'nộp \u0000 tiền' }, 'note', 'text.not-text'],
		['half a character in a note', { ...payment, note: 'nộp \ud83d tiền' }, 'note', 'text.not-text'],
		['a note without end', { ...payment, note: 'n'.repeat(501) }, 'note', 'text.too-long'],
		['an empty receipt number', { ...payment, receiptNo: '  ' }, 'receiptNo', 'text.empty'],
		['a way of paying that there is not', { ...payment, method: 'gold' }, 'method', 'field.not-allowed'],
		['a field that there is not', { ...payment, amuont: '1' }, 'amuont', 'field.unknown'],
	])('names %s', async (_, body, field, code) => {
		expect(await refused(repaying(body))).toEqual([400, 'request.malformed', field, code])
	})

	it.each<[string, number, string, (ask: Record<string, string>) => Promise<Answer>]>([
		['what is no JSON', 400, 'request.not-json', repaying('{"on": "2022-08-10", "amount":')],
		[
			'what would reach for the prototype',
			400,
			'request.not-json',
			repaying('{"on":"2022-08-10","amount":"1","__proto__":{"admin":true}}'),
		],
		['a body that is too large', 413, 'request.too-large', repaying({ ...payment, note: 'n'.repeat(1_100_000) })],
		['a form', 415, 'request.not-json-type', repaying('on=2022-08-10&amount=1', { 'content-type': 'application/x-www-form-urlencoded' })],
		['plain text', 415, 'request.not-json-type', repaying(JSON.stringify(payment), { 'content-type': 'text/plain' })],
		['a command without a key', 400, 'idempotency.key-required', (ask) => office.admin('POST', `/loans/${loan}/repayments`, payment, ask)],
		['a key of letters that cannot be a key', 400, 'idempotency.key-malformed', repaying(payment, { 'idempotency-key': 'k'.repeat(256) })],
		['a loan that there is not', 404, 'loan.not-found', repaying(payment, {}, () => '999999999')],
		['a loan beyond all numbers', 404, 'loan.not-found', repaying(payment, {}, () => '9'.repeat(18))],
		['a page that there is not', 404, 'request.not-found', (ask) => office.admin('POST', `/loans/${loan}/gifts`, payment, ask)],
		[
			'the loan of a district that is not the officer’s',
			404,
			'loan.not-found',
			(ask) => officer('POST', `/loans/${foreignLoan}/repayments`, payment, { ...newKey(), ...ask }),
		],
		['one key for two requests', 422, 'idempotency.different-request', repaying({ ...payment, amount: '500001' }, used)],
		[
			'the reversal of a reversal',
			422,
			'contract.reversal-of-reversal',
			(ask) => office.admin('POST', `/loans/${loan}/events/${reversalId}/reversal`, { reason: 'x' }, { ...newKey(), ...ask }),
		],
		[
			'a second reversal',
			422,
			'contract.already-reversed',
			(ask) => office.admin('POST', `/loans/${loan}/events/${reversedId}/reversal`, { reason: 'x' }, { ...newKey(), ...ask }),
		],
		[
			'the reversal of a signing',
			422,
			'loan.signing-not-reversed',
			(ask) => office.admin('POST', `/loans/${loan}/events/1/reversal`, { reason: 'x' }, { ...newKey(), ...ask }),
		],
		[
			'the reversal of what never happened',
			404,
			'contract.event-not-found',
			(ask) => office.admin('POST', `/loans/${loan}/events/99/reversal`, { reason: 'x' }, { ...newKey(), ...ask }),
		],
		[
			'the reversal of a disbursement that was repaid since',
			422,
			'contract.history-breaks',
			(ask) => office.admin('POST', `/loans/${loan}/events/2/reversal`, { reason: 'x' }, { ...newKey(), ...ask }),
		],
	])('refuses %s', async (_, status, code, ask) => {
		expect((await refused(ask)).slice(0, 2)).toEqual([status, code])
	})

	it.each<[string, string, string, () => [path: string, body: unknown]]>([
		['a repayment of what was only signed', 'loan.not-disbursed', 'on', () => [`/loans/${signedLoan}/repayments`, payment]],
		[
			'a repayment before the disbursement',
			'loan.not-disbursed',
			'on',
			() => [`/loans/${loan}/repayments`, { ...payment, on: '2022-06-09' }],
		],
		['more than is owed', 'loan.overpayment', 'amount', () => [`/loans/${loan}/repayments`, { ...payment, amount: '900000000' }]],
		['an absurd amount', 'loan.overpayment', 'amount', () => [`/loans/${loan}/repayments`, { ...payment, amount: '9'.repeat(18) }]],
		['a day that is still to come', 'contract.future-day', 'on', () => [`/loans/${loan}/repayments`, { ...payment, on: '2023-06-16' }]],
		[
			'a reversal that is still to come',
			'contract.future-day',
			'on',
			() => [`/loans/${loan}/events/3/reversal`, { reason: 'x', on: '2023-06-16' }],
		],
		[
			'a reversal before its event',
			'contract.reversal-before-event',
			'on',
			() => [`/loans/${loan}/events/3/reversal`, { reason: 'x', on: '2022-08-09' }],
		],
		['a second disbursement', 'loan.over-disbursed', 'amount', () => [`/loans/${loan}/disbursements`, { on: '2022-08-10', amount: '1' }]],
		[
			'a disbursement of more than was signed',
			'loan.over-disbursed',
			'amount',
			() => [`/loans/${signedLoan}/disbursements`, { on: '2022-08-10', amount: '20000001' }],
		],
	])('refuses %s and names the field', async (_, code, field, ask) => {
		const [path, body] = ask()
		expect(await refused((language) => office.admin('POST', path, body, { ...newKey(), ...language }))).toEqual([422, code, field, code])
	})

	it('names what is wrong in the terms of a new loan, however deep', async () => {
		const member = await office.newMember(office.leadersGroupId)
		const signing = (terms: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
			productId: office.productId('QUY-GIAMDAN'),
			groupId: office.leadersGroupId,
			memberId: '1',
			signedOn: '2022-08-10',
			...more,
			terms: { principal: '1000000', instalments: { count: 12 }, ...terms },
		})
		const cases: readonly (readonly [unknown, unknown[]])[] = [
			[signing({ principal: 1_000_000 }), [400, 'request.malformed', 'terms.principal', 'field.wrong-type']],
			[signing({ principal: '0' }), [400, 'request.malformed', 'terms.principal', 'money.not-positive']],
			[signing({ instalments: { count: 0 } }), [400, 'request.malformed', 'terms.instalments.count', 'field.too-small']],
			[signing({ instalments: { count: 1.5 } }), [400, 'request.malformed', 'terms.instalments.count', 'field.wrong-type']],
			[signing({ rates: [{ from: '2022-02-31', yearly: '0.1' }] }), [400, 'request.malformed', 'terms.rates.0.from', 'date.not-a-day']],
			[signing({ rates: [{ from: '2022-02-01', yearly: '10%' }] }), [400, 'request.malformed', 'terms.rates.0.yearly', 'rate.not-a-rate']],
			[signing({ grace: { months: 3 } }), [400, 'request.malformed', 'terms.grace.months', 'field.unknown']],
			[signing({}, { signedOn: '2023-06-16', memberId: member }), [422, 'contract.future-day', 'signedOn', 'contract.future-day']],
			[signing({}, { memberId: '999999' }), [422, 'loan.member-not-found', 'memberId', 'loan.member-not-found']],
			[
				signing({}, { signedOn: '2019-12-31', memberId: member }),
				[422, 'loan.member-not-in-group', 'memberId', 'loan.member-not-in-group'],
			],
			[signing({}, { memberId: undefined }), [422, 'loan.borrower-kind', 'groupId', 'loan.borrower-kind']],
			[
				signing({ maturityOn: '2022-08-10', instalments: { count: undefined } }, { memberId: member }),
				[422, 'loan.terms-end-before-start', 'terms.maturityOn', 'loan.terms-end-before-start'],
			],
			[signing({}, { productId: '999999' }), [404, 'product.not-found', undefined, undefined]],
			[signing({}, { groupId: '999999' }), [422, 'loan.group-not-found', 'groupId', 'loan.group-not-found']],
		]
		for (const [body, expected] of cases)
			expect([body, await refused((language) => office.admin('POST', '/loans', body, { ...newKey(), ...language }))]).toEqual([
				body,
				expected,
			])
	})

	it('names an id, a day, a moment and a parameter that cannot be', async () => {
		const cases: readonly (readonly [string, unknown[]])[] = [
			['/loans/abc', [400, 'request.malformed', 'id', 'id.not-an-id']],
			['/loans/0', [400, 'request.malformed', 'id', 'id.not-an-id']],
			[`/loans/${'1'.repeat(60)}`, [400, 'request.malformed', 'id', 'id.not-an-id']],
			[`/loans/${loan}?asOf=2022-02-30`, [400, 'request.malformed', 'asOf', 'date.not-a-day']],
			[`/loans/${loan}?knownAt=yesterday`, [400, 'request.malformed', 'knownAt', 'instant.not-a-moment']],
			[`/loans/${loan}?asof=2022-02-20`, [400, 'request.malformed', 'asof', 'field.unknown']],
			[`/loans/${loan}?asOf=2022-02-20&asOf=2022-02-21`, [400, 'request.malformed', 'asOf', 'field.wrong-type']],
			['/loans?limit=0', [400, 'request.malformed', 'limit', 'field.too-small']],
			['/reports/outstanding?by=colour', [400, 'request.malformed', 'by', 'field.not-allowed']],
			['/reports/outstanding?by=district&map=2025', [422, 'report.no-districts', 'map', 'report.no-districts']],
			['/reports/outstanding?lenderId=999999', [404, 'lender.not-found', undefined, undefined]],
			['/reports/due?from=2023-02-01&to=2023-01-31', [422, 'report.period-backwards', 'to', 'report.period-backwards']],
		]
		for (const [path, expected] of cases)
			expect([path, await refused((language) => office.admin('GET', path, undefined, language))]).toEqual([path, expected])
	})

	it('keeps a loan secret from everybody who may not see it', async () => {
		for (const [user, own] of [
			['officer', loan],
			['leader', null],
			['nhcsxh', null],
			['agribank', null],
		] as const) {
			const call = await house.asUser(user)
			for (const part of ['', '/schedule', '/events', '/statement', '/explanation']) {
				expect([user, part, await refused((language) => call('GET', `/loans/${foreignLoan}${part}`, undefined, language))]).toEqual([
					user,
					part,
					[404, 'loan.not-found', undefined, undefined],
				])
				if (own !== null) expect([user, part, (await call('GET', `/loans/${own}${part}`)).status]).toEqual([user, part, 200])
			}
			expect([user, (await call('GET', '/loans?limit=500')).body.items.filter(({ id }: any) => id === foreignLoan)]).toEqual([user, []])
		}
	})
})

describe('a command', () => {
	let office: Office
	let group: string
	let member: string
	beforeAll(async () => {
		office = await openOffice(house)
		group = await office.newGroup('QUY-HTPN', 'credit')
		member = await office.newMember(group)
	})
	const wish = () => ({ productCode: 'QUY-GIAMDAN', groupId: group, memberId: member })
	const eventsOf = async (loan: string): Promise<any[]> => (await office.admin('GET', `/loans/${loan}/events`)).body.items

	it('answers when it is run dry what it answers when it is done, and leaves nothing', async () => {
		const loan = await office.signed(wish())
		const steps: readonly (readonly [string, unknown])[] = [
			['disbursements', { on: '2022-06-10', amount: '12000000', method: 'bank' }],
			['disbursements', { on: '2022-06-20', amount: '8000000' }],
			['repayments', { on: '2022-08-10', amount: '2500000' }],
			['repayments', { on: '2022-07-11', amount: '1500000', receiptNo: 'MUON-7' }],
			['rate-changes', { on: '2022-09-01', yearly: '0.12', decisionNo: '15/QĐ' }],
			['interest-waivers', { on: '2022-11-10', amount: '1000' }],
			['freezes', { on: '2022-12-01', amount: '5000000' }],
			['thaws', { on: '2023-01-01' }],
			['events/4/reversal', { reason: 'Ghi nhầm người' }],
			['write-offs', { on: '2023-05-01' }],
			['recoveries', { on: '2023-05-20', amount: '100000' }],
		]
		const told = ({ status, body: { entryId, entryIds, ...rest } }: Answer) => ({
			status,
			entries: entryIds?.length,
			posted: entryId !== null,
			...rest,
		})
		for (const [path, body] of steps) {
			const before = await factsIn(house)
			const tried = await office.admin('POST', `/loans/${loan}/${path}?dryRun=true`, body)
			expect([path, await factsIn(house)]).toEqual([path, before])
			const done = await office.admin('POST', `/loans/${loan}/${path}`, body, newKey())
			expect([path, done.status, told(tried)]).toEqual([path, 201, told(done)])
		}
		const refusal = { on: '2023-05-21', amount: '1' }
		const tried = await office.admin('POST', `/loans/${loan}/repayments?dryRun=true`, refusal)
		expect(tried.status).toBe(422)
		expect(tried.body).toEqual((await office.admin('POST', `/loans/${loan}/repayments`, refusal, newKey())).body)
	})

	it('pays a loan out once, though twenty clients ask at once', async () => {
		const loan = await office.signed(wish())
		const answers = await Promise.all(
			Array.from({ length: 20 }, () =>
				office.admin('POST', `/loans/${loan}/disbursements`, { on: '2022-06-10', amount: '20000000' }, newKey()),
			),
		)
		expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
		expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(new Set(['loan.over-disbursed']))
		expect((await eventsOf(loan)).map(({ type }) => type)).toEqual(['signed', 'disbursed'])
		expect((await office.admin('GET', `/loans/${loan}`)).body.balances.outstanding).toBe('20000000')
	})

	it('takes no more than is owed, though many pay the loan off at once', async () => {
		const loan = await office.lent(wish())
		const { payOff } = (await office.admin('GET', `/loans/${loan}?asOf=2022-07-11`)).body.balances
		const answers = await Promise.all(
			Array.from({ length: 10 }, () => office.admin('POST', `/loans/${loan}/repayments`, { on: '2022-07-11', amount: payOff }, newKey())),
		)
		expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 422)])
		expect(await eventsOf(loan)).toHaveLength(3)
	})

	it('is done once, though fifty equal requests come with one key', async () => {
		const loan = await office.lent(wish())
		const key = newKey()
		const ask = () => office.admin('POST', `/loans/${loan}/repayments`, { on: '2022-08-10', amount: '1000000' }, key)
		const answers = await Promise.all(Array.from({ length: 50 }, ask))
		const conflicts = answers.filter(({ status }) => status === 409)
		expect(conflicts.filter(({ body }) => body.code !== 'idempotency.in-progress')).toEqual([])
		const done = answers.filter(({ status }) => status === 201)
		expect(done.length + conflicts.length).toBe(50)
		const last = await ask()
		expect([last.status, last.headers['idempotency-replayed']]).toEqual([201, 'true'])
		expect(new Set([...done, last].map(({ body }) => JSON.stringify(body))).size).toBe(1)
		expect((await eventsOf(loan)).filter(({ type }) => type === 'repaid')).toHaveLength(1)
	})
})

/** What could be an instance of a documented shape, as a client that read the document would make it. */
function sampleOf(schema: any, ids: readonly string[], pick: <T>(list: readonly T[]) => T): unknown {
	const choice = schema.oneOf ?? schema.anyOf
	if (choice !== undefined) return sampleOf(pick(choice), ids, pick)
	if (schema.const !== undefined) return schema.const
	if (schema.enum !== undefined) return pick(schema.enum)
	if (schema.type === 'object') {
		const required: string[] = schema.required ?? []
		const wanted = Object.entries(schema.properties ?? {}).filter(([key]) => required.includes(key) || pick([true, false]))
		return Object.fromEntries(wanted.map(([key, inner]) => [key, sampleOf(inner, ids, pick)]))
	}
	if (schema.type === 'array') return [sampleOf(schema.items, ids, pick)]
	if (schema.type === 'integer' || schema.type === 'number') return Math.max(Number(schema.minimum ?? 1), 1)
	if (schema.type === 'boolean') return pick([true, false])
	if (schema.description === 'opaque id') return pick(ids)
	if (schema.format === 'date') return pick(['2022-10-31', '2023-06-15', '2019-02-28'])
	const [example] = schema.examples ?? []
	return example ?? 'Hà Quảng'
}

describe('every operation', () => {
	const junk: readonly unknown[] = [
		null,
		true,
		0,
		-1,
		1e308,
		'',
		' ',
		'0',
		'-1',
		'9'.repeat(40),
		'NaN',
		'null',
		'2022-02-30',
		'9999-12-31',
		"'; drop table events; --",
		'\u0000',
		'\ud800',
		'{{7*7}}',
		'../../etc/passwd',
		'%',
		'_%',
		'\\',
		'Đ'.repeat(5_000),
		[],
		[[]],
		{},
		{ toString: 'x' },
		Array.from({ length: 600 }, () => '1'),
	]
	/** As it could stand in a path: half a character could not. */
	const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed().slice(0, 200)
	const queries = [
		'',
		'?asOf=2022-02-30',
		'?knownAt=infinity',
		'?limit=-1',
		'?cursor=W10',
		'?cursor=%00',
		'?q=%25%5C%00',
		'?q=%ED%A0%80',
		'?format=exe',
		'?dryRun=maybe',
		'?%E0%A4%A',
		'?a[b]=1&__proto__=2',
	]
	/** Signing in and out goes last, for it ends what the others need. */
	const last = ['changePassword', 'createSession', 'endSession', 'revokeSession', 'disableUser']
	let own: TestApp
	let ids: string[]

	beforeAll(async () => {
		own = await createTestApp()
		const office = await openOffice(own)
		const group = await office.newGroup('QUY-HTPN', 'credit')
		const member = await office.newMember(group)
		ids = [group, member, office.communeId, office.productId('QUY-GIAMDAN'), office.lenderId('NHCSXH'), '1', '999999999999999999']
		for (let count = 0; count < 3; count += 1) ids.push(await office.lent({ productCode: 'QUY-GIAMDAN', groupId: group, memberId: member }))
	})
	afterAll(() => own.close())

	const shapes = new Map<string, z.ZodType>()
	/** What of a successful answer is not as the document says. */
	const strange = ({ path, method, operation }: Documented, { status, body, headers }: Answer): string | null => {
		const response = operation.responses[String(status)]
		if (response === undefined) return `${status} is not documented`
		if (status === 204) return body === '' ? null : 'a body where none is documented'
		const type = String(headers['content-type']).split(';')[0] ?? ''
		const schema = response.content[type]?.schema
		if (schema === undefined) return `${type} is not documented`
		const key = `${method} ${path} ${type}`
		const shape = shapes.get(key) ?? z.fromJSONSchema(schema)
		shapes.set(key, shape)
		const read = shape.safeParse(body)
		return read.success ? null : z.prettifyError(read.error)
	}

	it('answers what is there in the shape that it documents', async () => {
		const reader = await own.asUser('auditor')
		const loan = ids.at(-1) ?? ''
		// Of all events only a payment has a receipt.
		const paid = await (await own.asUser('admin'))('POST', `/loans/${loan}/repayments`, { on: '2023-06-15', amount: '100000' }, newKey())
		const values: Record<string, string> = { id: loan, eventId: paid.body.eventId }
		for (const one of documented().filter(({ method, path }) => method === 'GET' && path.includes('/loans'))) {
			const answer = await reader(
				'GET',
				one.path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''),
			)
			expect([one.path, answer.status, strange(one, answer)]).toEqual([one.path, 200, null])
		}
	})

	it('never answers junk with a defect, whoever sends it, and answers what is right in the shape that it documents', {
		timeout: 300_000,
	}, async () => {
		const random = chance('junk')
		const pick = <T>(list: readonly T[]): T => list[random.between(0, list.length - 1)] as T
		const users = ['admin', 'officer', 'leader', 'nhcsxh', 'agribank', 'auditor']
		const callers = new Map<string, Call>([['nobody', own.call]])
		for (const user of users) callers.set(user, await own.asUser(user))
		const known: string[] = document.components.schemas.Problem.properties.code.enum
		const wrong: unknown[] = []
		const seen = new Map<string, number>()
		const ask = async (user: string, call: Call, one: Documented, path: string, body: unknown): Promise<void> => {
			const answer = await call(one.method, path, body, newKey())
			seen.set(one.operation.operationId, Math.min(answer.status, seen.get(one.operation.operationId) ?? 999))
			const complaint =
				answer.status < 400
					? strange(one, answer)
					: answer.status >= 500 ||
							!known.includes(answer.body?.code) ||
							!String(answer.headers['content-type']).startsWith('application/problem+json')
						? `${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`
						: null
			if (complaint !== null) wrong.push([user, one.operation.operationId, path, JSON.stringify(body)?.slice(0, 300), complaint])
		}
		const all = documented()
		const order = [
			...all.filter(({ operation }) => !last.includes(operation.operationId)),
			...all.filter(({ operation }) => last.includes(operation.operationId)),
		]
		for (const one of order) {
			const schema = one.operation.requestBody?.content?.['application/json']?.schema
			const pathOf = (id: () => string) => one.path.replace(/\{\w+\}/g, () => encodeURIComponent(id()))
			const anyId = () => pick(ids)
			for (const [user, call] of callers) {
				for (let turn = 0; turn < 3; turn += 1)
					await ask(user, call, one, pathOf(anyId), schema === undefined ? undefined : sampleOf(schema, ids, pick))
				for (let turn = 0; turn < 3; turn += 1) {
					const body = schema === undefined ? undefined : (sampleOf(schema, ids, pick) as Record<string, unknown>)
					const field = pick([...Object.keys(body ?? {}), 'unknown'])
					await ask(
						user,
						call,
						one,
						pathOf(anyId) + pick(queries),
						body === undefined ? pick([undefined, {}, pick(junk)]) : { ...body, [field]: pick(junk) },
					)
				}
				await ask(
					user,
					call,
					one,
					pathOf(() => textOf(pick(junk))),
					pick(junk),
				)
			}
		}
		expect(wrong).toEqual([])
		// Otherwise it would only have been shown that everything is refused.
		expect([...seen].filter(([, status]) => status < 300).length).toBeGreaterThan(30)
	})
})
