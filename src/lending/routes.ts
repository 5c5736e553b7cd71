import { z } from 'zod'
import type { AppDoor } from '../access/asker.js'
import { idSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { addRateSchema } from '../products/schemas.js'
import * as loans from './actions.js'
import * as events from './event-schemas.js'
import * as questions from './question-actions.js'
import { listHouseholdLoans } from './household-actions.js'
import { contractRefusals } from '../contracts/refusals.js'
import { lendingRefusals } from './refusals.js'
import * as schemas from './schemas.js'
import { transferLoan } from './transfer-actions.js'

const params = z.strictObject({ id: idSchema })
const clocks = z.strictObject(clocksShape)
const refusals = [...Object.keys(lendingRefusals), ...Object.keys(contractRefusals)]
const tag = 'loans'

/** The events that are recorded each by one POST, and the type that each is. */
const recorded = [
	{
		id: 'disburseLoan',
		path: 'disbursements',
		type: 'disbursed',
		body: events.disbursementSchema,
		summary: 'Pays out the loan, or a tranche of it',
	},
	{
		id: 'cancelLoan',
		path: 'cancellations',
		type: 'cancelled',
		body: events.cancellationSchema,
		summary: 'Gives up a loan that was signed and of which nothing was paid out',
	},
	{
		id: 'changeLoanRate',
		path: 'rate-changes',
		type: 'rate-changed',
		body: events.rateChangeSchema,
		summary: 'Changes the rate from a day on',
	},
	{
		id: 'moveLoanToOverdue',
		path: 'overdue-transfers',
		type: 'moved-to-overdue',
		body: events.partSchema,
		summary: 'Moves principal that is due and unpaid to overdue',
	},
	{
		id: 'freezeLoan',
		path: 'freezes',
		type: 'frozen',
		body: events.partSchema,
		summary: 'Freezes the debt; it bears no interest meanwhile',
	},
	{ id: 'thawLoan', path: 'thaws', type: 'thawed', body: events.thawSchema, summary: 'Ends the freeze' },
	{ id: 'writeOffLoan', path: 'write-offs', type: 'written-off', body: events.partSchema, summary: 'Writes the debt off' },
	{
		id: 'recoverLoan',
		path: 'recoveries',
		type: 'recovered',
		body: events.sumSchema,
		summary: 'Records money recovered after a write-off',
	},
	{
		id: 'waiveLoanInterest',
		path: 'interest-waivers',
		type: 'interest-waived',
		body: events.sumSchema,
		summary: 'Waives interest that has fallen due, and then late interest',
	},
	{
		id: 'offsetLoanAgainstSavings',
		path: 'savings-offsets',
		type: 'savings-offset',
		body: events.repaymentSchema,
		summary: 'Pays the debt out of what the member has saved',
	},
	{
		id: 'receiveInterestSupport',
		path: 'interest-support-receipts',
		type: 'support-received',
		body: events.sumSchema,
		summary: 'Records what the budget paid of the interest that it bears',
	},
	{
		id: 'extendLoan',
		path: 'extensions',
		type: 'extended',
		body: events.extensionSchema,
		summary: 'Moves the end of the term later (gia hạn nợ), as far as the product allows in all',
	},
	{
		id: 'rescheduleLoan',
		path: 'reschedules',
		type: 'rescheduled',
		body: events.reschedulingSchema,
		summary: 'Agrees anew when the principal in term falls due (điều chỉnh kỳ hạn)',
	},
] as const

export function lendingRoutes(door: AppDoor): void {
	door.operation({
		id: 'computeSchedule',
		method: 'POST',
		path: '/loan-schedules',
		tag,
		summary: 'Computes a schedule and the state from terms and events, storing nothing',
		reads: true,
		body: schemas.loanScheduleSchema,
		answer: schemas.scheduleView,
		refusals,
		handle: ({ tx, body, language }) => questions.computeSchedule(tx, body, language),
	})
	door.operation({
		id: 'listLoans',
		method: 'GET',
		path: '/loans',
		tag,
		summary: 'Lists loans with what they owe now',
		query: schemas.listLoansQuery,
		answer: schemas.loanListView,
		refusals: ['member.not-found'],
		handle: ({ tx, query: { householdOf, ...filter }, asker, today }) =>
			householdOf === undefined
				? questions.listLoans(tx, filter, asker.scope)
				: listHouseholdLoans(tx, { ...filter, householdOf }, asker, today),
	})
	door.operation({
		id: 'signLoan',
		method: 'POST',
		path: '/loans',
		tag,
		summary: "Signs a loan under a product's terms of that day",
		body: schemas.signLoanSchema,
		answer: schemas.loanView,
		status: 201,
		rehearsable: true,
		refusals,
		handle: ({ tx, body, asker, today }) => loans.signLoan(tx, body, asker, today),
	})
	door.operation({
		id: 'readLoan',
		method: 'GET',
		path: '/loans/:id',
		tag,
		summary: 'A loan as it stood on a day, as it was known at a moment',
		params,
		query: clocks,
		answer: schemas.loanView,
		refusals: ['loan.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findLoan(tx, id, asker.scope, { asOf, knownAt }),
	})
	for (const { id, path, type, body, summary } of recorded)
		door.operation({
			id,
			method: 'POST',
			path: `/loans/:id/${path}`,
			tag,
			summary,
			params,
			body: body as z.ZodType<loans.LoanCommand>,
			answer: schemas.outcomeView,
			status: 201,
			money: true,
			refusals,
			handle: ({ tx, params: { id: loanId }, body: command, asker, today }) => loans.recordOnLoan(tx, loanId, type, command, asker, today),
		})
	door.operation({
		id: 'repayLoan',
		method: 'POST',
		path: '/loans/:id/repayments',
		tag,
		summary: 'Records a repayment and says what it went to',
		params,
		body: events.repaymentSchema,
		answer: schemas.outcomeView,
		status: 201,
		money: true,
		refusals,
		handle: ({ tx, params: { id }, body, asker, today }) => loans.recordOnLoan(tx, id, 'repaid', body, asker, today),
		// Everybody repays on the same mornings: what comes at one moment is committed once.
		handleMany: (tx, asked) =>
			loans.repayEach(
				tx,
				asked.map(({ params: { id }, body, asker, today }) => ({ loanId: id, command: body, asker, today })),
			),
	})
	door.operation({
		id: 'transferLoan',
		method: 'POST',
		path: '/loans/:id/transfers',
		tag,
		summary: 'Transfers a loan to another group of its lender, or to a commune outside any group',
		params,
		body: events.transferSchema,
		answer: schemas.outcomeView,
		status: 201,
		money: true,
		refusals: [...refusals, 'unit.not-found', 'unit.not-a-commune'],
		handle: ({ tx, params: { id }, body, asker, today }) => transferLoan(tx, id, body, asker, today),
	})
	door.operation({
		id: 'rollOverLoan',
		method: 'POST',
		path: '/loans/:id/roll-overs',
		tag,
		summary: 'Takes a short-term loan over into the next season (lưu vụ), at the rate of that day',
		params,
		body: events.rollOverSchema,
		answer: schemas.outcomeView,
		status: 201,
		money: true,
		refusals: [...refusals, 'product.not-offered'],
		handle: ({ tx, params: { id }, body, asker, today }) => loans.rollOverLoan(tx, id, body, asker, today),
	})
	door.operation({
		id: 'reverseLoanEvent',
		method: 'POST',
		path: '/loans/:id/events/:eventId/reversal',
		tag,
		summary: 'Undoes an event; the book receives the difference',
		params: z.strictObject({ id: idSchema, eventId: idSchema }),
		body: events.reversalSchema,
		answer: schemas.outcomeView,
		status: 201,
		money: true,
		refusals,
		handle: ({ tx, params: { id, eventId }, body, asker, today }) => loans.reverseLoanEvent(tx, id, eventId, body, asker, today),
	})
	door.operation({
		id: 'listLoanEvents',
		method: 'GET',
		path: '/loans/:id/events',
		tag,
		summary: 'What happened to a loan, in the order in which it was recorded',
		params,
		query: clocks,
		answer: schemas.eventListView,
		refusals: ['loan.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findEvents(tx, id, asker.scope, { asOf, knownAt }),
	})
	door.operation({
		id: 'addProductRate',
		method: 'POST',
		path: '/products/:id/rates',
		tag: 'products',
		summary: 'Adds a rate from a day on; one that reaches loans already out is recorded on each of them',
		params,
		body: addRateSchema,
		answer: z.strictObject({ productId: idSchema, from: z.string(), yearly: z.string(), loansReached: z.int() }),
		status: 201,
		rehearsable: true,
		refusals: [...refusals, 'product.not-found'],
		handle: ({ tx, params: { id }, body, asker, today }) => loans.addProductRate(tx, id, body, asker, today),
	})
}
