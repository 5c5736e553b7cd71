import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Call } from '../platform/harness.js'
import { installed } from '../platform/programs.js'
import { asked } from './life.js'

/** An accounting program that knows nothing of ours reads the journal and reckons the same balances; skipped where it is not installed. */
export async function agreesWithHledger(admin: Call): Promise<void> {
	if (!installed('hledger')) return
	const folder = mkdtempSync(join(tmpdir(), 'soquy-village-'))
	try {
		const file = join(folder, 'village.journal')
		writeFileSync(file, String((await admin('GET', '/ledger/journal?format=hledger')).body))
		const told = execFileSync('hledger', ['-f', file, 'bal', '--flat', '-N', '-O', 'csv', '-E'], { encoding: 'utf8' })
		const theirs = new Map(
			told
				.trim()
				.split('\n')
				.slice(1)
				.map((line) => [
					/:([\w-]+):(\d+)"/i.exec(line)?.slice(1).join(' ').toLowerCase() ?? '',
					BigInt(/"(-?\d+)[^"]*"$/.exec(line)?.[1] ?? 0),
				]),
		)
		const rows: readonly Record<string, string>[] = (await asked(admin, 'GET', '/ledger/trial-balance')).body.rows
		const inMoney = rows.filter(({ unit }) => unit === 'đồng')
		expect(inMoney.length).toBeGreaterThan(0)
		for (const { book, account, debit = '', credit = '' } of inMoney)
			expect([book, account, theirs.get(`${book} ${account}`) ?? 0n]).toEqual([book, account, BigInt(debit) - BigInt(credit)])
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}
