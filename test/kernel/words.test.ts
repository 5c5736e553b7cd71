import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dong } from '../../src/kernel/money.js'
import { amountInWords } from '../../src/kernel/words.js'
import data from '../vectors/domain-cases.json' with { type: 'json' }

/**
 * A second speller, built the other way round: every digit is said in full by its place, and the sound changes of
 * speech are then made on the finished text.
 */
function spelled(amount: bigint): string {
	const names = 'không một hai ba bốn năm sáu bảy tám chín'.split(' ')
	const size = (amount < 0n ? -amount : amount).toString()
	const chunks = size.padStart(Math.ceil(size.length / 9) * 9, '0').match(/.{9}/g) ?? []
	const said = chunks.map((chunk) =>
		(chunk.match(/.{3}/g) ?? [])
			.map((group, index) => {
				if (group === '000') return ''
				const [hundred, ten, unit] = [...group].map((digit) => names[Number(digit)])
				return `${hundred} trăm ${ten} mươi ${unit} ${['triệu', 'nghìn', ''][index]}`
			})
			.join(' '),
	)
	const text = said
		.join(' tỷ ')
		.replace(/\s+/g, ' ')
		.trim()
		.replaceAll('không mươi không', '')
		.replaceAll('không mươi', 'linh')
		.replace(/một mươi/g, 'mười')
		.replace(/(mươi|mười) không/g, '$1')
		.replace(/mươi một/g, 'mươi mốt')
		.replace(/mươi bốn/g, 'mươi tư')
		.replace(/(mươi|mười) năm/g, '$1 lăm')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^không trăm (linh )?/, '')
	const words = `${amount < 0n ? 'âm ' : ''}${text === '' ? 'không' : text} đồng${size !== '0' && size.endsWith('000') ? ' chẵn' : ''}`
	return words.replace(/^./, (first) => first.toUpperCase())
}

describe('an amount in words', () => {
	it.each(data.amount_in_words)('$amount is "$text" (table of amounts in words)', ({ amount, text }) => {
		expect(amountInWords(dong(BigInt(amount)))).toBe(text)
	})

	it.each([
		[1_038_873_000_000n, 'Một nghìn không trăm ba mươi tám tỷ tám trăm bảy mươi ba triệu đồng chẵn'],
		[1_000_000_000_001n, 'Một nghìn tỷ không trăm linh một đồng'],
		[100_000_000_000_000_000_000n, 'Một trăm tỷ tỷ đồng chẵn'],
		[15n, 'Mười lăm đồng'],
		[11n, 'Mười một đồng'],
		[24n, 'Hai mươi tư đồng'],
		[55n, 'Năm mươi lăm đồng'],
		[1_001_000n, 'Một triệu không trăm linh một nghìn đồng chẵn'],
		[750_000n, 'Bảy trăm năm mươi nghìn đồng chẵn'],
	])('%s is "%s"', (amount, text) => {
		expect(amountInWords(dong(amount))).toBe(text)
	})

	it('says a minus as "Âm"', () => {
		expect(amountInWords(dong(-21_000n))).toBe('Âm hai mươi mốt nghìn đồng chẵn')
		expect(amountInWords(dong(-5n))).toBe('Âm năm đồng')
	})

	it('agrees with a second speller for every amount up to 20.000', () => {
		for (let amount = 0n; amount <= 20_000n; amount += 1n) {
			const words = amountInWords(dong(amount))
			if (words !== spelled(amount)) expect.fail(`${amount}: ${words} ≠ ${spelled(amount)}`)
		}
	})

	it('agrees with a second speller for amounts of every size up to 10²⁰, of either sign', () => {
		const group = fc.oneof(fc.constantFrom(0, 0, 1, 4, 5, 10, 11, 14, 15, 21, 24, 25, 100, 101, 104, 110, 115, 999), fc.nat({ max: 999 }))
		const fromGroups = fc
			.array(group, { minLength: 1, maxLength: 7 })
			.map((groups) => BigInt(groups.map((one) => one.toString().padStart(3, '0')).join('')) % (10n ** 20n + 1n))
		const anyAmount = fc.oneof(fromGroups, fc.bigInt({ min: 0n, max: 10n ** 20n }))
		fc.assert(
			fc.property(anyAmount, fc.boolean(), (size, negative) => {
				const amount = negative ? -size : size
				expect(amountInWords(dong(amount))).toBe(spelled(amount))
			}),
			{ numRuns: 5000 },
		)
	})

	it('leaves no doubt: two different amounts never share their words', () => {
		const near = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.nat({ max: 17 }))
		fc.assert(
			fc.property(near, ([amount, place]) => {
				expect(amountInWords(dong(amount))).not.toBe(amountInWords(dong(amount + 10n ** BigInt(place))))
			}),
			{ numRuns: 1000 },
		)
	})
})
