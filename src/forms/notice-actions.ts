import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { Paper, PaperQr } from '../documents/paper.js'
import { findGroup } from '../groups/actions.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { sum } from '../kernel/money.js'
import { amountInWords } from '../kernel/words.js'
import { dueWithin } from '../lending/due-list.js'
import { type LoanThen, loansThen } from '../lending/question-actions.js'
import type { LoanFilter } from '../lending/stored.js'
import { findMember } from '../members/actions.js'
import { readHeadings } from '../papers/store.js'
import type { LoanHeading } from '../papers/loan-heading.js'
import type { Tx } from '../platform/database.js'
import { paymentQr } from './account-actions.js'
import { letterOf } from '../papers/heading-actions.js'
import { askedFor, type Notice, nothingDuePaper, noticePaper, overdueOf } from './notice.js'

/** What a member is asked for by a day, at every lender that the asker reaches, and the notice of it. */
export async function memberNotice(tx: Tx, memberId: string, until: CalendarDate, asker: Asker, clocks: Clocks) {
	const { id, code, name, communeName } = await findMember(tx, memberId, asker)
	const [found] = await noticesOf(tx, { memberId }, until, asker, clocks)
	const nothing: Notice = {
		borrowerId: id,
		borrowerCode: code,
		borrowerName: name,
		groupName: null,
		groupLeader: null,
		place: communeName,
		lenders: [],
	}
	const notice = found ?? nothing
	return {
		view: noticeView(notice, until, clocks),
		paper: async () => must((await papersOf(tx, [notice], until, asker, clocks))[0], 'the paper of a notice'),
	}
}

/** The notices of all who are asked for something in a group, one page each, by name. */
export async function groupNotices(
	tx: Tx,
	groupId: string,
	until: CalendarDate,
	asker: Asker,
	clocks: Clocks,
): Promise<readonly [Paper, ...Paper[]]> {
	const group = await findGroup(tx, groupId, asker, clocks.asOf)
	const notices = await noticesOf(tx, { groupId }, until, asker, clocks)
	const [first, ...rest] = await papersOf(tx, notices, until, asker, clocks)
	return first === undefined ? [nothingDuePaper(group.name, until, await letterOf(tx, asker, clocks))] : [first, ...rest]
}

async function noticesOf(tx: Tx, filter: LoanFilter, until: CalendarDate, asker: Asker, clocks: Clocks): Promise<readonly Notice[]> {
	const { loans } = await loansThen(tx, filter, asker.scope, clocks, { after: '0', limit: 1_000 })
	const asked = loans.flatMap(({ row, loan, state }) => {
		const due = dueWithin(loan, state, clocks.asOf, until)
		return due === null || askedFor(due) === 0n ? [] : [{ row, due }]
	})
	const headings = await readHeadings(
		tx,
		asked.map(({ row }) => ({ id: row.contract.id, groupId: row.groupId, communeId: row.communeId })),
		clocks.asOf,
	)
	const notices = new Map<string, Notice>()
	for (const { row, due } of asked) {
		const heading = must(headings.get(row.contract.id), 'the heading of a loan that was found')
		const key = row.memberId ?? `group ${row.groupId}`
		const before = notices.get(key) ?? begun(row, heading)
		notices.set(key, { ...before, lenders: withLoan(before.lenders, row, heading, due) })
	}
	return [...notices.values()].sort((a, b) => a.borrowerName.localeCompare(b.borrowerName, 'vi'))
}

function begun({ memberId }: LoanThen['row'], heading: LoanHeading): Notice {
	const { memberName, memberCode, groupName, groupCode, groupLeader, communeName } = heading
	return {
		borrowerId: memberId,
		borrowerCode: memberCode ?? groupCode ?? '',
		borrowerName: memberName ?? groupName ?? '',
		groupName,
		groupLeader,
		place: communeName,
		lenders: [],
	}
}

function withLoan(
	lenders: Notice['lenders'],
	row: LoanThen['row'],
	{ lender, product }: LoanHeading,
	due: NonNullable<ReturnType<typeof dueWithin>>,
) {
	const line = { ...due, loanId: row.contract.id, code: row.code, product }
	if (lenders.some(({ lenderId }) => lenderId === row.lenderId))
		return lenders.map((one) => (one.lenderId === row.lenderId ? { ...one, loans: [...one.loans, line] } : one))
	return [...lenders, { lenderId: row.lenderId, communeId: row.communeId, name: { vi: lender.name, en: lender.nameEn }, loans: [line] }]
}

async function papersOf(tx: Tx, notices: readonly Notice[], until: CalendarDate, asker: Asker, clocks: Clocks): Promise<readonly Paper[]> {
	const letter = await letterOf(tx, asker, clocks)
	const papers: Paper[] = []
	for (const notice of notices) {
		const qrs = new Map<string, PaperQr>()
		for (const { lenderId, communeId, loans } of notice.lenders) {
			const payment = { lenderId, communeId, amount: sum(loans.map(askedFor)), purpose: `TRA NO ${notice.borrowerCode}` }
			const qr = await paymentQr(tx, payment, clocks)
			if (qr !== null) qrs.set(lenderId, qr)
		}
		papers.push(noticePaper(notice, until, qrs, letter))
	}
	return papers
}

function noticeView({ lenders, ...borrower }: Notice, until: CalendarDate, clocks: Clocks) {
	return {
		...borrower,
		until,
		lenders: lenders.map(({ lenderId, name, loans }) => {
			const total = sum(loans.map(askedFor))
			return {
				lenderId,
				name,
				loans: loans.map((loan) => ({ ...loan, overdue: overdueOf(loan), total: askedFor(loan) })),
				total,
				totalInWords: amountInWords(total),
			}
		}),
		...clocks,
	}
}
