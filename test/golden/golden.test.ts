import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { lives } from './lives.js'
import { printed } from './print.js'

const folder = fileURLToPath(new URL('.', import.meta.url))

/**
 * Every life is a text that somebody has read and signed: the program has to write the same again, to the last đồng.
 * SOQUY_GOLDEN=write writes them anew; what it changes is to be read like any other change.
 */
describe('lives of loans that an accountant has signed', () => {
	it.each(lives)('$title', (life) => {
		const path = `${folder}${life.file}.txt`
		const text = printed(life)
		if (process.env['SOQUY_GOLDEN'] === 'write') writeFileSync(path, text)
		expect(existsSync(path), `${life.file}.txt is not written yet: SOQUY_GOLDEN=write`).toBe(true)
		expect(text).toBe(readFileSync(path, 'utf8'))
	})

	it('are all told: no text is left of a life that is gone', () => {
		expect(
			readdirSync(folder)
				.filter((name) => name.endsWith('.txt'))
				.sort(),
		).toEqual(lives.map(({ file }) => `${file}.txt`).sort())
	})
})
