import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { qrNode } from '../../src/documents/pdf-qr.js'

describe('a QR code on paper', () => {
	it('is one shape that is dark where the code is, with a quiet border of four', () => {
		const text = '00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F'
		const { data, size } = encode(text, { ecc: 'M', border: 4 })
		const svg = String(qrNode(text, 92)['svg'])
		const drawn = data.map((row) => row.map(() => false))
		for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
			for (let at = Number(x); at < Number(x) + Number(length); at += 1) (drawn[Number(y)] as boolean[])[at] = true
		expect(drawn).toEqual(data)
		expect(svg).toContain(`viewBox="0 0 ${size} ${size}"`)
		expect(drawn.slice(0, 4).flat()).not.toContain(true)
	})
})
