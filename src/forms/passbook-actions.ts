import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { must } from '../kernel/assert.js'
import { findStatementsOf } from '../lending/question-actions.js'
import { findMember } from '../members/actions.js'
import type { Tx } from '../platform/database.js'
import { byLender } from '../papers/member-statement.js'
import { readHeadings } from '../papers/store.js'
import { findStatement } from '../savings/question-actions.js'
import type { Passbook, PassbookPart, PassbookSavings } from './passbook.js'
import { readGroupOfMember, readSavingsHeadings } from './passbook-store.js'

/** A member's loans and savings as far as the asker reaches, lender by lender, for her passbook; 404 beyond the asker's scope. */
export async function passbookOf(tx: Tx, memberId: string, asker: Asker, clocks: Clocks): Promise<Passbook> {
	const { code, name, hamlet, communeName } = await findMember(tx, memberId, asker)
	const { language } = asker
	const statements = await findStatementsOf(tx, memberId, asker, { from: null, to: clocks.asOf }, clocks)
	const headings = await readHeadings(
		tx,
		statements.map(({ loan }) => loan),
		clocks.asOf,
	)
	const parts = new Map<string, PassbookPart>()
	for (const { lender, loans } of byLender(statements, headings))
		parts.set(lender.id, {
			lender: language === 'vi' ? lender.name : lender.nameEn,
			loans: loans.map(({ loan, lines, closing }) => ({
				...loan,
				productName: must(headings.get(loan.id), 'the heading of a loan that was found').product[language],
				lines,
				outstanding: closing.outstanding,
			})),
			savings: [],
		})
	for (const heading of await readSavingsHeadings(tx, memberId, asker.scope, clocks)) {
		const { account, lines, closing } = await findStatement(tx, heading.id, asker, {}, clocks)
		const saved: PassbookSavings = { ...account, productName: heading.product[language], lines, balance: closing }
		const part = parts.get(heading.lenderId) ?? { lender: heading.lender[language], loans: [], savings: [] }
		parts.set(heading.lenderId, { ...part, savings: [...part.savings, saved] })
	}
	const group = await readGroupOfMember(tx, memberId, asker.scope, clocks.asOf)
	return { member: { code, name, hamlet, communeName }, group, parts: [...parts.values()] }
}
