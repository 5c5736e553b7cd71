import { must } from '../kernel/assert.js'
import type { Tx } from '../platform/database.js'
import type { JobAtWork, JobKind } from '../platform/jobs.js'
import { dueWithin } from './due-list.js'
import { type Classified, type Found, loansOf, type MonthlyArguments, type MonthlyKind } from './monthly.js'
import { insertClassified, insertDueListRows, insertProposals } from './monthly-store.js'
import { transferDue } from './overdue-transfer.js'
import { type LoanThen, loansThen } from './question-actions.js'
import { standingOf } from './standing.js'
import { countLoans } from './store.js'

/** How many loans a chunk tells: the server answers others in between. */
const chunkSize = 200
const everything = { kind: 'all' } as const

/** The monthly work as the worker of jobs does it. */
export const monthlyJobs: readonly JobKind[] = [
	monthly(
		'due-list',
		({ loan, state }, { from, to }) => dueWithin(loan, state, must(from, 'a first day'), must(to, 'a last day')),
		insertDueListRows,
	),
	monthly('overdue-proposals', ({ loan, state }, { asOf }) => transferDue(loan, state, asOf), insertProposals),
	monthly('classification', classified, insertClassified),
]

/**
 * A kind of monthly work: asks of every loan what there is to find, page by page, as it was known at one moment. A page
 * is read in two statements and kept in one.
 */
function monthly<Row>(
	kind: MonthlyKind,
	find: (one: LoanThen, asked: MonthlyArguments & Pick<JobAtWork, 'asOf'>) => Row | null,
	keep: (tx: Tx, jobId: string, rows: readonly Found<Row>[]) => Promise<void>,
): JobKind {
	// The scope of whoever asked is in the arguments.
	const filterOf = (job: JobAtWork) => loansOf(job.arguments as MonthlyArguments)
	return {
		kind,
		count: (tx, job) => countLoans(tx, { ...filterOf(job), openThen: { from: job.asOf, to: job.asOf, knownAt: job.knownAt } }, everything),
		chunk: async (tx, job) => {
			const after = (job.checkpoint as string | null) ?? '0'
			const { loans, read, next } = await loansThen(tx, filterOf(job), everything, job, { after, limit: chunkSize })
			const asked = { ...(job.arguments as MonthlyArguments), asOf: job.asOf }
			const rows = loans.flatMap((one): readonly Found<Row>[] => {
				const found = find(one, asked)
				return found === null ? [] : [{ loanId: one.row.contract.id, found }]
			})
			if (rows.length > 0) await keep(tx, job.id, rows)
			return { done: read, checkpoint: next, finished: next === null }
		},
	}
}

/** How a loan that is out stands on the day. */
function classified({ loan, state }: LoanThen, { asOf }: { readonly asOf: JobAtWork['asOf'] }): Classified | null {
	const { status, debtGroup, arrears, balances } = standingOf(loan, state, asOf)
	if (status !== 'active') return null
	const { outstanding, overdue, frozen } = balances
	return { debtGroup, daysPastDue: arrears.daysPastDue, outstanding, overdue, frozen }
}
