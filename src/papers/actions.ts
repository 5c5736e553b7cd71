import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { findExplanation, findSchedule, findStatement, findStatementsOf, periodOf, type WantedPeriod } from '../lending/question-actions.js'
import { findMember } from '../members/actions.js'
import { circleOfStored } from '../rotation/kept.js'
import { findCircle, findRecordBook } from '../rotation/question-actions.js'
import type { Tx } from '../platform/database.js'
import { type CircleAgreement, circleBookPaper, circleBookSheet } from './circle-book-paper.js'
import { explanationPaper } from './explanation-paper.js'
import { headingOf, letterOf } from './heading-actions.js'
import { byLender } from './member-statement.js'
import type { Paper } from '../documents/paper.js'
import type { Sheet } from '../documents/sheet.js'
import { schedulePaper } from './schedule-paper.js'
import { loanStatementPaper, memberStatementPaper } from './statement-paper.js'
import * as store from './store.js'

/** What was asked, as the wire answers it, and the same on paper, which is made only where it is wanted. */
export type Answered<View> = { readonly view: View; readonly paper: () => Promise<Paper>; readonly asOf: CalendarDate }

/** The schedule of a loan. */
export async function scheduleOnPaper(tx: Tx, loanId: string, asker: Asker, clocks: Clocks) {
	const { loan, schedule } = await findSchedule(tx, loanId, asker, clocks)
	const paper = async () => schedulePaper(loan, schedule, await headingOf(tx, loan, clocks), await letterOf(tx, asker, clocks))
	return { view: schedule, paper, asOf: clocks.asOf } satisfies Answered<unknown>
}

/** The account of a loan over a period. */
export async function statementOnPaper(tx: Tx, loanId: string, asker: Asker, wanted: WantedPeriod, clocks: Clocks) {
	const view = await findStatement(tx, loanId, asker, wanted, clocks)
	const then = { ...clocks, asOf: view.to }
	const paper = async () => loanStatementPaper(view.loan, view, await headingOf(tx, view.loan, then), await letterOf(tx, asker, then))
	return { view, paper, asOf: view.to } satisfies Answered<unknown>
}

/** Where every amount of a loan comes from. */
export async function explanationOnPaper(tx: Tx, loanId: string, asker: Asker, clocks: Clocks) {
	const view = await findExplanation(tx, loanId, asker, clocks)
	const paper = async () => explanationPaper(view.loan, view, await headingOf(tx, view.loan, clocks), await letterOf(tx, asker, clocks))
	return { view, paper, asOf: clocks.asOf } satisfies Answered<unknown>
}

/** The record book of a rotating fund. */
export async function circleBookOnPaper(tx: Tx, circleId: string, asker: Asker, clocks: Clocks) {
	const view = await findRecordBook(tx, circleId, asker, clocks)
	return {
		view,
		paper: async () => circleBookPaper(view, await agreementOf(tx, circleId, asker, clocks), await letterOf(tx, asker, clocks)),
		sheet: async () => circleBookSheet(view, await agreementOf(tx, circleId, asker, clocks), await letterOf(tx, asker, clocks)),
		asOf: clocks.asOf,
	} satisfies Answered<unknown> & { sheet: () => Promise<Sheet> }
}

async function agreementOf(tx: Tx, circleId: string, asker: Asker, clocks: Clocks): Promise<CircleAgreement> {
	const { terms, members } = await findCircle(tx, circleId, asker, clocks)
	const { lateYearlyInForce, ...stored } = terms
	const { days, order, reward } = circleOfStored(stored).terms
	return {
		days,
		order,
		reward,
		lateYearly: lateYearlyInForce,
		members: members.map(({ member, amount, drew }) => ({ name: member.name, amount, drew: drew.map(({ turn }) => turn) })),
	}
}

/** All loans of a member that the asker reaches, lender by lender; 404 beyond the asker's scope. */
export async function memberStatementOnPaper(tx: Tx, memberId: string, asker: Asker, wanted: WantedPeriod, clocks: Clocks) {
	const { id, code, name, hamlet, communeName } = await findMember(tx, memberId, asker)
	const member = { id, code, name, hamlet, communeName }
	const period = periodOf(wanted, clocks)
	const then = { ...clocks, asOf: period.to }
	const statements = await findStatementsOf(tx, memberId, asker, period, clocks)
	const headings = await store.readHeadings(
		tx,
		statements.map(({ loan }) => loan),
		period.to,
	)
	const lenders = byLender(statements, headings)
	const paper = async () => memberStatementPaper(member, lenders, headings, await letterOf(tx, asker, then), period)
	return { view: { member, ...period, lenders, ...clocks }, paper, asOf: period.to } satisfies Answered<unknown>
}
