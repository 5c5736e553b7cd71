import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOnce, recordRequest, requestHash, type Trail } from '../../src/platform/requests.js'
import { asOwner, createTestDatabase, type TestDatabase } from './harness.js'

let store: TestDatabase
beforeAll(async () => {
	store = await createTestDatabase()
})
afterAll(() => store.close())

const trail = (userId: string, hash = 'h'): Trail => ({
	userId,
	operation: 'pay',
	path: '/pay',
	origin: { address: '::1', agent: 'test' },
	hash,
})
const answer = async () => ({ status: 201, text: '{"id":"1"}' })

describe('a key', () => {
	it('whose command is still running is a conflict for whoever comes meanwhile', async () => {
		let finish = () => {}
		const running = new Promise<void>((resolve) => (finish = resolve))
		let begun = () => {}
		const started = new Promise<void>((resolve) => (begun = resolve))
		const first = store.database.transaction((tx) =>
			answerOnce(tx, 'busy', trail('7'), async () => {
				begun()
				await running
				return answer()
			}),
		)
		await started
		await expect(store.database.transaction((tx) => answerOnce(tx, 'busy', trail('7'), answer))).rejects.toThrow('idempotency.in-progress')
		finish()
		expect(await first).toMatchObject({ status: 201, replayed: false })
		expect(await store.database.transaction((tx) => answerOnce(tx, 'busy', trail('7'), answer))).toEqual({
			status: 201,
			text: '{"id":"1"}',
			replayed: true,
		})
	})

	it('is free again when its command failed', async () => {
		const failing = store.database.transaction((tx) =>
			answerOnce(tx, 'failed', trail('7'), async () => {
				throw new Error('no')
			}),
		)
		await expect(failing).rejects.toThrow('no')
		expect(await store.database.transaction((tx) => answerOnce(tx, 'failed', trail('7'), answer))).toMatchObject({ replayed: false })
	})

	it('that was taken behind its back undoes the command', async () => {
		await store.database.transaction((tx) => recordRequest(tx, 'taken', trail('7'), { status: 201, text: '{}' }))
		await expect(store.database.transaction((tx) => recordRequest(tx, 'taken', trail('7'), { status: 201, text: '{}' }))).rejects.toThrow(
			'idempotency.in-progress',
		)
	})
})

describe('the trail', () => {
	it('keeps an answer only where it may be asked for again', async () => {
		await store.database.transaction((tx) => recordRequest(tx, null, trail('8'), { status: 201, text: '{"secret":"s"}' }))
		expect(await asOwner(store.url, 'select answer, status, address, agent from requests where user_id = 8')).toEqual([
			{ answer: null, status: 201, address: '::1', agent: 'test' },
		])
	})
})

it('tells requests apart by operation, place and content', () => {
	const asked = { params: { id: '1' }, query: {}, body: { amount: 5n } }
	const hashes = [
		requestHash('pay', asked),
		requestHash('repay', asked),
		requestHash('pay', { ...asked, params: { id: '2' } }),
		requestHash('pay', { ...asked, query: { q: '1' } }),
		requestHash('pay', { ...asked, body: { amount: 6n } }),
	]
	expect(new Set(hashes).size).toBe(hashes.length)
	expect(requestHash('pay', { ...asked })).toBe(hashes[0])
})
