import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import type { House } from './house.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** `verify` as anybody runs it, beside the running program: how many loans it re-told, in how many seconds, with how much memory at most. */
export async function retell({ dataFolder }: House): Promise<{ loans: number; seconds: number; peakMb: number }> {
	const child = spawn(process.execPath, ['--enable-source-maps', 'dist/cli/verify.js', '--data', dataFolder], { cwd: root })
	let printed = ''
	let peakMb = 0
	child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
	const watch = setInterval(() => {
		try {
			const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
			peakMb = Math.max(peakMb, Number(kilobytes ?? 0) / 1024)
		} catch {
			// It has ended between two looks.
		}
	}, 50)
	const code = await new Promise((resolve) => child.once('exit', resolve))
	clearInterval(watch)
	const [, loans, seconds] = /re-told (\d+) loans\b.* in ([\d.]+) s/.exec(printed) ?? []
	if (code !== 0 || loans === undefined) throw new Error(`verify ended with ${String(code)}: ${printed}`)
	return { loans: Number(loans), seconds: Number(seconds), peakMb }
}

/** The rival: seconds that it takes to read the same events, postings and dues, page by page, and to do nothing with them. */
export async function readingAlone(url: string): Promise<number> {
	const client = new Client({ connectionString: url })
	await client.connect()
	const began = performance.now()
	try {
		for (let after = '0'; ; ) {
			const { rows } = await client.query<{ id: string }>('select id, state from contracts where id > $1 order by id limit 500', [after])
			const last = rows.at(-1)
			if (last === undefined) return (performance.now() - began) / 1000
			const ids = rows.map(({ id }) => id)
			await client.query('select * from events where contract_id = any($1::bigint[]) order by contract_id, seq', [ids])
			await client.query('select p.* from entries e join postings p on p.entry_id = e.id where e.contract_id = any($1::bigint[])', [ids])
			await client.query('select * from dues where contract_id = any($1::bigint[])', [ids])
			after = last.id
		}
	} finally {
		await client.end()
	}
}
