import { z } from 'zod'
import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { csvType, sendSheet, xlsxType } from '../documents/download.js'
import type { SheetRow } from '../documents/sheet.js'
import { idSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { payFees, reverseFeeEvent } from './actions.js'
import { addAgreement, listAgreements } from './agreement-actions.js'
import * as questions from './question-actions.js'
import { reckonFees } from './reckoning-actions.js'
import * as schemas from './schemas.js'
import { statementColumns, statementTotals } from './statement.js'

const tag = 'fees'
const contract = Object.keys(contractRefusals)

export function feeRoutes(door: AppDoor): void {
	door.operation({
		id: 'listFeeAgreements',
		method: 'GET',
		path: '/fee-agreements',
		tag,
		summary: 'What was agreed with the banks on entrustment fees and commissions, from which month, by which source',
		query: schemas.listAgreementsQuery,
		answer: schemas.feeAgreementsView,
		handle: ({ tx, query, asker }) => listAgreements(tx, query, asker),
	})
	door.operation({
		id: 'addFeeAgreement',
		method: 'POST',
		path: '/fee-agreements',
		tag,
		summary: 'Enters an agreement from a month on; what was entered before stays, and is told of its own time',
		body: schemas.addAgreementSchema,
		answer: schemas.feeAgreementView,
		status: 201,
		refusals: [
			'lender.not-found',
			'product.not-found',
			'fee.lender-not-entrusting',
			'fee.product-of-another-lender',
			'fee.shares-not-whole',
		],
		handle: ({ tx, body, asker }) => addAgreement(tx, body, asker),
	})
	door.operation({
		id: 'reckonFees',
		method: 'POST',
		path: '/fee-reckonings',
		tag,
		summary: 'Reckons the fees of a month from interest really collected; of a month that was reckoned before, what has changed',
		query: schemas.reckoningQuery,
		body: schemas.reckoningSchema,
		answer: schemas.reckoningView,
		status: 201,
		money: true,
		refusals: [
			'lender.not-found',
			'fee.lender-not-entrusting',
			'fee.no-agreement',
			'fee.month-not-over',
			'fee.reckoned-later',
			'fee.reckoned-already',
			'fee.not-reckoned',
			...contract,
		],
		handle: ({ tx, body, asker, today, knownAt }) => reckonFees(tx, body, asker, { today, knownAt }),
	})
	door.operation({
		id: 'recordFeePayment',
		method: 'POST',
		path: '/fee-payments',
		tag,
		summary: 'Records what the bank paid: for one group, or for all exactly what is owed through a month',
		body: schemas.feePaymentSchema,
		answer: schemas.feePaymentView,
		status: 201,
		money: true,
		refusals: ['lender.not-found', 'fee.not-found', 'fee.payment-differs', 'fee.more-than-owed', ...contract],
		handle: ({ tx, body, asker, today }) => payFees(tx, body, asker, today),
	})
	door.operation({
		id: 'reverseFeeEvent',
		method: 'POST',
		path: '/fees/:id/events/:eventId/reversal',
		tag,
		summary: 'Undoes a payment, or a reckoning for both of its holders; the book receives the difference',
		params: z.strictObject({ id: idSchema, eventId: idSchema }),
		body: schemas.feeReversalSchema,
		answer: schemas.feeReversalView,
		status: 201,
		money: true,
		refusals: ['fee.not-found', ...contract],
		handle: ({ tx, params: { id, eventId }, body, asker, today }) => reverseFeeEvent(tx, { feeId: id, eventId }, body, asker, today),
	})
	door.operation({
		id: 'listFees',
		method: 'GET',
		path: '/fees',
		tag,
		summary: 'What the banks owe, group by group: to the Union, and to the group',
		query: schemas.listFeesQuery,
		answer: schemas.feesView,
		handle: ({ tx, query, asker }) => questions.listFees(tx, query, asker),
	})
	door.operation({
		id: 'readFeeExplanation',
		method: 'GET',
		path: '/fees/:lenderId/:groupId/:month',
		tag,
		summary:
			'How the fees of a month were reckoned for a group: base, rate, band and why, each share, who took the rest, and what changed since',
		params: schemas.feeParams,
		query: z.strictObject(clocksShape),
		answer: schemas.feeExplanationView,
		refusals: ['fee.not-found'],
		handle: ({ tx, params, asker, asOf, knownAt }) => questions.explainFees(tx, params, asker, { asOf, knownAt }),
	})
	door.operation({
		id: 'reportFees',
		method: 'GET',
		path: '/reports/fees',
		tag,
		summary:
			'Entrustment fees or commissions by group, commune, district, province or lender: interest collected, base, factor, fee and each share',
		query: schemas.statementQuery,
		answer: schemas.statementView,
		media: [csvType, xlsxType],
		refusals: ['lender.not-found', 'unit.not-found', 'report.no-districts', 'fee.period-backwards'],
		handle: async ({ tx, query, asker, asOf, knownAt, reply }) => {
			const report = await questions.feeStatement(tx, query, asker, { asOf, knownAt })
			if (query.format === 'json') return report
			const { kind, by, from, to, rows, totals } = report
			const name = kind === 'commission' ? 'Hoa hồng' : 'Phí uỷ thác'
			const sheet = { name, columns: statementColumns(by), rows: each(rows), footer: () => [statementTotals(totals)], madeAt: knownAt }
			return sendSheet(reply, sheet, query.format, { name: `${kind}-${by}-${from}-${to}`, asOf, knownAt })
		},
	})
}

async function* each(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
	yield* rows
}
