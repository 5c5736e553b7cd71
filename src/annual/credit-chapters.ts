import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Words } from '../kernel/refusal.js'
import { type Asked, type Chapter, countFigure, type Figure, figure, moneyAt, moneyFigure, pointed, told } from './figure.js'
import { type Noun, termWords, unsaid, untilWords } from './wording.js'

/** A lender as the Union names it in its report, with what its groups and borrowers are called there, and how it counts them. */
export type ReportedLender = {
	readonly code: string
	readonly name: Words
	readonly groups: Noun
	readonly borrowers: Noun
	readonly counted: Words
}

const people: Noun = { vi: 'thành viên vay vốn', en: ['borrowing member', 'borrowing members'] }
const reportedBanks: readonly ReportedLender[] = [
	{
		code: 'NHCSXH',
		name: { vi: 'Ngân hàng CSXH', en: 'The Bank for Social Policies' },
		groups: { vi: 'tổ TK&VV', en: ['savings and loan group', 'savings and loan groups'] },
		borrowers: people,
		counted: { vi: ', {groups} với {borrowers}', en: ', {groups} with {borrowers}' },
	},
	{
		code: 'AGRIBANK',
		name: { vi: 'Ngân hàng NN&PTNT', en: 'Agribank' },
		groups: { vi: 'tổ tiết kiệm', en: ['savings group', 'savings groups'] },
		borrowers: { vi: 'hộ vay vốn', en: ['borrowing household', 'borrowing households'] },
		counted: { vi: ' với {groups}, {borrowers}', en: ' with {groups}, {borrowers}' },
	},
]

/** The banks' order and words in the report; one that it never named is told after them by its own name. */
export function reportedBank({
	code,
	name,
	nameEn,
}: {
	readonly code: string
	readonly name: string
	readonly nameEn: string
}): ReportedLender {
	const groups: Noun = { vi: 'tổ', en: ['group', 'groups'] }
	const counted: Words = { vi: ' với {groups}, {borrowers}', en: ' with {groups}, {borrowers}' }
	return reportedBanks.find((one) => one.code === code) ?? { code, name: { vi: name, en: nameEn }, groups, borrowers: people, counted }
}

export const bankOrder = reportedBanks.map(({ code }) => code)

/** What is owed to a bank on its day, through how many groups and by how many. */
export function bankChapter({ code, name, groups, borrowers, counted }: ReportedLender, owed: Asked): Chapter {
	const key = code.toLowerCase()
	if (moneyAt(owed, '/totals/outstanding') === 0n) return { key, missing: noDebt(name, owed.asOf) }
	const figures = [
		moneyFigure(owed, { key: `${key}.outstanding`, at: '/totals/outstanding', name: debtOf(name) }, 'triệu'),
		countFigure(owed, { key: `${key}.groups`, at: '/totals/groups', name: ofLender('Số tổ', 'Groups', name) }, groups),
		countFigure(owed, { key: `${key}.borrowers`, at: '/totals/borrowers', name: ofLender('Số người vay', 'Borrowers', name) }, borrowers),
	]
	const until = untilWords(owed.asOf)
	return told(key, figures, {
		vi: `${name.vi} tổng dư nợ là {outstanding}${counted.vi} ${until.vi}.`,
		en: `${name.en}: outstanding {outstanding}${counted.en} ${until.en}.`,
	})
}

/** The women's development fund: what is owed to it, and for how long it lent in the year. */
export function fundChapter(owed: Asked, lent: Asked): Chapter {
	const name: Words = { vi: 'Quỹ hỗ trợ phụ nữ phát triển', en: 'The women’s development fund' }
	if (moneyAt(owed, '/totals/outstanding') === 0n) return { key: 'women-fund', missing: noDebt(name, owed.asOf) }
	const groups: Noun = { vi: 'nhóm tín dụng - tiết kiệm', en: ['credit and savings group', 'credit and savings groups'] }
	const figures = [
		moneyFigure(owed, { key: 'women-fund.outstanding', at: '/totals/outstanding', name: debtOf(name) }, 'tỷ'),
		countFigure(owed, { key: 'women-fund.groups', at: '/totals/groups', name: ofLender('Số nhóm', 'Groups', name) }, groups),
		countFigure(owed, { key: 'women-fund.borrowers', at: '/totals/borrowers', name: ofLender('Số người vay', 'Borrowers', name) }, people),
		...termFigures(lent, name),
	]
	const until = untilWords(owed.asOf)
	return told('women-fund', figures, {
		vi: `${name.vi} có tổng dư nợ {outstanding} với {groups}; {borrowers} ${until.vi}${termsOf(figures).vi}.`,
		en: `${name.en}: outstanding {outstanding} with {groups}; {borrowers} ${until.en}${termsOf(figures).en}.`,
	})
}

function termFigures(lent: Asked, name: Words): readonly Figure[] {
	const { totals } = lent.answer as { readonly totals: { readonly monthsLeast: number | null } }
	if (totals.monthsLeast === null) return []
	return (['least', 'most'] as const).map((end) =>
		figure(
			lent,
			{
				key: `women-fund.${end}`,
				at: end === 'least' ? '/totals/monthsLeast' : '/totals/monthsMost',
				unit: 'months',
				name: ofLender(
					end === 'least' ? 'Thời hạn vay ngắn nhất' : 'Thời hạn vay dài nhất',
					end === 'least' ? 'Shortest term' : 'Longest term',
					name,
				),
			},
			(value) => termWords(Number(value)),
		),
	)
}

function termsOf(figures: readonly Figure[]): Words {
	const [least, most] = ['least', 'most'].map((end) => figures.find(({ key }) => key === `women-fund.${end}`)?.value)
	if (least === undefined) return unsaid
	return least === most
		? { vi: ', thời hạn vay {least}', en: ', lent for {least}' }
		: { vi: ', thời hạn vay từ {least} đến {most}', en: ', lent for {least} to {most}' }
}

/** Loans of the year that bear no interest. */
export function interestFreeChapter(lent: Asked): Chapter {
	const name: Words = { vi: 'Cho vay không tính lãi', en: 'Interest-free loans' }
	const key = 'interest-free'
	if (moneyAt(lent, '/totals/lent') === 0n) return { key, missing: nothingLent(name, lent) }
	const figures = [
		moneyFigure(lent, { key: `${key}.lent`, at: '/totals/lent', name }, 'triệu'),
		countFigure(
			lent,
			{ key: `${key}.borrowers`, at: '/totals/borrowers', name: ofLender('Số người vay', 'Borrowers', name) },
			{ vi: 'hội viên', en: ['member', 'members'] },
		),
	]
	return told(key, figures, {
		vi: 'Vận động cho vay không tính lãi {lent}, giúp {borrowers}.',
		en: 'Interest-free loans of {lent} helped {borrowers}.',
	})
}

/** Start-up models of the year: whole models borrow, each woman for herself. */
export function startUpChapter(lent: Asked): Chapter {
	const name: Words = { vi: 'Vốn vay khởi nghiệp', en: 'Start-up loans' }
	const key = 'start-up'
	if (moneyAt(lent, '/totals/lent') === 0n) return { key, missing: nothingLent(name, lent) }
	const figures = [
		countFigure(
			lent,
			{ key: `${key}.models`, at: '/totals/groups', name: ofLender('Số mô hình', 'Models', name) },
			{ vi: 'mô hình', en: ['model', 'models'] },
		),
		countFigure(
			lent,
			{ key: `${key}.members`, at: '/totals/borrowers', name: ofLender('Số thành viên', 'Members', name) },
			{ vi: 'thành viên', en: ['member', 'members'] },
		),
		moneyFigure(lent, { key: `${key}.lent`, at: '/totals/lent', name }, 'tỷ'),
	]
	return told(key, figures, {
		vi: 'Hỗ trợ vốn vay khởi nghiệp cho {models} có {members} với tổng trị giá vốn cho vay là {lent}.',
		en: 'Start-up loans for {models} with {members}, {lent} in all.',
	})
}

/** Cooperative groups, which borrow themselves, and cooperatives (HTX), which are told apart by their product. */
export function cooperativeChapters(lent: Asked): readonly [groups: Chapter, cooperatives: Chapter] {
	return [
		oneKind(lent, 'HOPTAC', 'cooperative-groups', {
			name: { vi: 'Vốn vay tổ hợp tác', en: 'Loans to cooperative groups' },
			models: { vi: 'mô hình tổ hợp tác', en: ['cooperative group', 'cooperative groups'] },
		}),
		oneKind(lent, 'HTX', 'cooperatives', {
			name: { vi: 'Vốn vay hợp tác xã', en: 'Loans to cooperatives (HTX)' },
			models: { vi: 'hợp tác xã', en: ['cooperative', 'cooperatives'] },
		}),
	]
}

function oneKind(lent: Asked, product: string, key: string, { name, models }: { readonly name: Words; readonly models: Noun }): Chapter {
	const { rows } = lent.answer as { readonly rows: readonly { readonly key: string | null }[] }
	const row = rows.findIndex((one) => one.key === product)
	if (row < 0 || pointed(lent.answer, `/rows/${row}/lent`) === '0') return { key, missing: nothingLent(name, lent) }
	const figures = [
		countFigure(lent, { key: `${key}.models`, at: `/rows/${row}/groups`, name: ofLender('Số đơn vị vay', 'Borrowers', name) }, models),
		moneyFigure(lent, { key: `${key}.lent`, at: `/rows/${row}/lent`, name }, 'đồng'),
	]
	return told(key, figures, { vi: 'Hỗ trợ vốn cho {models} với tổng vốn {lent}.', en: 'Loans to {models}: {lent} in all.' })
}

function debtOf(name: Words): Words {
	return ofLender('Dư nợ', 'Outstanding', name)
}

function ofLender(vi: string, en: string, name: Words): Words {
	return { vi: `${vi} – ${name.vi}`, en: `${en} – ${name.en}` }
}

function noDebt(name: Words, on: CalendarDate): Words {
	const until = untilWords(on)
	return { vi: `${name.vi}: sổ không có dư nợ ${until.vi}`, en: `${name.en}: the books hold no debt ${until.en}` }
}

function nothingLent(name: Words, { asOf }: Asked): Words {
	const until = untilWords(asOf)
	return { vi: `${name.vi}: trong năm sổ không có khoản nào ${until.vi}`, en: `${name.en}: the books hold none in the year ${until.en}` }
}
