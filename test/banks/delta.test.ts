import { describe, expect, it } from 'vitest'
import { deltas, deltaSheet, type ListedRow } from '../../src/banks/delta.js'
import { layoutOf } from '../../src/banks/layout.js'
import type { ReconciliationRow } from '../../src/banks/reconciliation.js'
import { listKeys } from '../../src/banklists/keys.js'
import { dong } from '../../src/kernel/money.js'
import { all, collector, madeAt } from '../documents/rows.js'
import { writeCsv } from '../../src/documents/csv.js'

function listed(loanId: string, outstanding: bigint, more: Partial<ReconciliationRow> = {}): ListedRow {
	const row = Object.fromEntries(listKeys.map((key) => [key, null])) as unknown as ReconciliationRow
	return {
		loanId,
		row: {
			...row,
			loanCode: `KV-${loanId}`,
			memberName: 'Nông Thị Ái',
			outstanding: dong(outstanding),
			interestAccrued: dong(5n),
			...more,
		},
	}
}
async function* of(...rows: readonly ListedRow[]): AsyncGenerator<ListedRow> {
	yield* rows
}

describe('what differs between two lists', () => {
	it('are loans of which a figure differs, new ones, and those that are gone, in the order of the loans', async () => {
		const found = await all(
			deltas(of(listed('2', 10n), listed('9', 20n), listed('10', 30n)), of(listed('9', 21n), listed('10', 30n), listed('11', 40n)), [
				'outstanding',
			]),
		)
		expect(found.map(({ change, differs, before, now }) => [change, differs, before?.loanCode ?? null, now?.loanCode ?? null])).toEqual([
			['vanished', [], 'KV-2', null],
			['changed', ['outstanding'], 'KV-9', 'KV-9'],
			['new', [], null, 'KV-11'],
		])
	})

	it('is only what is compared: a day’s interest is none between lists of different days', async () => {
		const [before, now] = [listed('1', 10n), listed('1', 10n, { interestAccrued: dong(9n) })]
		expect(await all(deltas(of(before), of(now), ['outstanding']))).toEqual([])
		expect(await all(deltas(of(before), of(now), ['outstanding', 'interestAccrued']))).toHaveLength(1)
	})

	it('is written with the signed figure beside the one of now, in the bank’s words', async () => {
		const layout = layoutOf([
			['loanCode', 'Mã'],
			['memberName', 'Họ tên'],
			['outstanding', 'Dư nợ'],
			['lastType', 'Giao dịch'],
		])
		const found = deltas(of(listed('2', 10n), listed('9', 20n)), of(listed('9', 21n, { lastType: 'Thu nợ' }), listed('11', 40n)), [
			'outstanding',
			'lastType',
		])
		const { sheet, end } = deltaSheet(found, layout, madeAt)
		const out = collector()
		await writeCsv(sheet, out)
		const { totals, sha256 } = end()
		expect(out.text().replace('\ufeff', '').trimEnd().split('\r\n')).toEqual([
			'Thay đổi,Khác ở,Mã,Họ tên,Dư nợ (đã ký),Dư nợ (nay),Giao dịch (đã ký),Giao dịch (nay)',
			'Không còn,,KV-2,Nông Thị Ái,10,,,',
			'Thay đổi,Dư nợ; Giao dịch,KV-9,Nông Thị Ái,20,21,,Thu nợ',
			'Mới,,KV-11,Nông Thị Ái,,40,,',
			'Tổng cộng,3,,,30,61,,',
			`SHA-256,${sha256},,,,,,`,
		])
		expect(totals).toEqual({ loans: 3, new: 1, changed: 1, vanished: 1, outstanding: 61n, outstandingBefore: 30n })
	})
})
