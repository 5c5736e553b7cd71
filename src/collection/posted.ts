import { createHash } from 'node:crypto'
import { type Money, sum } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { type Banknote, countedNotes } from '../kernel/banknotes.js'

type PaidLoan = { readonly loanId: string; readonly amount: Money; readonly receiptNo?: string | undefined }
type PaidSavings = { readonly accountId: string; readonly amount: Money; readonly receiptNo?: string | undefined }

/** What a line of a sheet says: who, whether she paid, and for what. */
export type LineSaid = {
	readonly memberId?: string | undefined
	readonly status: 'collected' | 'unpaid' | 'absent' | 'struck-out'
	readonly loans: readonly PaidLoan[]
	readonly savings: readonly PaidSavings[]
	readonly note?: string | undefined
	readonly clientLineId?: string | undefined
}

/** Noted where a member is on another sheet of the meeting too. */
export const onAnotherSheet = {
	code: 'collection.member-on-another-sheet',
	words: {
		vi: 'Người này đã có dòng ở bảng kê số {sheetId} của cùng buổi thu',
		en: 'She is on the sheet {sheetId} of the same meeting too',
	},
}

/** What a line paid, in đồng. */
export function paidBy({ loans, savings }: Pick<LineSaid, 'loans' | 'savings'>): Money {
	return sum([...loans, ...savings].map(({ amount }) => amount))
}

/**
 * Refuses lines that cannot stand on one sheet: two for one member, two for one loan or account, a payment by one who
 * is said not to have paid, or none by one who is. Answers what all of them paid.
 */
export function checkedLines(lines: readonly LineSaid[]): Money {
	const seen = new Set<string>()
	const once = (key: string, code: string, path: string, details: Readonly<Record<string, string>> = {}): void => {
		if (seen.has(key)) throw new Refusal(code, { path, details })
		seen.add(key)
	}
	for (const [index, line] of lines.entries()) {
		if (line.clientLineId !== undefined) once(`id ${line.clientLineId}`, 'collection.line-twice', `lines.${index}.clientLineId`)
		const at = `lines.${index}`
		once(`member ${line.memberId ?? ''}`, 'collection.member-twice', `${at}.memberId`)
		for (const [part, { loanId }] of line.loans.entries())
			once(`loan ${loanId}`, 'collection.loan-twice', `${at}.loans.${part}.loanId`, { loanId })
		for (const [part, { accountId }] of line.savings.entries())
			once(`account ${accountId}`, 'collection.account-twice', `${at}.savings.${part}.accountId`, { accountId })
		refuseOtherStatus(line, at)
	}
	return sum(lines.map(paidBy))
}

/** Refuses a paper total or banknotes that come to another sum than the lines; the refusal names both sums. */
export function refuseOtherTotal(
	paid: Money,
	{ total, denominations }: { readonly total?: Money | undefined; readonly denominations?: readonly Banknote[] | undefined },
): void {
	if (total !== undefined && total !== paid)
		throw new Refusal('collection.total-differs', { path: 'total', details: { sum: String(paid), total: String(total) } })
	if (denominations === undefined) return
	const counted = countedNotes(denominations)
	if (counted !== paid)
		throw new Refusal('collection.banknotes-differ', {
			path: 'denominations',
			details: { counted: String(counted), sum: String(paid) },
		})
}

/** A digest of what lines say of who paid what for what, in whatever order; receipts and notes are not in it. */
export function sheetDigest(lines: readonly LineSaid[]): string {
	const said = lines.map((line) => JSON.stringify([line.memberId ?? null, line.status, ...paymentsOf(line)]))
	return digestOf(said.sort().join('\n'))
}

/** A digest of all that a phone said in a line, by which the same line is known when it comes again. */
export function lineDigest(
	meeting: { readonly groupId: string; readonly on: string; readonly sheetClientId: string },
	line: LineSaid,
): string {
	const { groupId, on, sheetClientId } = meeting
	const receipts = [...line.loans, ...line.savings].map(({ receiptNo }) => receiptNo ?? null)
	return digestOf(
		JSON.stringify([groupId, on, sheetClientId, line.memberId ?? null, line.status, line.note ?? null, receipts, paymentsOf(line)]),
	)
}

function paymentsOf({ loans, savings }: LineSaid): readonly string[] {
	return [
		...loans.map(({ loanId, amount }) => `loan ${loanId} ${amount}`),
		...savings.map(({ accountId, amount }) => `account ${accountId} ${amount}`),
	].sort()
}

function refuseOtherStatus({ status, loans, savings }: LineSaid, at: string): void {
	const pays = loans.length + savings.length > 0
	if (pays && status !== 'collected') throw new Refusal('collection.unpaid-line-pays', { path: `${at}.status` })
	if (!pays && status === 'collected') throw new Refusal('collection.nothing-collected', { path: `${at}.status` })
}

function digestOf(text: string): string {
	return createHash('sha256').update(text).digest('base64url')
}
