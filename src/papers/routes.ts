import type { AppDoor } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { recordBookView } from '../rotation/schemas.js'
import * as lendingSchemas from '../lending/schemas.js'
import type { Context } from '../platform/door.js'
import * as papers from './actions.js'
import { sendFile, sendSheet, xlsxType } from '../documents/download.js'
import { pdfType, writePdf } from '../documents/pdf.js'
import * as schemas from './schemas.js'

const media = [pdfType]
type Asked = Pick<Context<unknown, unknown, unknown, unknown>, 'asOf' | 'knownAt' | 'reply'>

/** The answer itself, or the paper of it as a file of that name. */
async function answered<View>(
	{ reply, knownAt }: Asked,
	format: 'json' | 'pdf',
	name: string,
	{ view, paper, asOf }: papers.Answered<View>,
) {
	if (format === 'json') return view
	const made = await paper()
	return sendFile(reply, { type: pdfType, name: `${name}-${asOf}.pdf`, asOf, knownAt }, (out) => writePdf(made, out))
}

/** The two clocks of a question, and nothing else of it. */
function clocksOf({ asOf, knownAt }: Asked): Clocks {
	return { asOf, knownAt }
}

export function paperRoutes(door: AppDoor): void {
	door.operation({
		id: 'readLoanSchedule',
		method: 'GET',
		path: '/loans/:id/schedule',
		tag: 'loans',
		summary: 'The schedule with what is paid and unpaid in each row',
		params: schemas.paperParams,
		query: schemas.paperQuery,
		answer: lendingSchemas.scheduleView,
		media,
		refusals: ['loan.not-found'],
		handle: async ({ tx, params, query, asker, ...asked }) =>
			answered(asked, query.format, `lich-tra-no-${params.id}`, await papers.scheduleOnPaper(tx, params.id, asker, clocksOf(asked))),
	})
	door.operation({
		id: 'readLoanStatement',
		method: 'GET',
		path: '/loans/:id/statement',
		tag: 'loans',
		summary: "The borrower's account over a period: what fell due, what was paid, what is left",
		params: schemas.paperParams,
		query: schemas.statementQuery,
		answer: schemas.statementView,
		media,
		refusals: ['loan.not-found', 'loan.period-backwards'],
		handle: async ({ tx, params, query, asker, ...asked }) =>
			answered(
				asked,
				query.format,
				`sao-ke-khoan-vay-${params.id}`,
				await papers.statementOnPaper(tx, params.id, asker, query, clocksOf(asked)),
			),
	})
	door.operation({
		id: 'readLoanExplanation',
		method: 'GET',
		path: '/loans/:id/explanation',
		tag: 'loans',
		summary: 'Where every amount of a loan comes from: balances, interest, payments, and the rules with their sources',
		params: schemas.paperParams,
		query: schemas.paperQuery,
		answer: schemas.explanationView,
		media,
		refusals: ['loan.not-found'],
		handle: async ({ tx, params, query, asker, ...asked }) =>
			answered(asked, query.format, `giai-trinh-${params.id}`, await papers.explanationOnPaper(tx, params.id, asker, clocksOf(asked))),
	})
	door.operation({
		id: 'readCircleRecordBook',
		method: 'GET',
		path: '/circles/:id/record-book',
		tag: 'circles',
		summary: 'The record book (sổ họ): day, name, share paid, drawn, interest, and a place to sign',
		params: schemas.paperParams,
		query: schemas.circleBookQuery,
		answer: recordBookView,
		media: [pdfType, xlsxType],
		refusals: ['rotation.not-found'],
		handle: async ({ tx, params, query: { format }, asker, ...asked }) => {
			const clocks = clocksOf(asked)
			const book = await papers.circleBookOnPaper(tx, params.id, asker, clocks)
			const name = `so-ho-${params.id}`
			if (format === 'xlsx') return sendSheet(asked.reply, await book.sheet(), 'xlsx', { name: `${name}-${clocks.asOf}`, ...clocks })
			return answered(asked, format, name, book)
		},
	})
	door.operation({
		id: 'readMemberStatement',
		method: 'GET',
		path: '/members/:id/statement',
		tag: 'members',
		summary: 'All loans of a member within reach, lender by lender; what belongs to different lenders is never added',
		params: schemas.paperParams,
		query: schemas.statementQuery,
		answer: schemas.memberStatementView,
		media,
		refusals: ['member.not-found', 'loan.period-backwards'],
		handle: async ({ tx, params, query, asker, ...asked }) =>
			answered(
				asked,
				query.format,
				`sao-ke-thanh-vien-${params.id}`,
				await papers.memberStatementOnPaper(tx, params.id, asker, query, clocksOf(asked)),
			),
	})
}
