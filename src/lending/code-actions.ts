import type { Asker } from '../access/asker.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import { insertExternalCode } from '../units/store.js'
import { readLoan } from './store.js'

/** Notes the code that the lender gave to a loan, where none is noted yet; refused where another loan has it. */
export async function attachBankCode(tx: Tx, loanId: string, code: string, asker: Asker) {
	const row = await readLoan(tx, loanId, asker.scope, 'lock')
	if (row.externalCode !== null) throw new Refusal('loan.bank-code-noted', { details: { code: row.externalCode } })
	const lender = await findLender(tx, row.lenderId, asker)
	const written = await insertExternalCode(tx, { ownerKind: 'loan', ownerId: loanId, issuer: lender.code, code })
	if (!written) throw new Refusal('loan.bank-code-taken', { details: { code } })
	return { loanId, code }
}
