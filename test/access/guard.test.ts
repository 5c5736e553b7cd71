import { expect, it } from 'vitest'
import type { Asker } from '../../src/access/asker.js'
import { createGuard } from '../../src/access/guard.js'

const asker: Asker = {
	userId: '7',
	username: 'lan',
	name: 'Lan',
	role: 'officer',
	scope: { kind: 'all' },
	language: 'vi',
	credentialId: '1',
}
const shown = { cookie: 'a', bearer: null, language: 'en' } as const

it('looks once for many requests of one asker, and tells each in its own language', async () => {
	let looks = 0
	const guard = createGuard(async () => {
		looks += 1
		return asker
	})
	const found = await Promise.all(Array.from({ length: 20 }, () => guard.identify(shown)))
	expect(found.every((one) => one?.language === 'en')).toBe(true)
	expect((await guard.identify({ ...shown, language: 'vi' }))?.language).toBe('vi')
	expect(looks).toBe(1)
})

it('does not believe after a revocation what it began to read before', async () => {
	const answers: ((found: Asker | null) => void)[] = []
	const guard = createGuard(() => new Promise((resolve) => answers.push(resolve)))
	const before = guard.identify(shown)
	guard.forget()
	const after = guard.identify(shown)
	answers[0]?.(asker)
	answers[1]?.(null)
	expect(await before).not.toBeNull()
	expect(await after).toBeNull()
	const later = guard.identify(shown)
	answers[2]?.(null)
	expect(await later).toBeNull()
})

it('does not remember a failure to look', async () => {
	let away = true
	const guard = createGuard(async () => {
		if (away) throw new Error('away')
		return asker
	})
	await expect(guard.identify(shown)).rejects.toThrow('away')
	away = false
	expect(await guard.identify(shown)).not.toBeNull()
})

it('takes a token before a cookie', async () => {
	const seen: string[] = []
	const guard = createGuard(async (hash) => {
		seen.push(hash)
		return null
	})
	expect(await guard.identify({ ...shown, bearer: 'b' })).toBeNull()
	await guard.identify(shown)
	expect(new Set(seen).size).toBe(2)
	expect(await guard.identify({ cookie: null, bearer: null, language: 'vi' })).toBeNull()
})
