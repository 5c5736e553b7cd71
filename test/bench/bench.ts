import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { urlOfRunning } from '../../src/platform/embedded-server.js'
import { clientOf, type House, load, openHouse } from './house.js'
import { outstandingRival } from './outstanding-rival.js'
import { pgbench } from './pgbench.js'

/**
 * The first rows of the speed table: what a figure claims is measured here, with its rival in the same run, in
 * interleaved rounds. Machines are noisy: trust the ratios.
 */
const rounds = Number(process.env['ROUNDS'] ?? 3)
const seconds = Number(process.env['SECONDS'] ?? 6)
const clients = 32
let lineCount = 0

const size = process.argv.includes('--small') ? 'small' : 'full'
say(`Sổ Quỹ bench: ${size} demonstration, ${rounds} rounds of ${seconds} s; fsync and synchronous_commit on`)
const house = await openHouse(size)
try {
	const { call, close } = clientOf(house.origin, clients)
	const { cookie } = await call('POST', '/sessions', { username: 'admin', password: 'soquy-demo' })
	const headers = { cookie }
	const url = urlOfRunning(house.dataFolder) ?? ''
	const today = JSON.parse((await call('GET', '/me', undefined, headers)).body).today as string
	const loans = await activeLoans()

	await repayments()
	await collections()
	await outstanding()
	say(`server memory: ${memoryOf(house)} MB`)
	close()

	async function repayments(): Promise<void> {
		const ours: number[] = []
		const rivals: number[] = []
		const p99: number[] = []
		for (let round = 0; round < rounds; round += 1) {
			const result = await load(clients, seconds, async (client, turn) => {
				const loan = loans[(client * 997 + turn * 31) % loans.length]
				const reply = await call(
					'POST',
					`/loans/${loan?.id}/repayments`,
					{ on: today, amount: '1000' },
					{ ...headers, 'idempotency-key': randomUUID() },
				)
				if (reply.status !== 201) throw new Error(`${reply.status} ${reply.body}`)
			})
			ours.push(result.perSecond)
			p99.push(result.p99)
			const rival = await pgbench(url, clients, seconds)
			if (rival !== null) rivals.push(rival)
		}
		const rival =
			rivals.length === 0
				? 'pgbench is not installed: no rival'
				: `pgbench, the same final SQL: ${median(rivals).toFixed(0)}/s; ratio ${(median(ours) / median(rivals)).toFixed(2)} (goal ≥ 0.50)`
		say(`repayment over HTTP, ${clients} clients: ${median(ours).toFixed(0)}/s, p99 ${median(p99).toFixed(1)} ms (goal ≤ 30); ${rival}`)
	}

	async function collections(): Promise<void> {
		const groups = byGroup(loans).filter((group) => group.length >= 4)
		const big = groups.sort((a, b) => b.length - a.length)[0] ?? []
		const single: number[] = []
		const sheet: number[] = []
		for (let turn = 0; turn < 60; turn += 1) {
			const one = big[turn % big.length]
			single.push(
				await timed(() =>
					call('POST', `/loans/${one?.id}/repayments`, { on: today, amount: '1' }, { ...headers, 'idempotency-key': randomUUID() }),
				),
			)
			sheet.push(
				await timed(() =>
					call(
						'POST',
						'/collections',
						{ groupId: one?.groupId, on: today, lines: big.map(({ id }) => ({ loanId: id, amount: '1' })) },
						{ ...headers, 'idempotency-key': randomUUID() },
					),
				),
			)
		}
		say(
			`collection sheet of ${big.length} members in one request: ${median(sheet).toFixed(1)} ms, one repayment ${median(single).toFixed(1)} ms; ratio ${(median(sheet) / median(single)).toFixed(1)} (goal ≤ 15 for 60)`,
		)
		const result = await load(8, seconds, async (client, turn) => {
			const group = groups[(client * 13 + turn) % groups.length] ?? []
			const reply = await call(
				'POST',
				'/collections',
				{ groupId: group[0]?.groupId, on: today, lines: group.map(({ id }) => ({ loanId: id, amount: '1' })) },
				{ ...headers, 'idempotency-key': randomUUID() },
			)
			if (reply.status !== 201) throw new Error(`${reply.status} ${reply.body}`)
			lineCount += group.length
		})
		say(
			`collection sheets, 8 clients: ${(lineCount / seconds).toFixed(0)} member lines/s (goal ≥ 2000), ${result.perSecond.toFixed(0)} sheets/s`,
		)
	}

	async function outstanding(): Promise<void> {
		const ours: number[] = []
		const rivals: number[] = []
		for (let turn = 0; turn < 40; turn += 1) {
			const day = `20${22 + (turn % 3)}-${String(1 + (turn % 12)).padStart(2, '0')}-15`
			const knownAt = turn % 2 === 0 ? '' : `&knownAt=${day}T10:00:00Z`
			ours.push(await timed(() => call('GET', `/reports/outstanding?asOf=${day}&by=commune${knownAt}`, undefined, headers)))
			rivals.push(await outstandingRival(url, day))
		}
		const p95 = ours.sort((a, b) => a - b)[Math.floor(ours.length * 0.95)] ?? 0
		say(
			`outstanding of the province by commune, any past day and knownAt: p50 ${median(ours).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (goal ≤ 100); a plain SUM over the postings: ${median(rivals).toFixed(1)} ms`,
		)
	}

	async function activeLoans(): Promise<readonly { id: string; groupId: string | null }[]> {
		const found: { id: string; groupId: string | null; outstanding: string }[] = []
		const lenders = JSON.parse((await call('GET', '/lenders', undefined, headers)).body).items as { id: string; code: string }[]
		const own = lenders.filter(({ code }) => code === 'QUY-HTPN')
		for (const { id } of own)
			for (let cursor = ''; cursor !== 'end' && found.length < 4_000; ) {
				const page = JSON.parse((await call('GET', `/loans?status=active&limit=500&lenderId=${id}${cursor}`, undefined, headers)).body)
				found.push(...page.items)
				cursor = page.next === null ? 'end' : `&cursor=${page.next}`
			}
		return found.filter(({ outstanding: owed }) => BigInt(owed) > 5_000_000n)
	}
} finally {
	await house.stop()
}

async function timed(work: () => Promise<{ status: number; body: string }>): Promise<number> {
	const start = performance.now()
	const { status, body } = await work()
	if (status >= 300) throw new Error(`${status} ${body}`)
	return performance.now() - start
}

function byGroup<T extends { groupId: string | null }>(list: readonly T[]): T[][] {
	const groups = new Map<string, T[]>()
	for (const one of list) groups.set(one.groupId ?? '', [...(groups.get(one.groupId ?? '') ?? []), one])
	return [...groups.values()]
}

function median(list: readonly number[]): number {
	return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
}

function memoryOf({ pid }: House): string {
	return (Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024).toFixed(0)
}

function say(line: string): void {
	process.stdout.write(`${line}\n`)
}
