import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { must } from '../../src/kernel/assert.js'
import { urlOfRunning } from '../../src/platform/embedded-server.js'
import { bareClient, clientOf, type House, load, openHouse } from './house.js'
import { foundMeetings, type MeetingGroup } from './meetings.js'
import { multiply } from './multiply.js'
import type * as OneLoan from './one-loan.js'
import { outstandingRival } from './outstanding-rival.js'
import { pgbench } from './pgbench.js'
import { readingAlone, retell } from './retelling.js'

/**
 * The first rows of the speed table: what a figure claims is measured here, with its rival in the same run, in
 * interleaved rounds. Machines are noisy: trust the ratios.
 */
const rounds = Number(process.env['ROUNDS'] ?? 3)
const seconds = Number(process.env['SECONDS'] ?? 6)
const clients = 32
const clientsOfSheets = 8

type Loan = { readonly id: string; readonly groupId: string | null }

const size = process.argv.includes('--small') ? 'small' : 'full'
say(`Sổ Quỹ bench: ${size} demonstration, ${rounds} rounds of ${seconds} s; fsync and synchronous_commit on`)
await oneLoanShown()
const house = await openHouse(size)
try {
	const { call, close } = clientOf(house.origin, clients)
	const { cookie } = await call('POST', '/sessions', { username: 'admin', password: 'soquy-demo' })
	const headers = { cookie }
	const url = urlOfRunning(house.dataFolder) ?? ''
	const today = JSON.parse((await call('GET', '/me', undefined, headers)).body).today as string
	const loans = await activeLoans('QUY-HTPN', 4_000)

	say(`server memory at rest: ${memoryOf(house)} MB (goal ≤ 150)`)
	await repayments()
	await collections()
	await outstanding()
	say(`server memory under load: ${memoryOf(house)} MB (goal ≤ 300)`)
	await retelling()
	close()

	/** Once as the books are and once four times as large: the time grows with the loans, the memory does not. */
	async function retelling(): Promise<void> {
		for (const times of [1, 4]) {
			if (times > 1) await multiply(url, times)
			const { loans: told, seconds: took, peakMb } = await retell(house)
			const alone = await readingAlone(url)
			const hundredThousand = (took / told) * 100_000
			say(
				`verify: ${told} loans re-told in ${took.toFixed(1)} s, ${hundredThousand.toFixed(0)} s for 100.000 (goal ≤ 90), peak memory ${peakMb.toFixed(0)} MB; reading the same rows alone: ${alone.toFixed(1)} s, ratio ${(took / alone).toFixed(1)}`,
			)
		}
	}

	async function repayments(): Promise<void> {
		const bare = await Promise.all(Array.from({ length: clients }, () => bareClient(house.origin, cookie)))
		const body = JSON.stringify({ on: today, amount: '1000' })
		const ours: number[] = []
		const rivals: number[] = []
		const p99: number[] = []
		// The first round is for the compilers, and does not count.
		for (let round = -1; round < rounds; round += 1) {
			const result = await load(clients, seconds, async (client, turn) => {
				const loan = loans[(client * 997 + turn * 31) % loans.length]
				const reply = await bare[client]?.post(`/loans/${loan?.id}/repayments`, body, randomUUID())
				if (reply?.status !== 201) throw new Error(`${reply?.status} ${reply?.body}`)
			})
			if (round < 0) continue
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
		for (const { close: leave } of bare) leave()
	}

	/** Sixty women at one meeting, each with interest and savings: one request, two events a line. */
	async function collections(): Promise<void> {
		const groups = await foundMeetings(call, headers, today, clientsOfSheets)
		const big = must(groups[0], 'a group that meets')
		const keyed = () => ({ ...headers, 'idempotency-key': randomUUID() })
		// No two sheets of a day say the same: a sheet that is sent twice is refused.
		let number = 0
		const sheetOf = ({ groupId, women }: MeetingGroup) => {
			number += 1
			const saved = String(1_000 + number)
			const lines = women.map(({ memberId, loanId, accountId }) => ({
				memberId,
				loans: [{ loanId, amount: '1' }],
				savings: [{ accountId, amount: saved }],
			}))
			return { groupId, on: today, lines }
		}
		const single: number[] = []
		const sheet: number[] = []
		for (let turn = 0; turn < 60; turn += 1) {
			const { loanId } = must(big.women[turn % big.women.length], 'a woman of the group')
			single.push(await timed(() => call('POST', `/loans/${loanId}/repayments`, { on: today, amount: '1' }, keyed())))
			sheet.push(await timed(() => call('POST', '/collections', sheetOf(big), keyed())))
		}
		say(
			`collection sheet of ${big.women.length} members, interest and savings, in one request: ${median(sheet).toFixed(1)} ms, one repayment ${median(single).toFixed(1)} ms; ratio ${(median(sheet) / median(single)).toFixed(1)} (goal ≤ 15)`,
		)
		let lines = 0
		const result = await load(clientsOfSheets, seconds, async (client) => {
			const group = must(groups[client], 'a group for each client')
			const reply = await call('POST', '/collections', sheetOf(group), keyed())
			if (reply.status !== 201) throw new Error(`${reply.status} ${reply.body}`)
			lines += group.women.length
		})
		say(
			`collection sheets, ${clientsOfSheets} clients: ${(lines / seconds).toFixed(0)} member lines/s (goal ≥ 2000), ${result.perSecond.toFixed(0)} sheets/s`,
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

	async function activeLoans(lender: string, most: number): Promise<readonly Loan[]> {
		const lenders = JSON.parse((await call('GET', '/lenders', undefined, headers)).body).items as { id: string; code: string }[]
		const id = lenders.find(({ code }) => code === lender)?.id
		const found: (Loan & { outstanding: string })[] = []
		for (let cursor = ''; cursor !== 'end' && found.length < most; ) {
			const page = JSON.parse((await call('GET', `/loans?status=active&limit=500&lenderId=${id}${cursor}`, undefined, headers)).body)
			found.push(...page.items)
			cursor = page.next === null ? 'end' : `&cursor=${page.next}`
		}
		return found.filter(({ outstanding: owed }) => BigInt(owed) > 5_000_000n)
	}
} finally {
	await house.stop()
}

/** In this process and with nobody beside it: what it costs to tell a long life and to show it whole. */
async function oneLoanShown(): Promise<void> {
	// As the program runs it: transpiled by esbuild, without what tsx adds to every function.
	const outfile = fileURLToPath(new URL('../../node_modules/.cache/one-loan.mjs', import.meta.url))
	const entry = fileURLToPath(new URL('one-loan.ts', import.meta.url))
	await build({ entryPoints: [entry], outfile, bundle: true, packages: 'external', format: 'esm', platform: 'node', target: 'node20' })
	const { bareInterest, oneLoan } = (await import(outfile)) as typeof OneLoan
	const [ours, rivals]: [number[], number[]] = [[], []]
	for (let round = 0; round < 5; round += 1) {
		ours.push(oneLoan(20))
		rivals.push(bareInterest(20))
	}
	say(
		`one loan with 60 events replayed and shown: ${median(ours).toFixed(2)} ms of CPU (goal ≤ 1); its bare interest in decimal.js: ${median(rivals).toFixed(2)} ms, ratio ${(median(ours) / median(rivals)).toFixed(1)}`,
	)
}

async function timed(work: () => Promise<{ status: number; body: string }>): Promise<number> {
	const start = performance.now()
	const { status, body } = await work()
	if (status >= 300) throw new Error(`${status} ${body}`)
	return performance.now() - start
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
