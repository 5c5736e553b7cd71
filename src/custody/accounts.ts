import { accountCode } from '../ledger/chart.js'

/** Cash in a leader's hands, and what is to be handed over for it: both in the book of groups, off the Union's balance sheet. */
export const heldByLeader = accountCode('group', 'held-by-leader')
export const forHandover = accountCode('group', 'for-handover')
