import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, programAsker } from '../../src/access/asker.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { readBook, readBooks } from '../../src/ledger/store.js'
import {
	addCap,
	addRate,
	findProduct,
	listCaps,
	listLenders,
	listProducts,
	loadCatalogue,
	openLender,
	openProduct,
	readProductForSigning,
} from '../../src/products/actions.js'
import { productLines } from '../../src/products/catalogue.js'
import { capLines } from '../../src/products/catalogue-caps.js'
import {
	addCapSchema,
	addRateSchema,
	capsView,
	lendersView,
	listLendersQuery,
	listProductsQuery,
	openLenderSchema,
	openProductSchema,
	productsView,
} from '../../src/products/schemas.js'
import { readCodes } from '../../src/products/store.js'
import { asOwner, createTestDatabase, type TestDatabase } from '../platform/harness.js'

describe('the products', () => {
	let test: TestDatabase
	let lenderIds: ReadonlyMap<string, string>
	let productIds: ReadonlyMap<string, string>
	let bank: Asker
	const signing = (code: string, on: string, asker = programAsker) =>
		test.database.reading((tx) => readProductForSigning(tx, productIds.get(code) ?? '0', calendarDate(on), asker))

	beforeAll(async () => {
		test = await createTestDatabase()
		await test.database.transaction(loadCatalogue)
		await test.database.transaction(async (tx) => {
			await loadCatalogue(tx)
			lenderIds = await readCodes(tx, 'lenders', ['NHCSXH', 'AGRIBANK', 'QUY-HTPN'])
			productIds = await readCodes(
				tx,
				'products',
				productLines.map((line) => line.code),
			)
		})
		bank = { ...programAsker, role: 'bank', scope: { kind: 'lender', lenderId: lenderIds.get('AGRIBANK') ?? '' } }
	})
	afterAll(() => test.close())

	it('are loaded once, however often they are loaded, as the catalogue writes them', async () => {
		const page = await test.database.reading((tx) => listProducts(tx, listProductsQuery.parse({ limit: '500' }), programAsker))
		expect(page.items).toHaveLength(productLines.length)
		expect(productsView.safeParse(page).error).toBeUndefined()
		for (const line of productLines) {
			const { lender, ...expected } = line
			expect(page.items.find((product) => product.code === line.code)).toMatchObject({ ...expected, lenderCode: lender })
		}
	})

	it('of other lenders are not there for a bank', async () => {
		const lenders = await test.database.reading((tx) => listLenders(tx, listLendersQuery.parse({}), bank))
		expect(lenders.items.map((lender) => lender.code)).toEqual(['AGRIBANK'])
		const products = await test.database.reading((tx) => listProducts(tx, listProductsQuery.parse({}), bank))
		expect(products.items.map((product) => product.code)).toEqual(['AGRIBANK-TO'])
		await expect(signing('NHCSXH-HONGHEO', '2022-10-31', bank)).rejects.toMatchObject({ code: 'product.not-found' })
	})

	it('are all there for everybody else, page by page', async () => {
		const all = await test.database.reading((tx) => listLenders(tx, listLendersQuery.parse({}), programAsker))
		expect(all.items).toHaveLength(6)
		expect(lendersView.safeParse(all).error).toBeUndefined()
		const first = await test.database.reading((tx) => listLenders(tx, listLendersQuery.parse({ limit: '4' }), programAsker))
		const second = await test.database.reading((tx) =>
			listLenders(tx, listLendersQuery.parse({ limit: '4', cursor: first.next }), programAsker),
		)
		expect([...first.items, ...second.items]).toEqual(all.items)
		expect(second.next).toBeNull()
	})

	it('give a loan the rate and the rules of its signing day', async () => {
		const offer = await signing('NHCSXH-HONGHEO', '2022-11-07')
		expect(offer).toMatchObject({
			lender: { code: 'NHCSXH', book: 'memo-nhcsxh' },
			rates: [{ yearly: '0.066' }],
			rules: { from: '2019-03-01' },
		})
		expect(offer.rules.terms.overdue).toEqual({ missedInstalment: 'carry-forward', transfer: 'recorded', factor: '1.3' })
		await expect(signing('NHCSXH-NCHXAPT', '2022-11-07')).rejects.toMatchObject({ code: 'product.not-offered' })
	})

	it('take a new rate from a day on, once', async () => {
		const productId = productIds.get('QUY-GIAMDAN') ?? ''
		const add = (yearly: string) =>
			test.database.transaction((tx) =>
				addRate(
					tx,
					{ productId, ...addRateSchema.parse({ from: '2024-01-01', yearly, reachesLoansOut: true, source: 'NQ ban quản lý quỹ' }) },
					programAsker,
				),
			)
		await add('0.096')
		await expect(add('0.09')).rejects.toMatchObject({ code: 'product.rate-already' })
		expect((await signing('QUY-GIAMDAN', '2023-06-15')).rates.map((rate) => rate.yearly)).toEqual(['0.108', '0.096'])
	})

	it('are held down by caps, to which one is added from a day on, once', async () => {
		const caps = () => test.database.reading(listCaps)
		expect(await caps()).toHaveLength(capLines.length)
		expect(capsView.safeParse({ items: await caps(), next: null }).error).toBeUndefined()
		const cap = { name: 'yearly-rate', lenderKind: 'fund', from: '2027-01-01', value: '0.18', source: 'luật mới' } as const
		const add = () => test.database.transaction((tx) => addCap(tx, addCapSchema.parse(cap)))
		await add()
		await expect(add()).rejects.toMatchObject({ code: 'product.cap-already' })
		expect(await caps()).toHaveLength(capLines.length + 1)
		const half = addCapSchema.safeParse({ ...cap, name: 'household-amount', value: '50000000.5' })
		expect(half.error?.issues[0]).toMatchObject({ path: ['value'], message: 'money.not-whole-dong' })
	})

	it('of a new fund can be entered, with nobody’s code', async () => {
		const enter = (code: string) =>
			test.database.transaction((tx) =>
				openLender(tx, openLenderSchema.parse({ code, name: 'Quỹ tình thương', kind: 'fund' }), programAsker),
			)
		const fund = await enter('TINH-THUONG')
		expect(fund).toMatchObject({ book: 'own', entrusted: false, nameEn: 'Quỹ tình thương' })
		await expect(enter('TINH-THUONG')).rejects.toMatchObject({ code: 'lender.code-taken' })
		const line = productLines.find((one) => one.code === 'QUY-GIAMDAN')
		const { lender: _, ...template } = line ?? { lender: '' }
		const command = openProductSchema.parse({ ...template, code: 'TINHTHUONG', lenderId: fund.id })
		const product = await test.database.transaction((tx) => openProduct(tx, command, programAsker))
		expect(await test.database.reading((tx) => findProduct(tx, product.id, programAsker))).toEqual(product)
		await expect(test.database.transaction((tx) => openProduct(tx, command, programAsker))).rejects.toMatchObject({
			code: 'product.code-taken',
		})
		await expect(
			test.database.transaction((tx) => openProduct(tx, { ...command, code: 'KHAC', lenderId: '999' }, programAsker)),
		).rejects.toMatchObject({ code: 'lender.not-found' })
	})

	it('whose rules were stored before a second person was asked for ask for none', async () => {
		const productId = productIds.get('QUY-PHANG') ?? ''
		await asOwner(
			test.url,
			`insert into product_rules (product_id, from_on, terms, limits, source, certainty)
				select product_id, '2016-01-01', terms, limits - 'secondPersonAbove', source, certainty from product_rules where product_id = ${productId}`,
		)
		const { rules } = await test.database.reading((tx) => findProduct(tx, productId, programAsker))
		expect(rules.map(({ from, limits }) => [from, limits.secondPersonAbove])).toEqual([
			['2016-01-01', null],
			['2017-06-12', '30000000'],
		])
	})

	it('of a new bank are told in a memorandum book of its own, which is opened with it', async () => {
		const command = openLenderSchema.parse({ code: 'LPBANK', name: 'Ngân hàng khác', kind: 'commercial-bank' })
		const bankLender = await test.database.transaction((tx) => openLender(tx, command, programAsker))
		expect(bankLender).toMatchObject({ book: 'memo-lpbank', entrusted: true })
		expect(await test.database.reading((tx) => readBook(tx, bankLender.book))).toMatchObject({ kind: 'memorandum' })
	})

	it('have every book that their lenders name', async () => {
		const books = await test.database.reading(readBooks)
		const lenders = await test.database.reading((tx) => listLenders(tx, listLendersQuery.parse({}), programAsker))
		for (const lender of lenders.items) expect(books.map((book) => book.code)).toContain(lender.book)
	})
})
