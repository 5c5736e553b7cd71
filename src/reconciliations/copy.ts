import { createHash } from 'node:crypto'
import { toldBatches } from '../documents/csv.js'
import { type Sheet, type SheetColumn, type SheetRow } from '../documents/sheet.js'
import { assert } from '../kernel/assert.js'
import { dayInVietnam, type Instant } from '../kernel/instant.js'
import { add, type Money, moneyFromText, zero } from '../kernel/money.js'
import { statusNames, typeNames } from './names.js'
import type { KeptItem, Reconciliation } from './stored.js'

const columns: readonly SheetColumn[] = [
	{ key: 'no', header: 'STT', kind: 'text', width: 15 },
	{ key: 'bankLoanCode', header: 'Mã món vay', kind: 'text', width: 18 },
	{ key: 'loanCode', header: 'Mã khoản vay của Hội', kind: 'text', width: 24 },
	{ key: 'memberName', header: 'Họ tên người vay', kind: 'text', width: 26 },
	{ key: 'groupName', header: 'Tổ', kind: 'text', width: 26 },
	{ key: 'bankOutstanding', header: 'Dư nợ tại ngân hàng', kind: 'money' },
	{ key: 'ourOutstanding', header: 'Dư nợ tại Hội', kind: 'money' },
	{ key: 'outstanding', header: 'Chênh lệch gốc', kind: 'money' },
	{ key: 'interest', header: 'Chênh lệch lãi', kind: 'money' },
	{ key: 'type', header: 'Kết quả', kind: 'text', width: 24 },
	{ key: 'status', header: 'Xử lý', kind: 'text', width: 14 },
	{ key: 'cause', header: 'Nguyên nhân', kind: 'text', width: 50 },
	{ key: 'note', header: 'Ghi chú', kind: 'text', width: 30 },
	{ key: 'since', header: 'Chuyển từ ngày', kind: 'date' },
]

/** What a copy is about, in one line: the first line of what its digest is taken of. */
export function aboutLine({ id, lenderCode, asOf, knownAt, listSha256 }: Reconciliation): string {
	return `${id} ${lenderCode} ${asOf} ${knownAt} ${listSha256}`
}

/**
 * The dated copy: every item with how it stood, then both sides' sums, what it is about, its digest and who signed. It
 * is told from what is kept alone, so that it is the same bytes whenever it is asked for. The digest is the SHA-256 of the
 * line that says what it is about, then of the header and the rows as CSV with LF.
 */
export function copySheet(reconciliation: Reconciliation, items: AsyncIterable<KeptItem>) {
	const about = aboutLine(reconciliation)
	const digest = createHash('sha256').update(`${about}\n`)
	const sums: Record<'bankOutstanding' | 'ourOutstanding' | 'outstanding' | 'interest', Money> = {
		bankOutstanding: zero,
		ourOutstanding: zero,
		outstanding: zero,
		interest: zero,
	}
	let loan = ''
	async function* rows(): AsyncGenerator<SheetRow> {
		for await (const item of items) {
			// A loan of which several things are said has one balance.
			const same = item.loanId !== null && item.loanId === loan
			loan = item.loanId ?? ''
			const row = copyRow(item, same)
			for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] = add(sums[key], (row[key] as Money | null) ?? zero)
			yield row
		}
	}
	let sha256: string | null = null
	const end = () => {
		sha256 ??= digest.digest('hex')
		for (const { sha256: signed } of reconciliation.signatures) assert(signed === sha256, 'a copy is what was signed')
		return { totals: sums, about, sha256, signatures: reconciliation.signatures }
	}
	const label = (name: string, text: string): SheetRow => ({ no: name, bankLoanCode: text })
	const sheet: Sheet = {
		name: 'Biên bản đối chiếu',
		columns,
		rows: rows(),
		madeAt: madeAt(reconciliation),
		onLines: (lines) => void digest.update(lines),
		footer: () => [
			{ ...label('Tổng cộng', ''), ...sums },
			label('Bản', about),
			label('SHA-256', end().sha256),
			...reconciliation.signatures.map(({ side, name, signedAt, note }) => ({
				...label(side === 'bank' ? 'Ngân hàng ký' : 'Hội ký', name),
				memberName: note,
				since: dayInVietnam(signedAt),
			})),
		],
	}
	return { sheet, end }
}

/** The digest of a copy, without writing it anywhere. */
export async function copyDigest(reconciliation: Reconciliation, items: AsyncIterable<KeptItem>): Promise<string> {
	const { sheet, end } = copySheet({ ...reconciliation, signatures: [] }, items)
	// Nothing is done with the rows: the digest hears them pass.
	for await (const _ of toldBatches(sheet));
	return end().sha256
}

function copyRow({ no, type, status, outstanding, interest, since, told, last }: KeptItem, same: boolean): SheetRow {
	const { bank, ours, cause } = told
	const text = (value: string | number | null | undefined): string | null => (value === undefined || value === null ? null : String(value))
	const balance = (side: Told): Money | null => {
		const amount = text(side?.['outstanding'])
		return same || amount === null ? null : moneyFromText(amount)
	}
	return {
		no: String(no),
		bankLoanCode: text(bank?.['bankLoanCode'] ?? ours?.['bankLoanCode']),
		loanCode: text(ours?.['loanCode'] ?? bank?.['loanCode']),
		memberName: text(ours?.['memberName'] ?? bank?.['memberName']),
		groupName: text(ours?.['groupName'] ?? bank?.['groupName']),
		bankOutstanding: balance(bank),
		ourOutstanding: balance(ours),
		outstanding,
		interest,
		type: typeNames[type].vi,
		status: status === null ? null : statusNames[status].vi,
		cause: type === 'matched' ? null : cause.vi,
		note: last?.note ?? null,
		since,
	}
}

type Told = Readonly<Record<string, string | number | null>> | null

/** The last to sign dates the file. */
function madeAt({ signatures, knownAt }: Reconciliation): Instant {
	return signatures.at(-1)?.signedAt ?? knownAt
}
