import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { appendStatement } from '../../src/contracts/store.js'

const run = promisify(execFile)

/**
 * The rival: pgbench, prepared, running the very statement that records a repayment (event, entry, posting, due, state),
 * on contracts made for it. No HTTP, no rules, no key: what PostgreSQL alone can do. Null where pgbench is not installed.
 */
export async function pgbench(url: string, clients: number, seconds: number): Promise<number | null> {
	const folder = mkdtempSync(join(tmpdir(), 'soquy-pgbench-'))
	try {
		await run('pgbench', ['--version'])
	} catch {
		rmSync(folder, { recursive: true, force: true })
		return null
	}
	const client = new Client({ connectionString: url })
	await client.connect()
	try {
		const { rows } = await client.query<{ low: string; high: string; state: string }>(`
			with made as (
				insert into contracts (kind, book_id, version, last_on, last_recorded_at, state)
				select 'bench', b.id, 0, '2022-01-01', '2022-01-01', (select c.state from contracts c where c.kind = 'loan' limit 1)
				from generate_series(1, 4000), (select id from books where code = 'own') b returning id)
			select min(id) as low, max(id) as high, (select state::text from contracts where kind = 'loan' limit 1) as state from made`)
		const made = rows[0]
		if (made === undefined) throw new Error('no contracts to measure with')
		writeFileSync(join(folder, 'repayment.sql'), scriptOf(made))
		const { stdout } = await run('pgbench', [
			'-n',
			'-M',
			'prepared',
			'-c',
			String(clients),
			'-j',
			'2',
			'-T',
			String(seconds),
			'-f',
			join(folder, 'repayment.sql'),
			url,
		])
		return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
	} finally {
		await client.end()
		rmSync(folder, { recursive: true, force: true })
	}
}

function scriptOf({ low, high, state }: { low: string; high: string; state: string }): string {
	const values: Record<number, string> = {
		1: ':id',
		2: ':seq',
		3: "'2022-06-01'",
		4: `'${state}'`,
		5: ':id',
		6: ':seq',
		7: "'repaid'",
		8: "'2022-06-01'",
		9: 'null',
		10: '1',
		11: '1000',
		12: 'null',
		13: 'null',
		14: ':id',
		15: "(select id from books where code = 'own')",
		16: ':seq',
		17: "'2022-06-01'",
		18: 'null',
		19: ':id',
		20: ':seq',
		21: "'2022-06-01'",
		22: '1',
		23: "'1121'",
		24: "'12881'",
		25: '1000',
		26: ':id',
		27: ':seq',
		28: "'2022-06-01'",
		29: 'null',
		30: "'2022-07-01'",
		31: "'2022-07-01'",
		32: '-1000',
		33: 'null',
	}
	const statement = appendStatement
		.trim()
		.replace(/\$(\d+)::(\w+)\[\]/g, (_, number: string, type: string) => `array[${values[Number(number)]}]::${type}[]`)
		.replace(/\n\s*/g, ' ')
	return `\\set id random(${low}, ${high})\n\\set seq random(1, 2000000000)\n${statement};\n`
}
