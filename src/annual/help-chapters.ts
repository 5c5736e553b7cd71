import { type Measure, measureCodes } from '../kernel/quantity.js'
import type { Language, Words } from '../kernel/refusal.js'
import { type Asked, type Chapter, countFigure, figure, keyPart, moneyFigure, told } from './figure.js'
import { joined, type Noun, quantityWords, unsaid } from './wording.js'

/** What is counted in each unit, in the words of the report, and what is done where it is not lent. */
const helped: Readonly<Record<Measure, { readonly verb: Words; readonly noun: Noun }>> = {
	cong: { verb: { vi: 'giúp', en: 'gave' }, noun: { vi: 'công lao động', en: ['labour day', 'labour days'] } },
	m2: { verb: { vi: 'giúp', en: 'gave' }, noun: { vi: 'm² đất canh tác', en: ['m² of farm land', 'm² of farm land'] } },
	kg: { verb: { vi: 'giúp', en: 'gave' }, noun: { vi: 'kg lương thực', en: ['kg of food', 'kg of food'] } },
	con: { verb: { vi: 'hỗ trợ', en: 'gave' }, noun: { vi: 'con giống', en: ['breeding animal', 'breeding animals'] } },
	cay: { verb: { vi: 'hỗ trợ', en: 'gave' }, noun: { vi: 'cây giống', en: ['seedling', 'seedlings'] } },
}
const lentOut: Words = { vi: 'cho mượn', en: 'lent' }

type AidRow = { readonly key: string | null; readonly unit: Measure; readonly given: string; readonly lent: string }

/** Help in kind, a sentence for each programme; units stand beside one another and are never added, nor are programmes. */
export function aidChapters(asked: Asked): readonly Chapter[] {
	const { rows } = asked.answer as { readonly rows: readonly AidRow[] }
	const inYear = rows
		.map((row, index) => ({ ...row, index }))
		.filter(({ given, lent }) => given !== '0' || lent !== '0')
		.toSorted((a, b) => measureCodes.indexOf(a.unit) - measureCodes.indexOf(b.unit))
	if (inYear.length === 0) return [{ key: 'aid', missing: noHelp }]
	const programmes = [...new Set(rows.map(({ key }) => key))].filter((programme) => inYear.some(({ key }) => key === programme))
	return programmes.map((programme) =>
		programmeChapter(
			asked,
			programme,
			inYear.filter(({ key }) => key === programme),
		),
	)
}

function programmeChapter(asked: Asked, programme: string | null, rows: readonly (AidRow & { readonly index: number })[]): Chapter {
	const key = `aid-${keyPart(programme ?? 'other')}`
	const name: Words = programme === null ? { vi: 'Giúp nhau khác', en: 'Other help' } : { vi: programme, en: `“${programme}”` }
	const parts = rows.map(({ unit, given, index }) => {
		const isLent = given === '0'
		const { verb, noun } = isLent ? { ...helped[unit], verb: lentOut } : helped[unit]
		const wanted = {
			key: `${key}.${unit}`,
			at: `/rows/${index}/${isLent ? 'lent' : 'handedOver'}`,
			unit,
			name: { vi: `${name.vi}: ${verb.vi} ${noun.vi}`, en: `${name.en}: ${verb.en} ${noun.en[1]}` },
		}
		return { verb, one: figure(asked, wanted, (value) => quantityWords(value, noun)) }
	})
	const said = (language: Language): string =>
		parts
			.map(({ verb, one }, index) => {
				const isRepeated = parts[index - 1]?.verb[language] === verb[language]
				return `${index === 0 ? '' : isRepeated ? ', ' : '; '}${isRepeated ? '' : `${verb[language]} `}${one.text[language]}`
			})
			.join('')
	return told(
		key,
		parts.map(({ one }) => one),
		{ vi: `${name.vi}: ${said('vi')}.`, en: `${name.en}: ${said('en')}.` },
	)
}

const noHelp: Words = {
	vi: 'Giúp nhau bằng hiện vật, ngày công: trong năm sổ không có',
	en: 'Help in kind: the books hold none in the year',
}

type FundRow = {
	readonly key: string
	readonly name: string
	readonly funds: number
	readonly received: bigint
	readonly sponsored: number
	readonly beneficiaries: number
}

/** How the report speaks of a kind of fund: the unit of its money, and whom it reached. */
type ReportedFund = {
	readonly unit: 'đồng' | 'triệu'
	readonly reached: {
		readonly at: 'sponsored' | 'beneficiaries' | 'funds'
		readonly name: Words
		readonly noun: Noun
		readonly words: Words
	} | null
}

const models: ReportedFund = {
	unit: 'đồng',
	reached: {
		at: 'funds',
		name: { vi: 'số quỹ', en: 'funds' },
		noun: { vi: 'quỹ', en: ['fund', 'funds'] },
		words: { vi: ' (gồm {funds})', en: ' (of {funds})' },
	},
}
const reportedFunds: Readonly<Record<string, ReportedFund>> = {
	sponsorship: {
		unit: 'đồng',
		reached: {
			at: 'sponsored',
			name: { vi: 'số trẻ được đỡ đầu', en: 'children sponsored' },
			noun: { vi: 'trẻ', en: ['child', 'children'] },
			words: { vi: ', đỡ đầu {sponsored}', en: ' for {sponsored}' },
		},
	},
	shelter: {
		unit: 'triệu',
		reached: {
			at: 'beneficiaries',
			name: { vi: 'số mái ấm', en: 'houses' },
			noun: { vi: 'mái ấm', en: ['house', 'houses'] },
			words: { vi: ', hỗ trợ xây dựng {beneficiaries}', en: ' for {beneficiaries}' },
		},
	},
	border: { unit: 'đồng', reached: null },
}

/** Money given for a purpose, a sentence for each kind of fund; none is added to another. */
export function fundChapters(asked: Asked): readonly Chapter[] {
	const { rows } = asked.answer as { readonly rows: readonly FundRow[] }
	const received = rows.map((row, index) => ({ ...row, index })).filter((row) => row.received > 0n)
	if (received.length === 0) return [{ key: 'funds', missing: noFunds }]
	const rankOf = ({ key }: FundRow): number => [...Object.keys(reportedFunds), key].indexOf(key)
	return received.toSorted((a, b) => rankOf(a) - rankOf(b)).map((row) => fundChapter(asked, row))
}

function fundChapter(asked: Asked, row: FundRow & { readonly index: number }): Chapter {
	const key = `fund-${row.key}`
	const name: Words = { vi: row.name, en: `“${row.name}”` }
	const { unit, reached } = reportedFunds[row.key] ?? models
	const of = (part: Words): Words => joined([name, part], ': ')
	const sum = moneyFigure(
		asked,
		{ key: `${key}.received`, at: `/rows/${row.index}/received`, name: of({ vi: 'số tiền vận động', en: 'money received' }) },
		unit,
	)
	const who =
		reached === null || row[reached.at] === 0
			? null
			: countFigure(asked, { key: `${key}.${reached.at}`, at: `/rows/${row.index}/${reached.at}`, name: of(reached.name) }, reached.noun)
	const more = (who === null ? null : reached?.words) ?? unsaid
	return told(key, who === null ? [sum] : [sum, who], {
		vi: `“${name.vi}” vận động được {received}${more.vi}.`,
		en: `${name.en} received {received}${more.en}.`,
	})
}

const noFunds: Words = {
	vi: 'Các quỹ vận động, đỡ đầu: trong năm sổ không có khoản thu',
	en: 'Funds and sponsorship: the books hold no receipts in the year',
}
