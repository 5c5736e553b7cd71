import { dong, zero } from '../../src/kernel/money.js'
import type { Instant } from '../../src/kernel/instant.js'
import type { KeptItem, Reconciliation } from '../../src/reconciliations/stored.js'
import { asOf } from './sides.js'

export const reconciliation: Reconciliation = {
	id: '7',
	lenderId: '1',
	lenderCode: 'NHCSXH',
	lenderName: 'Ngân hàng',
	asOf,
	knownAt: '2022-11-02T03:00:00.000000Z' as Instant,
	listId: '3',
	listSha256: 'ab'.repeat(32),
	carriedFrom: null,
	totals: {},
	vanished: [],
	recordedAt: '2022-11-02T03:00:01.000000Z' as Instant,
	recordedBy: '1',
	signatures: [],
}

export function kept(no: number, said: Partial<KeptItem> = {}): KeptItem {
	return {
		no,
		type: 'balance-differs',
		loanId: '1',
		groupId: '1',
		outstanding: dong(-500_000n),
		interest: zero,
		since: null,
		status: 'open',
		last: null,
		told: {
			match: null,
			bank: { line: 2, bankLoanCode: '661', outstanding: '9500000' },
			ours: { loanCode: 'KV-1', memberName: 'Nông Thị Ái', groupName: 'Tổ 1', outstanding: '10000000' },
			cause: { vi: 'Dư nợ chênh lệch', en: 'The balance differs' },
			evidence: [],
			corrections: [],
			counterpart: null,
		},
		...said,
	}
}
