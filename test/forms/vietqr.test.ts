import { describe, expect, it } from 'vitest'
import { crc16, vietQr } from '../../src/forms/vietqr.js'
import { dong } from '../../src/kernel/money.js'

const acb = { bankBin: '970416', accountNo: '257678859' }

describe('a payment code', () => {
	it('is closed by the checksum that its standard names', () => {
		// The check value of CRC-16/CCITT-FALSE in the catalogue of parametrised CRC algorithms.
		expect(crc16('123456789')).toBe(0x29_b1)
		expect(crc16('')).toBe(0xff_ff)
		// Published with the library vietnam-qr-pay: 1.000 đồng to the same account.
		const published = '00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA5303704540410005802VN62150811Chuyen tien6304'
		expect(crc16(published)).toBe(0xbb_b8)
	})

	it('for an account alone is the one that others make too', () => {
		// Published with the library vietnam-qr-pay: ACB, 257678859.
		expect(vietQr(acb, null, '')).toBe('00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F')
	})

	it('with an amount and a purpose says both', () => {
		const code = vietQr(acb, dong(1_000n), 'Chuyển tiền')
		expect(code).toContain(
			'00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA5303704540410005802VN62150811CHUYEN TIEN6304',
		)
		expect(code.slice(-4)).toBe(crc16(code.slice(0, -4)).toString(16).toUpperCase().padStart(4, '0'))
	})

	it('has no letter that a bank might not take, and no more than fit', () => {
		expect(vietQr(acb, dong(5n), 'Đặng Thị Ngưỡng – trả nợ khoản vay số 00012345')).toContain('0825DANG THI NGUONG TRA NO KH')
		expect(vietQr(acb, dong(5n), '???')).not.toContain('VN62')
	})
})
