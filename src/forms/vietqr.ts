import { assert } from '../kernel/assert.js'
import { fold } from '../kernel/personal-id.js'
import type { Money } from '../kernel/money.js'

/** The account that is paid into: the bank by its number at NAPAS (BIN), six digits. */
export type QrAccount = { readonly bankBin: string; readonly accountNo: string }

/**
 * What a VietQR code says for a transfer to an account: EMVCo's fields of number, length and value, closed by their
 * checksum (NAPAS, Thông số kỹ thuật QR cho dịch vụ chuyển nhanh 24/7). Without an amount whoever pays types it. The
 * purpose is written without diacritics, in at most 25 characters, which is what every bank takes.
 */
export function vietQr({ bankBin, accountNo }: QrAccount, amount: Money | null, purpose: string): string {
	const account = field('00', bankBin) + field('01', accountNo)
	const said = asciiPurpose(purpose)
	const body = [
		field('00', '01'),
		// 11 may be used again and again, 12 is of this one payment.
		field('01', amount === null ? '11' : '12'),
		field('38', field('00', napas) + field('01', account) + field('02', toAccount)),
		field('53', dongCode),
		amount === null ? '' : field('54', String(amount)),
		field('58', 'VN'),
		said === '' ? '' : field('62', field('08', said)),
		'6304',
	].join('')
	return body + crc16(body).toString(16).toUpperCase().padStart(4, '0')
}

/** CRC-16/CCITT-FALSE of a text of ASCII: polynomial 0x1021, begun at 0xFFFF. */
export function crc16(text: string): number {
	let crc = 0xff_ff
	for (const byte of Buffer.from(text, 'latin1')) {
		crc ^= byte << 8
		for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x80_00) === 0 ? crc << 1 : (crc << 1) ^ 0x10_21
		crc &= 0xff_ff
	}
	return crc
}

/** Napas's own number among those who issue payment codes, and its service "to an account". */
const napas = 'A000000727'
const toAccount = 'QRIBFTTA'
/** The đồng of Việt Nam in ISO 4217. */
const dongCode = '704'
const purposeMax = 25

function field(id: string, value: string): string {
	assert(value.length > 0 && value.length <= 99, `field ${id} of a payment code has 1 to 99 characters`)
	return id + String(value.length).padStart(2, '0') + value
}

function asciiPurpose(text: string): string {
	const plain = fold(text).toUpperCase()
	return plain
		.replace(/[^A-Z0-9 ]+/g, ' ')
		.replace(/ +/g, ' ')
		.trim()
		.slice(0, purposeMax)
		.trim()
}
