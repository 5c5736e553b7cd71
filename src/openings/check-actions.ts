import type { Asker } from '../access/asker.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { fold } from '../kernel/personal-id.js'
import type { Tx } from '../platform/database.js'
import type { Calendar } from '../units/calendar.js'
import { openingColumns, type OpeningKind } from './columns.js'
import { compareLoan, compareSavings } from './compare.js'
import type { LoanDraft, SavingsDraft } from './draft.js'
import type { Facts } from './facts.js'
import { type Products, readFacts } from './facts-actions.js'
import type { ToldLife as ToldLoan } from '../lending/life.js'
import type { ToldLife as ToldAccount } from '../savings/life.js'
import { checkLoanRow } from './loan-row.js'
import { moneyFromText } from '../kernel/money.js'
import { fault, type Fault } from './reasons.js'
import { type ReadRow, readRow } from './row.js'
import { checkSavingsRow } from './savings-row.js'
import type { Finding, RawRow } from './stored.js'

/** What the rows of a list are checked in: its kind and day, and what is the same for all of them. */
export type Check = {
	readonly kind: OpeningKind
	readonly openingOn: CalendarDate
	readonly products: Products
	readonly calendar: Calendar
	/** The line of the file that says a key first. */
	readonly firstLines: ReadonlyMap<string, number>
}

/** A finding with what the row opens, and the contract that stands under its code. */
export type Found = Finding & { readonly sound: SoundLoan | SoundAccount | null; readonly contractId: string | null }
export type SoundLoan = { readonly draft: LoanDraft; readonly told: ToldLoan }
export type SoundAccount = { readonly draft: SavingsDraft; readonly told: ToldAccount }

/** Checks some rows of a list against the books as they stand: each cell that is wrong, and what each sound row is to do. */
export async function checkRows(tx: Tx, check: Check, rows: readonly RawRow[], asker: Asker): Promise<readonly Found[]> {
	const { kind, openingOn, products, firstLines } = check
	const read = rows.map(({ cells }) => readRow(openingColumns[kind], cells))
	const facts = await readFacts(tx, { kind, openingOn, rows: read.map(({ values }) => values) }, products, firstLines, asker)
	return rows.map((row, index) => findingOf(row, read[index] as ReadRow, facts, check, asker.userId))
}

function findingOf(
	{ line, key }: RawRow,
	{ values, faults: unread }: ReadRow,
	facts: Facts,
	{ kind, calendar }: Check,
	userId: string,
): Found {
	const first = key === null ? undefined : facts.firstLines.get(key)
	const doubled: readonly Fault[] =
		first === undefined || first === line
			? []
			: [fault(kind === 'loans' ? 'bankLoanCode' : 'bankAccountCode', 'row.doubled-in-file', { line: String(first) })]
	const isLoan = kind === 'loans'
	const {
		sound,
		faults: found,
		warnings,
	} = isLoan ? checkLoanRow(values, facts, { calendar, userId }) : checkSavingsRow(values, facts, userId)
	const faults = oncePerCell([...unread, ...doubled, ...found])
	const product = (isLoan ? facts.loanProducts : facts.savingsProducts).get(fold(values.text('productCode') ?? ''))
	const lenderId = product?.lender?.id ?? null
	const nowhere = { groupId: null, communeId: null, amount: null }
	if (faults.length > 0 || sound === null)
		return { line, verdict: 'bad', faults, warnings, sound: null, lenderId, ...nowhere, contractId: null }
	const { draft } = sound
	const issuer = product?.lender?.code ?? null
	const compared = 'principal' in draft ? compareLoan(draft, issuer ?? '', facts) : compareSavings(draft, issuer, facts)
	const amount = moneyFromText('principal' in draft ? draft.opening.outstanding : draft.opening.balance)
	const { groupId, communeId } = draft
	return { line, warnings, sound, lenderId, groupId, communeId, amount, ...compared }
}

/** The first thing that is wrong with a cell; what follows from it need not be said. */
function oncePerCell(faults: readonly Fault[]): readonly Fault[] {
	return faults.filter(({ key }, index) => faults.findIndex((one) => one.key === key) === index)
}
