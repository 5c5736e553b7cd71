import type { Asker } from '../access/asker.js'
import { joinMembers } from '../groups/store.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate, yearOf } from '../kernel/calendar-date.js'
import { grouped } from '../kernel/grouped.js'
import { type Money, moneyFromText, sum, zero } from '../kernel/money.js'
import { fold } from '../kernel/personal-id.js'
import type { Book } from '../ledger/chart.js'
import { insertBookEntry } from '../ledger/store.js'
import { writeLives } from '../lending/actions.js'
import { correctLoanOpenings } from '../lending/opening-actions.js'
import { insertMembers } from '../members/store.js'
import type { Tx } from '../platform/database.js'
import { writeSavingsLives } from '../savings/life-actions.js'
import { correctSavingsOpenings } from '../savings/opening-actions.js'
import { clearing } from './accounts.js'
import type { Check, Found, SoundAccount, SoundLoan } from './check-actions.js'
import { unsaid } from './compare.js'
import type { NewPerson } from './person.js'
import { insertOpeningEntries, type NewOpeningEntry, type OpenedPlace } from './store.js'
import type { RowOutcome } from './stored.js'

/** A list as its rows are written: who brought it, and what it is called in the books. */
export type Writing = { readonly openingId: string; readonly fileName: string; readonly check: Check; readonly asker: Asker }

/**
 * Opens what sound rows open and corrects what they correct, in few statements: members and memberships that are missing, the
 * contracts with their two events, and for each lender and group one entry that clears what was brought forward.
 */
export async function writeRows(tx: Tx, writing: Writing, found: readonly Found[]): Promise<readonly RowOutcome[]> {
	const { check, openingId } = writing
	const sound = await withMembers(
		tx,
		found.filter(({ verdict }) => verdict === 'good'),
	)
	const opened = check.kind === 'loans' ? await openLoans(tx, sound) : await openAccounts(tx, sound)
	const corrections = found.filter(({ verdict }) => verdict === 'correction')
	const corrected = check.kind === 'loans' ? await correctLoans(tx, writing, corrections) : await correctAccounts(tx, writing, corrections)
	const moved = [...opened, ...corrected].map(({ row, moved: amount }) => ({ ...placeOf(row, check), amount }))
	await clearPlaces(tx, moved, { openingId, kind: check.kind, on: check.openingOn, text: writing.fileName })
	const rest = found.flatMap((row): readonly RowOutcome[] => {
		if (row.verdict === 'already') return [{ line: row.line, outcome: 'already', contractId: row.contractId, eventSeq: null, faults: [] }]
		return row.verdict === 'bad' ? [{ line: row.line, outcome: 'left', contractId: null, eventSeq: null, faults: row.faults }] : []
	})
	return [...[...opened, ...corrected].map(({ outcome }) => outcome), ...rest]
}

/** So much was brought forward of one contract, more or less than before, in its book and place. */
export type Brought = OpenedPlace & { readonly book: Book; readonly amount: Money }

/** Clears what was brought forward by one entry of the book for each lender and group, or commune where there is no group. */
export async function clearPlaces(
	tx: Tx,
	brought: readonly Brought[],
	about: { readonly openingId: string | null; readonly kind: Check['kind']; readonly on: CalendarDate; readonly text: string },
): Promise<void> {
	const places = grouped(brought, ({ book, lenderId, groupId, communeId }) => `${book.id} ${lenderId} ${groupId ?? `in ${communeId}`}`)
	const made: NewOpeningEntry[] = []
	for (const list of places.values()) {
		const [first] = list
		const { book, lenderId, groupId, communeId } = must(first, 'what was brought forward')
		const amount = sum(list.map((one) => one.amount))
		const postings = clearing(about.kind, book.kind, amount)
		if (postings.length === 0) continue
		const text = `Số dư mở sổ hết ngày ${vietnameseDate(about.on)}: ${about.text}`
		const entryId = await insertBookEntry(tx, { bookId: book.id, on: about.on, text, postings }, null)
		made.push({ entryId, openingId: about.openingId, lenderId, groupId, communeId, contracts: list.length, amount })
	}
	await insertOpeningEntries(tx, made)
}

type Sound = Found & { readonly sound: SoundLoan | SoundAccount; readonly memberId: string | null }
type Written = { readonly row: Found; readonly moved: Money; readonly outcome: RowOutcome }

/** Enters who is missing, each of them once, and into her group. */
async function withMembers(tx: Tx, rows: readonly Found[]): Promise<readonly Sound[]> {
	const sound = rows.map((row) => ({ ...row, sound: must(row.sound, 'what a sound row opens') }))
	const people = new Map<string, { readonly person: NewPerson; readonly communeId: string }>()
	for (const {
		sound: { draft },
	} of sound)
		if (draft.person !== null) people.set(identityOf(draft.person), { person: draft.person, communeId: draft.communeId })
	const ids = await insertMembers(
		tx,
		[...people.values()].map(({ person, communeId }) => ({
			...person,
			code: null,
			sex: null,
			birthYear: person.bornOn === null ? null : yearOf(person.bornOn),
			phone: null,
			hamlet: null,
			address: null,
			communeId,
			ethnicity: null,
			unionMember: true,
			joinedOn: null,
		})),
	)
	const entered = new Map([...people.keys()].map((key, index) => [key, must(ids[index], 'a number for each woman')]))
	const named = sound.map((row): Sound => {
		const { memberId, person } = row.sound.draft
		return { ...row, memberId: person === null ? memberId : must(entered.get(identityOf(person)), 'a woman who was just entered') }
	})
	await joinMembers(
		tx,
		named.flatMap(
			({
				sound: {
					draft: { groupId, joining },
				},
				memberId,
			}) => (groupId === null || memberId === null || joining === null ? [] : [{ groupId, memberId, ...joining }]),
		),
	)
	return named
}

/** Who she is by her papers: two rows of one woman enter her once. */
function identityOf({ citizenId, oldId, name, bornOn }: NewPerson): string {
	return citizenId ?? oldId ?? `${fold(name)}|${bornOn}`
}

async function openLoans(tx: Tx, rows: readonly Sound[]): Promise<readonly Written[]> {
	const ids = await writeLives(
		tx,
		rows.map(({ sound, memberId }) => {
			const { life, recordings } = (sound as SoundLoan).told
			return { life: { ...life, loan: { ...life.loan, memberId } }, recordings }
		}),
	)
	return rows.map((row, index) => writtenAs(row, must(ids[index], 'a loan for each row')))
}

async function openAccounts(tx: Tx, rows: readonly Sound[]): Promise<readonly Written[]> {
	const ids = await writeSavingsLives(
		tx,
		rows.map(({ sound, memberId }) => {
			const { life, recordings } = (sound as SoundAccount).told
			return { life: { ...life, account: { ...life.account, memberId: must(memberId, 'whose account it is') } }, recordings }
		}),
	)
	return rows.map((row, index) => writtenAs(row, must(ids[index], 'an account for each row')))
}

/** The second event of what was opened is the one that brings it forward. */
function writtenAs(row: Found, contractId: string): Written {
	const amount = row.amount ?? zero
	return { row, moved: amount, outcome: { line: row.line, outcome: 'opened', contractId, eventSeq: 2, faults: [] } }
}

async function correctLoans(tx: Tx, { check, asker, fileName }: Writing, rows: readonly Found[]): Promise<readonly Written[]> {
	if (rows.length === 0) return []
	const wanted = rows.map(({ contractId, sound }) => {
		const { opening, disbursedOn } = (sound as SoundLoan).draft
		const { outstanding, ...balances } = opening
		const details = { ...unsaid('loans'), ...balances, disbursedOn }
		return {
			loanId: must(contractId, 'what a row corrects'),
			correction: { amount: moneyFromText(outstanding), details, reason: fileName },
		}
	})
	const corrected = await correctLoanOpenings(tx, wanted, asker, check.openingOn)
	return rows.map((row, index) => correctedAs(row, must(corrected[index], 'a correction for each row')))
}

async function correctAccounts(tx: Tx, { check, asker, fileName }: Writing, rows: readonly Found[]): Promise<readonly Written[]> {
	if (rows.length === 0) return []
	const wanted = rows.map(({ contractId, sound }) => {
		const { balance, ...interest } = (sound as SoundAccount).draft.opening
		const details = { ...unsaid('savings'), ...interest }
		return { accountId: must(contractId, 'what a row corrects'), correction: { amount: moneyFromText(balance), details, reason: fileName } }
	})
	const corrected = await correctSavingsOpenings(tx, wanted, asker, check.openingOn)
	return rows.map((row, index) => correctedAs(row, must(corrected[index], 'a correction for each row')))
}

function correctedAs(row: Found, { difference, seq }: { readonly difference: Money; readonly seq: number }): Written {
	return {
		row,
		moved: difference,
		outcome: { line: row.line, outcome: 'corrected', contractId: row.contractId, eventSeq: seq, faults: [] },
	}
}

function placeOf({ sound }: Found, { kind, products }: Check): Omit<Brought, 'amount'> {
	const { draft: opens } = must(sound, 'what a sound row opens')
	const { book, lender } = kind === 'loans' ? productOf(products.loanProducts, opens) : productOf(products.savingsProducts, opens)
	return { book, lenderId: lender?.id ?? null, groupId: opens.groupId, communeId: opens.communeId }
}

function productOf<T extends { readonly id: string }>(products: ReadonlyMap<string, T>, { productId }: { readonly productId: string }): T {
	return must(
		[...products.values()].find(({ id }) => id === productId),
		'the product of a draft',
	)
}
