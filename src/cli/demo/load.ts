import { createDemonstrationUsers } from '../../access/actions.js'
import { programAsker } from '../../access/asker.js'
import { loadAgreements } from '../../fees/agreement-actions.js'
import { must } from '../../kernel/assert.js'
import { addDays, type CalendarDate, calendarDate, earlier } from '../../kernel/calendar-date.js'
import { accountCode } from '../../ledger/chart.js'
import { insertBookEntry, readBooks } from '../../ledger/store.js'
import type { Clock } from '../../platform/clock.js'
import type { Database, Tx } from '../../platform/database.js'
import { listLenders, listProducts, loadCatalogue } from '../../products/actions.js'
import { loadSavingsCatalogue } from '../../savings/product-actions.js'
import { readCalendar } from '../../units/calendar-store.js'
import { loadCaoBang } from '../../units/actions.js'
import { communesBelow, insertTransactionDay, unitByCode } from '../../units/store.js'
import type { DemoGroup } from './groups.js'
import { loadSavings } from './savings.js'
import { dong } from '../../kernel/money.js'
import { type DemoProduct, storyEnds } from './portfolio.js'
import { loadMutualHelp } from './mutual-help.js'
import { loadPolicyBank } from './policy-bank.js'
import { loadCircle } from './circle.js'
import { loadCommercialBank, loadCooperatives, loadFund, loadInterestFree, loadStartUp } from './programmes.js'
import { loadSocialFunds } from './social-funds.js'
import { loadPiggyBanks } from './piggy-banks.js'
import { loadSavingsWeek } from './savings-week.js'
import type { Stage } from './stage.js'
import type { Progress } from '../progress.js'
import { chance } from './random.js'
import { createWriter } from './writer.js'

export type DemoSize = 'full' | 'small'

const provinceOn = calendarDate('2022-10-31')
const officerDistrict = '047'

/**
 * Loads the demonstration province: the real communes, made-up women, every programme with years of history, told
 * through the same engine as any other event. All of it in one transaction, so that it is there whole or not at all.
 */
export async function loadDemonstration(
	database: Database,
	options: { readonly size: DemoSize; readonly clock: Clock; readonly progress: Progress },
): Promise<void> {
	await database.transaction((tx) => loadAll(tx, options))
}

async function loadAll(tx: Tx, { size, clock, progress }: { size: DemoSize; clock: Clock; progress: Progress }): Promise<void> {
	const random = chance('cao-bang-2022')
	const small = size === 'small'
	progress(0, 'đơn vị hành chính, sản phẩm vay')
	await loadCaoBang(tx)
	await loadCatalogue(tx)
	await loadSavingsCatalogue(tx)
	await loadAgreements(tx)
	const district = must(await unitByCode(tx, officerDistrict, provinceOn), "the officer's district")
	const communes = await communesIn2022(tx, small ? district.id : must(await unitByCode(tx, '04', provinceOn), 'the province').id)
	const days = random.part('transaction days')
	const transactionDays = new Map(communes.map((id) => [id, days.between(3, 26)]))
	for (const [id, dayOfMonth] of transactionDays) await insertTransactionDay(tx, id, { from: calendarDate('2010-01-01'), dayOfMonth })
	const products = await readProducts(tx)
	await payCapitalIn(tx)
	const calendar = await readCalendar(tx)
	const until = earlier(storyEnds, addDays(clock.today(), -1))
	const writer = createWriter(tx, { calendar, until, progress, expected: small ? 350 : 30_000 })
	const stage: Stage = { tx, random, small, products, transactionDays, communes, writer }

	const policyGroups = await loadPolicyBank(stage)
	await loadCommercialBank(stage)
	const fundGroups = await loadFund(stage)
	await loadInterestFree(stage)
	await loadStartUp(stage)
	await loadCooperatives(stage)
	await writer.finish()
	await loadCircle(stage)
	await loadMutualHelp(stage, policyGroups)
	const province = must(await unitByCode(tx, '04', provinceOn), 'the province')
	await loadSocialFunds(stage, province.id, policyGroups)
	await loadSavingsWeek(stage)
	await loadPiggyBanks(stage, policyGroups)

	const inDistrict = new Set(await communesIn2022(tx, district.id))
	const ofDistrict = (groups: readonly DemoGroup[]) => groups.filter(({ communeId }) => inDistrict.has(communeId))
	progress(0.99, 'sổ tiết kiệm')
	await loadSavings(stage, { policy: ofDistrict(policyGroups), fund: ofDistrict(fundGroups) }, until)
	const lenderId = (code: string): string =>
		must(
			[...products.values()].find(({ lender }) => lender.code === code),
			code,
		).lender.id
	await createDemonstrationUsers(tx, {
		unitId: district.id,
		groupId: must(ofDistrict(policyGroups)[0], 'a group for the leader').id,
		nhcsxhId: lenderId('NHCSXH'),
		agribankId: lenderId('AGRIBANK'),
	})
	progress(1, 'xong')
}

/** The communes as they were before the merger of 2025. */
async function communesIn2022(tx: Tx, unitId: string): Promise<readonly string[]> {
	const all = await communesBelow(tx, unitId)
	const found = await tx.$client.query<{ id: string }>(
		'select unit_id as id from unit_versions where unit_id = any($1::bigint[]) and valid_from <= $2 and (valid_to is null or valid_to >= $2) order by unit_id',
		[all, provinceOn],
	)
	return found.rows.map(({ id }) => id)
}

async function readProducts(tx: Tx): Promise<ReadonlyMap<string, DemoProduct>> {
	const lenders = (await listLenders(tx, { limit: '500' }, programAsker)).items
	const products = (await listProducts(tx, { limit: '500' }, programAsker)).items
	const books = await readBooks(tx)
	return new Map(
		products.map((product) => {
			const lender = must(
				lenders.find(({ id }) => id === product.lenderId),
				`the lender of ${product.code}`,
			)
			return [
				product.code,
				{
					product,
					lender,
					book: must(
						books.find(({ code }) => code === lender.book),
						`the book of ${lender.code}`,
					),
				},
			]
		}),
	)
}

/** The funds' own capital, so that no money is lent that was never there. */
async function payCapitalIn(tx: Tx): Promise<void> {
	const books = await readBooks(tx)
	const on: CalendarDate = calendarDate('2015-01-05')
	for (const [code, amount] of [
		['own', 60_000_000_000n],
		['interest-free', 2_000_000_000n],
	] as const) {
		const book = must(
			books.find((one) => one.code === code),
			code,
		)
		const posting = { debit: accountCode('own', 'bank'), credit: accountCode('own', 'capital'), amount: dong(amount) }
		await insertBookEntry(tx, { bookId: book.id, on, text: 'Vốn quỹ ban đầu', postings: [posting] }, '2015-01-05T03:00:00Z')
	}
}
