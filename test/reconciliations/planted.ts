import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { type Chance, chance } from '../../src/cli/demo/random.js'
import { nhcsxhLayout } from '../../src/banks/nhcsxh.js'
import { must } from '../../src/kernel/assert.js'
import { addDays, type CalendarDate } from '../../src/kernel/calendar-date.js'
import type { ItemType } from '../../src/reconciliations/item.js'

type Line = Record<string, string>

/** A difference that was put into a bank's list, by the code of our loan; the bank's own where we have none. */
export type Planted = { readonly code: string; readonly type: ItemType }

const kinds = [
	'timing',
	'rounding',
	'receipt-lacked-by-bank',
	'receipt-lacked-by-us',
	'other-member',
	'swapped-member',
	'swapped-loan',
	'unknown-loan',
	'missing-at-bank',
	'closed-at-bank',
	'rate-differs',
	'interest-differs',
	'code-differs',
	'balance-differs',
] as const
type Kind = (typeof kinds)[number]

/**
 * A bank's list made from our own export, which is what a bank with the same book would send, with so many differences put
 * into it, every kind in turn as far as there are loans that can have it. The same seed puts in the same ones.
 */
export function plant(
	csv: string,
	count: number,
	asOf: CalendarDate,
	seed = 'month end',
): { readonly csv: string; readonly planted: readonly Planted[] } {
	const headers = nhcsxhLayout.columns.map(({ header }) => header)
	const keyOf = new Map(nhcsxhLayout.columns.map(({ header, key }) => [header, key]))
	const read = parse<Line>(csv.replace('\ufeff', ''), {
		columns: (row: string[]) => row.map((header) => must(keyOf.get(header) ?? null, header)),
	}).slice(0, -2)
	const random = chance(seed)
	const lines = new Map(read.map((line) => [must(line['loanCode'], 'a code'), line]))
	const free = new Set(lines.keys())
	const order = random.shuffled([...lines.values()])
	const planted: Planted[] = []
	const added: Line[] = []
	for (let turn = 0; planted.length < count && turn < count * 3; turn += 1) {
		const kind = kinds[turn % kinds.length] as Kind
		planted.push(...puts[kind]({ order, lines, free, added, random, asOf, turn }))
	}
	const columns = nhcsxhLayout.columns.map(({ key }) => key)
	const rows = [...lines.values(), ...added].map((line) => columns.map((key) => line[key] ?? ''))
	return { csv: stringify([headers, ...rows]), planted }
}

type Ground = {
	readonly order: readonly Line[]
	readonly lines: Map<string, Line>
	readonly free: Set<string>
	readonly added: Line[]
	readonly random: Chance
	readonly asOf: CalendarDate
	readonly turn: number
}

const codeOf = (line: Line) => must(line['loanCode'], 'a code')
const amountOf = (line: Line, key: string) => BigInt(line[key] || '0')
const change = (line: Line, key: string, by: bigint) => void (line[key] = String(amountOf(line, key) + by))
const owes = (line: Line) => amountOf(line, 'outstanding') > 3_000_000n
const forget = (line: Line) => void Object.assign(line, { lastOn: '', lastType: '', lastAmount: '' })
const repaidWithin = (asOf: CalendarDate, from: number, to: number) => (line: Line) =>
	line['lastType'] === 'Thu nợ' && String(line['lastOn']) >= addDays(asOf, -to) && String(line['lastOn']) <= addDays(asOf, -from)

/** The bank has not posted our last payment. */
function lack(line: Line): void {
	change(line, 'interestDue', amountOf(line, 'lastAmount'))
	forget(line)
}

function take({ order, free }: Ground, fits: (line: Line) => boolean = () => true): Line | null {
	const found = order.find((line) => free.has(codeOf(line)) && fits(line))
	if (found !== undefined) free.delete(codeOf(found))
	return found ?? null
}

/** One difference in one line that can have it. */
function one(ground: Ground, type: ItemType, fits: (line: Line) => boolean, done: (line: Line) => void): readonly Planted[] {
	const line = take(ground, fits)
	if (line === null) return []
	done(line)
	return [{ code: codeOf(line), type }]
}

/** Our payment on one loan stands at the bank on another of the same woman, or of the same group. */
function swap(ground: Ground, type: 'wrong-loan' | 'wrong-member', same: 'memberCode' | 'groupCode'): readonly Planted[] {
	const { order, free, asOf } = ground
	const other = (line: Line) =>
		order.find(
			(less) =>
				less !== line &&
				free.has(codeOf(less)) &&
				less[same] === line[same] &&
				owes(less) &&
				(same === 'memberCode' || less['memberCode'] !== line['memberCode']),
		)
	const more = take(ground, (line) => repaidWithin(asOf, 0, 90)(line) && other(line) !== undefined)
	if (more === null) return []
	const less = must(other(more), 'another loan')
	free.delete(codeOf(less))
	change(less, 'outstanding', -amountOf(more, 'lastAmount'))
	Object.assign(less, { lastOn: more['lastOn'], lastType: 'Thu nợ', lastAmount: more['lastAmount'] })
	lack(more)
	return [more, less].map((line) => ({ code: codeOf(line), type }))
}

const any = () => true
const nothing = {
	outstanding: '0',
	inTerm: '0',
	overdue: '0',
	frozen: '0',
	interestDue: '0',
	interestCarried: '0',
	interestAccrued: '0',
	lateInterest: '0',
}

const puts: Readonly<Record<Kind, (ground: Ground) => readonly Planted[]>> = {
	timing: (ground) => one(ground, 'timing', repaidWithin(ground.asOf, 0, 10), lack),
	rounding: (ground) => one(ground, 'rounding', any, (line) => change(line, 'interestAccrued', ground.random.pick([-3n, 2n, 7n]))),
	'receipt-lacked-by-bank': (ground) => one(ground, 'missing-receipt', repaidWithin(ground.asOf, 11, 90), lack),
	'receipt-lacked-by-us': (ground) =>
		one(ground, 'missing-receipt', owes, (line) => {
			const paid = BigInt(ground.random.between(3, 20)) * 100_000n + BigInt(ground.turn)
			change(line, 'outstanding', -paid)
			Object.assign(line, { lastOn: addDays(ground.asOf, -ground.random.between(1, 20)), lastType: 'Thu nợ', lastAmount: String(paid) })
		}),
	'other-member': (ground) =>
		one(ground, 'wrong-member', any, (line) =>
			Object.assign(line, { memberName: 'Người Vay Khác', memberBankCode: `99${ground.turn}`, memberCode: '' }),
		),
	'swapped-member': (ground) => swap(ground, 'wrong-member', 'groupCode'),
	'swapped-loan': (ground) => swap(ground, 'wrong-loan', 'memberCode'),
	'unknown-loan': ({ added, turn }) => {
		const code = `88${turn}`
		const row = { bankLoanCode: code, memberName: `Người Lạ ${turn}`, memberBankCode: code, principal: '7000000', outstanding: '6543000' }
		added.push({ ...row, disbursedOn: '2021-02-03' })
		return [{ code, type: 'unknown-loan' }]
	},
	'missing-at-bank': (ground) => one(ground, 'missing-at-bank', any, (line) => void ground.lines.delete(codeOf(line))),
	'closed-at-bank': (ground) =>
		one(ground, 'closed-at-bank', owes, (line) => {
			Object.assign(line, nothing)
			forget(line)
		}),
	'rate-differs': (ground) => one(ground, 'rate-differs', any, (line) => void (line['rate'] = line['rate'] === '0.054' ? '0.06' : '0.054')),
	'interest-differs': (ground) =>
		one(ground, 'interest-differs', any, (line) => change(line, 'interestDue', BigInt(ground.random.between(10_001, 30_000)) * 10n + 7n)),
	'code-differs': (ground) => one(ground, 'code-differs', any, (line) => void (line['bankLoanCode'] = `77${ground.turn}`)),
	'balance-differs': (ground) =>
		one(ground, 'balance-differs', owes, (line) => change(line, 'outstanding', BigInt(ground.random.between(10_001, 90_000)) * 10n + 3n)),
}
