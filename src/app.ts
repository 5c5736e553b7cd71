import type { FastifyInstance } from 'fastify'
import { recognise } from './access/actions.js'
import { createGuard } from './access/guard.js'
import { permissions } from './access/permissions.js'
import { assertComplete } from './access/permitted.js'
import { accessRefusals } from './access/refusals.js'
import { accessRoutes } from './access/routes.js'
import { applicationRefusals } from './applications/refusals.js'
import { applicationRoutes } from './applications/routes.js'
import { bankListRefusals } from './banklists/refusals.js'
import { bankListRoutes } from './banklists/routes.js'
import { bankRefusals } from './banks/refusals.js'
import { bankRoutes } from './banks/routes.js'
import { exportLayoutRoutes } from './banks/layout-routes.js'
import { campaignRefusals } from './campaigns/refusals.js'
import { campaignRoutes } from './campaigns/routes.js'
import { closingRefusals } from './closing/refusals.js'
import { closingRoutes } from './closing/routes.js'
import { collectionRefusals } from './collection/refusals.js'
import { collectionRoutes } from './collection/routes.js'
import { contractRefusals } from './contracts/refusals.js'
import { custodyRefusals } from './custody/refusals.js'
import { custodyRoutes } from './custody/routes.js'
import { fileRefusals } from './documents/refusals.js'
import { feeRefusals } from './fees/refusals.js'
import { feeRoutes } from './fees/routes.js'
import { bookRefusals } from './forms/book-refusals.js'
import { bookRoutes } from './forms/book-routes.js'
import { groupFormRoutes } from './forms/group-routes.js'
import { formRefusals } from './forms/refusals.js'
import { formRoutes } from './forms/routes.js'
import { layoutRoutes } from './forms/layout-routes.js'
import { paperRoutes } from './papers/routes.js'
import { fundRefusals } from './funds/refusals.js'
import { fundRoutes } from './funds/routes.js'
import { groupRefusals } from './groups/refusals.js'
import { meetingRoutes } from './groups/meeting-routes.js'
import { groupRoutes } from './groups/routes.js'
import { handoverRefusals } from './handovers/refusals.js'
import { handoverRoutes } from './handovers/routes.js'
import { scoreRoutes } from './groups/score-routes.js'
import { assert } from './kernel/assert.js'
import type { RefusalCatalogue } from './kernel/refusal.js'
import { calendarRoutes } from './lending/calendar-routes.js'
import { jobRefusals } from './jobs/refusals.js'
import { jobRoutes } from './jobs/routes.js'
import { openingJob } from './openings/job-actions.js'
import { openingProgressRoutes } from './openings/progress-routes.js'
import { openingRefusals } from './openings/refusals.js'
import { openingRoutes } from './openings/routes.js'
import { monthlyJobs } from './lending/monthly-actions.js'
import { offsetRefusals } from './offsets/refusals.js'
import { offsetRoutes } from './offsets/routes.js'
import { overdueRefusals } from './lending/overdue-refusals.js'
import { differenceRoutes } from './lending/difference-routes.js'
import { householdRoutes } from './lending/household-routes.js'
import { lendingRefusals } from './lending/refusals.js'
import { lendingRoutes } from './lending/routes.js'
import { annualRefusals } from './annual/refusals.js'
import { annualRoutes } from './annual/routes.js'
import { aidRefusals } from './mutualaid/refusals.js'
import { aidRoutes } from './mutualaid/routes.js'
import { memberRefusals } from './members/refusals.js'
import { memberRoutes } from './members/routes.js'
import { piggyBankRefusals } from './piggybanks/refusals.js'
import { piggyBankRoutes } from './piggybanks/routes.js'
import type { Clock } from './platform/clock.js'
import type { Database } from './platform/database.js'
import { createDoor } from './platform/door.js'
import { createJobWorker } from './platform/job-worker.js'
import type { Log } from './platform/log.js'
import { platformProblems } from './platform/problem.js'
import { reconciliationRefusals } from './reconciliations/refusals.js'
import { reconciliationRoutes } from './reconciliations/routes.js'
import { reorganisationRefusals } from './reorganisation/refusals.js'
import { reorganisationRoutes } from './reorganisation/routes.js'
import { createServer } from './platform/server.js'
import { version } from './platform/version.js'
import { productRefusals } from './products/refusals.js'
import { productRoutes } from './products/routes.js'
import { receiptRefusals } from './receipts/refusals.js'
import { receiptRoutes } from './receipts/routes.js'
import { ledgerRoutes } from './reports/ledger-routes.js'
import { groupScoreRoutes } from './reports/group-score-routes.js'
import { portfolioRoutes } from './reports/portfolio-routes.js'
import { receiptReportRoutes } from './reports/receipts-routes.js'
import { reportRefusals } from './reports/refusals.js'
import { lentReportRoutes } from './reports/lent-routes.js'
import { structureReportRoutes } from './reports/structure-routes.js'
import { savingsReportRoutes } from './reports/savings-routes.js'
import { reportRoutes } from './reports/routes.js'
import { rotationRefusals } from './rotation/refusals.js'
import { rotationRoutes } from './rotation/routes.js'
import { savingsProductRoutes } from './savings/product-routes.js'
import { savingsRefusals } from './savings/refusals.js'
import { savingsRoutes } from './savings/routes.js'
import { unitRefusals } from './units/refusals.js'
import { unitRoutes } from './units/routes.js'

/** Every capability's "no", by its code. */
const refusals = [
	accessRefusals,
	unitRefusals,
	memberRefusals,
	groupRefusals,
	productRefusals,
	contractRefusals,
	fileRefusals,
	bankListRefusals,
	reconciliationRefusals,
	lendingRefusals,
	reportRefusals,
	bankRefusals,
	annualRefusals,
	custodyRefusals,
	receiptRefusals,
	handoverRefusals,
	savingsRefusals,
	piggyBankRefusals,
	campaignRefusals,
	collectionRefusals,
	offsetRefusals,
	rotationRefusals,
	feeRefusals,
	applicationRefusals,
	aidRefusals,
	fundRefusals,
	reorganisationRefusals,
	overdueRefusals,
	jobRefusals,
	closingRefusals,
	openingRefusals,
	bookRefusals,
	formRefusals,
]

/** The table of contents: every capability's operations behind one door. */
export async function createApp({ database, clock, log }: { database: Database; clock: Clock; log: Log }): Promise<FastifyInstance> {
	const catalogue = oneCatalogue(refusals)
	const server = await createServer({ log, catalogue, version, database })
	const guard = createGuard((hash) => database.transaction((tx) => recognise(tx, hash)))
	const door = createDoor(server, { database, clock, guard, catalogue })
	const worker = createJobWorker({ database, kinds: [...monthlyJobs, openingJob], log })
	server.addHook('onListen', async () => worker.start())
	server.addHook('onClose', () => worker.stop())

	accessRoutes(door, guard.forget)
	unitRoutes(door)
	memberRoutes(door)
	groupRoutes(door)
	meetingRoutes(door)
	scoreRoutes(door)
	productRoutes(door)
	lendingRoutes(door)
	paperRoutes(door)
	rotationRoutes(door)
	calendarRoutes(door)
	householdRoutes(door)
	differenceRoutes(door)
	savingsRoutes(door)
	savingsProductRoutes(door)
	piggyBankRoutes(door)
	campaignRoutes(door)
	ledgerRoutes(door)
	bookRoutes(door)
	groupFormRoutes(door)
	formRoutes(door)
	layoutRoutes(door)
	reportRoutes(door)
	portfolioRoutes(door)
	receiptReportRoutes(door)
	savingsReportRoutes(door)
	lentReportRoutes(door)
	structureReportRoutes(door)
	annualRoutes(door)
	groupScoreRoutes(door)
	bankListRoutes(door)
	reconciliationRoutes(door)
	bankRoutes(door)
	exportLayoutRoutes(door)
	custodyRoutes(door)
	receiptRoutes(door)
	handoverRoutes(door, guard.forget)
	collectionRoutes(door)
	offsetRoutes(door)
	feeRoutes(door)
	applicationRoutes(door)
	aidRoutes(door)
	fundRoutes(door)
	reorganisationRoutes(door)
	closingRoutes(door)
	jobRoutes(door, worker.wake)
	openingRoutes(door, worker.wake)
	openingProgressRoutes(door, database)

	assertComplete(door.registered, permissions)
	await server.ready()
	return server
}

/** One catalogue of many; a code that two capabilities claim is our mistake. */
function oneCatalogue(parts: readonly RefusalCatalogue[]): RefusalCatalogue {
	const entries = parts.flatMap((part) => Object.entries(part))
	const codes = new Set<string>(Object.keys(platformProblems))
	for (const [code] of entries) {
		assert(!codes.has(code), `the refusal ${code} is declared once`)
		codes.add(code)
	}
	return Object.fromEntries(entries)
}
