import type { Tx } from '../platform/database.js'
import { add, type Money, sum, zero } from '../kernel/money.js'
import { standings } from '../lending/question-actions.js'
import type { FeeAgreement, Quality } from './agreement.js'
import { type FactsQuestion, readCollected, readInTerm, readOverdue } from './facts-store.js'
import { daysOfMonth } from './month.js'
import type { Portfolio } from './quality.js'
import type { Facts } from './reckoning.js'

/**
 * What a month is reckoned from, for all groups of a lender at once: a statement for the interest, one for the balances
 * where an agreement is of them, one for the overdue part. Only a collection rate asks how each loan stood.
 */
export async function readFacts(tx: Tx, question: FactsQuestion, agreements: readonly FeeAgreement[]): Promise<Facts> {
	const collected = await readCollected(tx, question, null)
	const ofBalance = agreements.filter(({ terms }) => terms.base === 'average-in-term-balance')
	const products = [...new Set(ofBalance.flatMap(({ productId }) => productId ?? []))]
	const everyProduct = ofBalance.some(({ productId }) => productId === null)
	const inTerm = ofBalance.length === 0 ? [] : await readInTerm(tx, question, everyProduct ? null : products)
	const qualities = agreements.flatMap(({ terms }) => (terms.quality === null ? [] : [terms.quality]))
	const portfolios = new Map<Quality['of'], ReadonlyMap<string, Portfolio>>()
	for (const of of new Set(qualities.map((quality) => quality.of))) {
		const isTold = qualities.some((quality) => quality.of === of && (quality.measure === 'collection-rate' || quality.badDebtFrom !== null))
		portfolios.set(of, isTold ? await toldPortfolios(tx, question, of, collected) : await postedPortfolios(tx, question, of))
	}
	return { collected, inTerm, portfolioOf: (of, id) => portfolios.get(of)?.get(id) ?? empty }
}

const empty: Portfolio = { outstanding: zero, overdue: zero, badDebt: zero, collected: zero, uncollected: zero }

/** A bank moves principal to overdue by an event, so that postings say all of it. */
async function postedPortfolios(tx: Tx, question: FactsQuestion, of: Quality['of']): Promise<ReadonlyMap<string, Portfolio>> {
	const owed = await readOverdue(tx, question, of)
	return new Map([...owed].map(([id, sums]) => [id, { ...empty, ...sums }]))
}

/** What interest was still due, and in which debt group each loan was, no table holds for a past day: each loan is told. */
async function toldPortfolios(
	tx: Tx,
	{ lenderId, month, knownAt }: FactsQuestion,
	of: Quality['of'],
	collected: Facts['collected'],
): Promise<ReadonlyMap<string, Portfolio>> {
	const keyOf = (row: { readonly groupId: string | null; readonly communeId: string }) => (of === 'group' ? row.groupId : row.communeId)
	const found = new Map<string, Portfolio>()
	const count = (id: string | null, more: Partial<Portfolio>): void => {
		if (id !== null) found.set(id, added(found.get(id) ?? empty, more))
	}
	for (const row of collected) count(keyOf(row), { collected: row.interest })
	for await (const { row, standing } of standings(tx, { lenderId }, { kind: 'all' }, { asOf: daysOfMonth(month).last, knownAt })) {
		const { outstanding, overdue, interestDue, interestCarried } = standing.balances
		const badDebt = (standing.debtGroup ?? 1) >= 3 ? outstanding : zero
		if (row.groupId !== null) count(keyOf(row), { outstanding, overdue, badDebt, uncollected: sum([interestDue, interestCarried]) })
	}
	return found
}

function added(one: Portfolio, more: Partial<Portfolio>): Portfolio {
	const plus = (key: keyof Portfolio): Money => add(one[key], more[key] ?? zero)
	return {
		outstanding: plus('outstanding'),
		overdue: plus('overdue'),
		badDebt: plus('badDebt'),
		collected: plus('collected'),
		uncollected: plus('uncollected'),
	}
}
