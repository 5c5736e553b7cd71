import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The program as it runs in production, in a process of its own, on an embedded PostgreSQL with fsync on. */
export type House = { readonly origin: string; readonly dataFolder: string; readonly pid: number; readonly stop: () => Promise<void> }

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Starts the built program on a new data folder and waits until it serves. */
export async function openHouse(demo: 'small' | 'full'): Promise<House> {
	execFileSync('npm', ['run', '-s', 'build'], { cwd: root })
	const dataFolder = mkdtempSync(join(tmpdir(), 'soquy-bench-'))
	chmodSync(dataFolder, 0o755)
	const args = ['dist/server.js', '--data', dataFolder, '--port', '0', '--log', 'error', ...(demo === 'small' ? ['--small'] : [])]
	const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
	const origin = await addressOf(child)
	return {
		origin,
		dataFolder,
		pid: child.pid ?? 0,
		stop: async () => {
			const ended = new Promise((resolve) => child.once('exit', resolve))
			child.kill('SIGTERM')
			await ended
			rmSync(dataFolder, { recursive: true, force: true })
		},
	}
}

export type Reply = { readonly status: number; readonly body: string; readonly cookie: string }

/** A client that keeps its connections, as many as are asked for. */
export function clientOf(origin: string, sockets: number) {
	const agent = new Agent({ keepAlive: true, maxSockets: sockets })
	const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
		new Promise((resolve, reject) => {
			const payload = body === undefined ? undefined : JSON.stringify(body)
			const sent = request(
				`${origin}/api/v1${path}`,
				{
					agent,
					method,
					headers: {
						...headers,
						...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
					},
				},
				(answer) => {
					const chunks: Buffer[] = []
					answer.on('data', (chunk: Buffer) => chunks.push(chunk))
					answer.on('end', () =>
						resolve({
							status: answer.statusCode ?? 0,
							body: Buffer.concat(chunks).toString(),
							cookie: (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '',
						}),
					)
					answer.on('error', reject)
				},
			)
			sent.on('error', reject)
			sent.end(payload)
		})
	return { call, close: () => agent.destroy() }
}

/** Runs many clients at once for a time; answers how many calls a second were made and how long they took. */
export async function load(
	clients: number,
	seconds: number,
	work: (client: number, turn: number) => Promise<void>,
): Promise<{ perSecond: number; p50: number; p99: number }> {
	const until = performance.now() + seconds * 1000
	const times: number[] = []
	const began = performance.now()
	await Promise.all(
		Array.from({ length: clients }, async (_, client) => {
			for (let turn = 0; performance.now() < until; turn += 1) {
				const start = performance.now()
				await work(client, turn)
				times.push(performance.now() - start)
			}
		}),
	)
	const took = (performance.now() - began) / 1000
	times.sort((a, b) => a - b)
	return {
		perSecond: times.length / took,
		p50: times[Math.floor(times.length * 0.5)] ?? 0,
		p99: times[Math.floor(times.length * 0.99)] ?? 0,
	}
}

function addressOf(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = ''
		child.stdout?.on('data', (chunk: Buffer) => {
			text += chunk.toString()
			const found = /(http:\/\/\S+)/.exec(text)?.[1]
			if (found !== undefined) resolve(found)
		})
		child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${text}`)))
	})
}
