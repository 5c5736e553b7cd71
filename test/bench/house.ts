import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The program as it runs in production, in a process of its own, on an embedded PostgreSQL with fsync on. */
export type House = { readonly origin: string; readonly dataFolder: string; readonly pid: number; readonly stop: () => Promise<void> }

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Loads the demonstration into a new data folder, and starts the built program anew on it: as on any other morning. */
export async function openHouse(demo: 'small' | 'full'): Promise<House> {
	execFileSync('npm', ['run', '-s', 'build'], { cwd: root })
	const dataFolder = mkdtempSync(join(tmpdir(), 'soquy-bench-'))
	chmodSync(dataFolder, 0o755)
	const loaded = await start(dataFolder, demo === 'small' ? ['--small'] : [])
	await end(loaded.child)
	const { child, origin } = await start(dataFolder, [])
	return {
		origin,
		dataFolder,
		pid: child.pid ?? 0,
		stop: async () => {
			await end(child)
			rmSync(dataFolder, { recursive: true, force: true })
		},
	}
}

async function start(dataFolder: string, options: readonly string[]): Promise<{ child: ChildProcess; origin: string }> {
	const child = spawn(process.execPath, ['dist/server.js', '--data', dataFolder, '--port', '0', '--log', 'error', ...options], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
	})
	return { child, origin: await addressOf(child) }
}

async function end(child: ChildProcess): Promise<void> {
	const ended = new Promise((resolve) => child.once('exit', resolve))
	child.kill('SIGTERM')
	await ended
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

/**
 * One connection that posts and waits, with as little work as pgbench's own clients do: the load and the server share
 * two cores, and a full HTTP client would be measured with it.
 */
export async function bareClient(origin: string, cookie: string) {
	const { hostname, port } = new URL(origin)
	const socket = connect(Number(port), hostname)
	await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
	socket.setNoDelay(true)
	let text = ''
	let answered: (reply: { status: number; body: string }) => void = () => undefined
	socket.on('data', (chunk) => {
		text += chunk.toString('latin1')
		const head = text.indexOf('\r\n\r\n')
		if (head < 0) return
		const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
		if (text.length < head + 4 + length) return
		const reply = { status: Number(text.slice(9, 12)), body: text.slice(head + 4, head + 4 + length) }
		text = text.slice(head + 4 + length)
		answered(reply)
	})
	return {
		post: (path: string, body: string, key: string) =>
			new Promise<{ status: number; body: string }>((resolve) => {
				answered = resolve
				socket.write(
					`POST /api/v1${path} HTTP/1.1\r\nhost: ${hostname}\r\ncookie: ${cookie}\r\nidempotency-key: ${key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
				)
			}),
		close: () => socket.destroy(),
	}
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
