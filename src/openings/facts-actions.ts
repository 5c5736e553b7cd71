import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { fold } from '../kernel/personal-id.js'
import { readBooks } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { listLenders, listProducts } from '../products/actions.js'
import { listSavingsProducts } from '../savings/product-actions.js'
import type { OpeningKind } from './columns.js'
import type { Facts, LoanProductFact, MemberFact, SavingsProductFact } from './facts.js'
import { readBankDays, readGroups, readInBook, readMembers, readMemberships } from './facts-store.js'
import type { RowValues } from './row.js'

/** What rows are opened under: products by their folded codes, with their lenders and books. */
export type Products = Pick<Facts, 'loanProducts' | 'savingsProducts'>

/** All products within the asker's reach. */
export async function readProducts(tx: Tx, asker: Asker): Promise<Products> {
	const page = { limit: '500' }
	const lenders = new Map((await listLenders(tx, page, asker)).items.map((lender) => [lender.id, lender]))
	const books = new Map((await readBooks(tx)).map((book) => [book.code, book]))
	const bookOf = (code: string) => must(books.get(code), 'the book of a lender')
	const loanProducts = (await listProducts(tx, page, asker)).items.map((product): LoanProductFact => {
		const lender = must(lenders.get(product.lenderId), 'the lender of a product')
		return { ...product, lender, book: bookOf(lender.book) }
	})
	const savingsProducts = (await listSavingsProducts(tx, page, asker)).items.map((product): SavingsProductFact => {
		const lender = product.lenderId === null ? null : must(lenders.get(product.lenderId), 'the lender of a product')
		return { ...product, lender, book: bookOf(lender?.book ?? 'groups') }
	})
	const byCode = <T extends { readonly code: string }>(list: readonly T[]) => new Map(list.map((one) => [fold(one.code), one]))
	return { loanProducts: byCode(loanProducts), savingsProducts: byCode(savingsProducts) }
}

/** All that some rows are checked against, read in a handful of statements however many they are. */
export async function readFacts(
	tx: Tx,
	{ kind, openingOn, rows }: { readonly kind: OpeningKind; readonly openingOn: CalendarDate; readonly rows: readonly RowValues[] },
	products: Products,
	firstLines: ReadonlyMap<string, number>,
	asker: Asker,
): Promise<Facts> {
	const all = (key: Parameters<RowValues['text']>[0]): readonly string[] => [
		...new Set(rows.flatMap((row) => (row.text(key) === null ? [] : [must(row.text(key), 'a text')]))),
	]
	const groups = await readGroups(
		tx,
		all('groupCode').map((code) => code.toLowerCase()),
		openingOn,
		asker.scope,
	)
	const found = await readMembers(
		tx,
		{
			codes: all('memberCode').map((code) => code.toLowerCase()),
			numbers: all('citizenId').map((number) => number.replace(/[\s.-]/g, '')),
			names: rows.flatMap((row) => {
				const [name, bornOn] = [row.text('memberName'), row.day('bornOn')]
				return name === null || bornOn === null ? [] : [{ name: fold(name), bornOn }]
			}),
		},
		asker.scope,
	)
	const groupIds = [...groups.values()].map(({ id }) => id)
	const memberIds = found.map(({ id }) => id)
	const codes = {
		banks: all(kind === 'loans' ? 'bankLoanCode' : 'bankAccountCode'),
		ours: all(kind === 'loans' ? 'loanCode' : 'accountCode'),
	}
	const communeIds = [...new Set([...groups.values(), ...found].map(({ communeId }) => communeId))]
	return {
		openingOn,
		...products,
		groups,
		members: membersFound(found),
		memberships: await readMemberships(tx, { groupIds, memberIds, on: openingOn }),
		inBook: await readInBook(tx, kind, codes),
		firstLines,
		transactionDays: await readBankDays(tx, communeIds, openingOn),
	}
}

function membersFound(found: Awaited<ReturnType<typeof readMembers>>): Facts['members'] {
	const byCode = new Map<string, MemberFact>()
	const byNumber = new Map<string, MemberFact[]>()
	const byName = new Map<string, MemberFact[]>()
	const put = (map: Map<string, MemberFact[]>, key: string, member: MemberFact): void =>
		void map.set(key, [...(map.get(key) ?? []), member])
	for (const { code, citizenId, oldId, nameKey, bornOn, ...member } of found) {
		byCode.set(fold(code), member)
		if (citizenId !== null) put(byNumber, citizenId, member)
		if (oldId !== null) put(byNumber, oldId, member)
		if (bornOn !== null) put(byName, `${nameKey}|${bornOn}`, member)
	}
	return { byCode, byNumber, byName }
}
