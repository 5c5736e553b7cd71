import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from './platform/harness.js'

const root = fileURLToPath(new URL('..', import.meta.url))
let store: TestDatabase
let program: ChildProcess
let printed = ''
let base = ''

beforeAll(async () => {
	store = await createTestDatabase()
	program = start()
	base = await listening()
})
afterAll(async () => {
	program.kill('SIGKILL')
	await store.close()
})

function start(): ChildProcess {
	printed = ''
	const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts', '--no-demo', '--port', '0', '--log', 'error'], {
		cwd: root,
		env: { ...process.env, DATABASE_URL: store.url },
		stdio: ['ignore', 'pipe', 'inherit'],
	})
	child.stdout?.on('data', (chunk) => (printed += String(chunk)))
	return child
}

async function listening(): Promise<string> {
	for (;;) {
		const address = /^Sổ Quỹ: (http:\S+)$/m.exec(printed)?.[1]
		if (address !== undefined) return address
		await new Promise((resolve) => setTimeout(resolve, 20))
	}
}

it('prints the first administrator’s password once, which opens the way to another', async () => {
	const [, username, password] = /: (admin) \/ (\S+)$/m.exec(printed) ?? []
	const answer = await fetch(`${base}/api/v1/sessions`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ username, password }),
	})
	expect(answer.status).toBe(201)
	expect(await answer.json()).toMatchObject({ roles: ['admin'], mustChangePassword: true })
})

it('closes its doors when it is told to stop, and does not print the password again', async () => {
	program.kill('SIGTERM')
	expect(await once(program, 'exit')).toEqual([0, null])
	program = start()
	base = await listening()
	expect(printed).not.toContain('admin')
	expect((await fetch(`${base}/readyz`)).status).toBe(200)
	program.kill('SIGINT')
	expect(await once(program, 'exit')).toEqual([0, null])
})
