import { expect, it } from 'vitest'
import type { Instant } from '../../src/kernel/instant.js'
import { type LearntHappening, newContract, tellLife } from '../../src/savings/life.js'
import { after, accountFrom, memberDeposits, on, vnd } from './saver.js'

const book = { id: 4, code: 'memo-nhcsxh', kind: 'memorandum', name: 'Sổ', nameEn: 'Book', unit: 'đồng', decimals: 0 } as const
const happened = (type: string, day: string, n: number, amount: number | null = null): LearntHappening => ({
	type,
	on: on(day),
	amount: amount === null ? null : vnd(amount),
	details: {},
	reverses: null,
	recordedAt: `2022-12-0${n}T03:00:00.000000Z` as Instant,
})

it('a whole life is told as its events would be one by one, a receipt that is found late among them', () => {
	const account = {
		code: null,
		lenderId: '1',
		productId: '2',
		groupId: '3',
		communeId: '7',
		memberId: '5',
		openedOn: on('2022-10-01'),
		terms: memberDeposits,
		rulesFrom: on('2009-01-01'),
	}
	const happenings = [
		happened('opened', '2022-10-01', 1),
		happened('deposited', '2022-11-01', 2, 500_000),
		happened('interest-credited', '2022-12-01', 3),
		happened('deposited', '2022-11-10', 4, 50_000),
	]
	const { recordings } = tellLife({ account, book, externalCode: null, happenings }, '1')
	expect(recordings.map(({ version, event }) => [version, event.type])).toEqual([
		[1, 'opened'],
		[2, 'deposited'],
		[3, 'interest-credited'],
		[4, 'deposited'],
	])
	expect(recordings[0]?.event.details).toEqual({ groupId: '3', communeId: '7' })
	expect(recordings[3]?.days.map(({ on: day }) => day)).toEqual(['2022-11-10', '2022-12-01'])
	const told = after(
		accountFrom(),
		['opened', '2022-10-01'],
		['deposited', '2022-11-01', 500_000],
		['deposited', '2022-11-10', 50_000],
		['interest-credited', '2022-12-01'],
	)
	expect(recordings.at(-1)?.state).toMatchObject({ balance: String(told.balance), credited: '1055' })
	const alone = tellLife({ account: { ...account, groupId: null }, book, externalCode: null, happenings }, '1')
	expect(alone.recordings[0]?.event.details).toEqual({ communeId: '7' })
	expect(newContract('9', book, on('2022-10-01'))).toMatchObject({ id: '9', bookId: 4, chart: 'memorandum', version: 0 })
})
