import { must } from '../kernel/assert.js'
import { type Banknote, countedNotes, faceValues } from '../kernel/banknotes.js'
import { dong, type Money, sum, zero } from '../kernel/money.js'
import type { SheetRow } from '../documents/sheet.js'

/** A line of the sheet of a meeting, as the form needs it. In đồng. */
export type SheetLine = {
	readonly member: { readonly code: string; readonly name: string } | null
	readonly loans: readonly {
		readonly code: string
		readonly productCode: string
		readonly outstanding: Money
		readonly interestDue: Money
		readonly interestCarried: Money
		readonly lateInterest: Money
		readonly principalDue: Money | null
		readonly collected: Money
	}[]
	readonly savings: readonly { readonly balance: Money; readonly missing: Money; readonly collected: Money }[]
	/** Null while no sheet says anything of her. */
	readonly status: 'collected' | 'unpaid' | 'absent' | 'struck-out' | null
}

/**
 * The rows of a collection sheet: one for each loan, and one for a member who has none; her savings stand beside her first loan. What was
 * paid is empty, to be filled in, until a sheet says of her what she paid.
 */
export function collectionRows(lines: readonly SheetLine[], groupName: string, absent: string): readonly SheetRow[] {
	return lines.flatMap((line, index): readonly SheetRow[] => {
		const { member, loans, savings, status } = line
		const saved = { balance: sum(savings.map((one) => one.balance)), missing: sum(savings.map((one) => one.missing)) }
		const savedNow = sum(savings.map((one) => one.collected))
		const isTold = status !== null && status !== 'struck-out'
		const rows = loans.length === 0 ? [null] : loans
		return rows.map((loan, nth) => {
			const isFirst = nth === 0
			const loanPaid = loan === null ? null : loan.collected
			const asked = sum([
				...(loan === null ? [] : [loan.interestDue, loan.interestCarried, loan.lateInterest, loan.principalDue ?? zero]),
				...(isFirst ? [saved.missing] : []),
			])
			return {
				no: isFirst ? index + 1 : null,
				memberName: isFirst ? (member?.name ?? groupName) : null,
				memberCode: isFirst ? (member?.code ?? null) : null,
				loanCode: loan?.code ?? null,
				productCode: loan?.productCode ?? null,
				outstanding: loan?.outstanding ?? null,
				interestDue: loan?.interestDue ?? null,
				interestCarried: loan?.interestCarried ?? null,
				lateInterest: loan?.lateInterest ?? null,
				principalDue: loan?.principalDue ?? null,
				savingsBalance: isFirst && savings.length > 0 ? saved.balance : null,
				savingsAsked: isFirst && savings.length > 0 ? saved.missing : null,
				asked,
				loanPaid: isTold ? loanPaid : null,
				savingsPaid: isTold && isFirst && savings.length > 0 ? savedNow : null,
				total: isTold ? sum([loanPaid ?? zero, isFirst ? savedNow : zero]) : null,
				signature: null,
				note: isFirst && status === 'absent' ? absent : null,
			}
		})
	})
}

/** Banknotes by face value in two halves, the larger ones on the left: the pieces that were counted, else empty, to be filled in. */
export function banknoteRows(counted: readonly Banknote[] | null): readonly SheetRow[] {
	const half = faceValues.length / 2
	return faceValues.slice(0, half).map((value, index) => {
		const left = banknote(value, counted)
		const right = banknote(must(faceValues[index + half], 'a smaller face value'), counted)
		return { ...left, valueRight: right.value, countRight: right.count, amountRight: right.amount }
	})
}

function banknote(value: string, counted: readonly Banknote[] | null) {
	const count = counted?.find((one) => one.value === value)?.count ?? null
	return { value: dong(BigInt(value)), count, amount: count === null ? null : countedNotes([{ value, count }]) }
}

/** The counts of several sheets of one day together; null where none was counted. */
export function countedTogether(counts: readonly (readonly Banknote[] | null)[]): readonly Banknote[] | null {
	const told = counts.filter((one) => one !== null)
	if (told.length === 0) return null
	const pieces = faceValues.map((value) => ({
		value,
		count: told.flat().reduce((total, one) => total + (one.value === value ? one.count : 0), 0),
	}))
	return pieces.filter(({ count }) => count > 0)
}
