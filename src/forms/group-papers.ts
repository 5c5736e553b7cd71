import type { Paper, PaperPart } from '../documents/paper.js'
import type { Sheet, SheetRow } from '../documents/sheet.js'
import { type Banknote, countedNotes } from '../kernel/banknotes.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import { type Letter, letterhead } from '../papers/letterhead.js'
import { balanceList, banknoteList, collectionSheet, ownCollectionSheet } from './catalogue-sheets.js'
import { banknoteRows } from './collection-rows.js'
import { type Inspected, inspectionAnswers, inspectionFigures } from './inspection.js'
import { columnSum, layoutColumns, layoutSums, layoutTable, type SheetLayout } from './sheet-layout.js'

/** The group that a form is of, and for whom it works. */
export type FormGroup = {
	readonly code: string
	readonly name: string
	readonly hamlet?: string | null
	readonly communeName: string
	readonly leader: { readonly name: string } | null
	readonly lender: { readonly name: string; readonly nameEn: string; readonly entrusted: boolean } | null
}

/** A list of a group before it is written on paper or as a workbook. */
export type GroupList = {
	readonly layout: SheetLayout
	readonly group: FormGroup
	readonly on: CalendarDate
	readonly rows: readonly SheetRow[]
	/** What stands above it beside the group: when the bank comes. */
	readonly facts: readonly (readonly [string, string])[]
	/** What stands below it on paper. */
	readonly below: readonly PaperPart[]
	/** A short list that goes with it, such as the banknotes: on paper below it, in a workbook on a tab of its own. */
	readonly beside: { readonly layout: SheetLayout; readonly rows: readonly SheetRow[]; readonly sums: SheetRow } | null
}

/** The collection sheet of a meeting: of an entrusting bank's group without principal. */
export function collectionList(
	group: FormGroup,
	sheet: { readonly on: CalendarDate; readonly transactionDay: CalendarDate | null; readonly collected: Money; readonly isHeld: boolean },
	rows: readonly SheetRow[],
	banknotes: readonly Banknote[] | null,
	language: Language,
): GroupList {
	const { on, transactionDay, collected, isHeld } = sheet
	return {
		layout: group.lender?.entrusted === false ? ownCollectionSheet : collectionSheet,
		group,
		on,
		rows,
		facts: [
			[words.meeting[language], vietnameseDate(on)],
			...(transactionDay === null ? [] : [[words.transactionDay[language], vietnameseDate(transactionDay)] as const]),
		],
		below: [
			{ is: 'text', text: `${words.collected[language]}: ${isHeld ? `${vietnameseNumber(collected)} đồng` : dots}`, isBold: true },
			{ is: 'text', text: `(${words.inWords[language]}: ${isHeld ? amountInWords(collected) : dots})` },
		],
		beside: {
			layout: banknoteList,
			rows: banknoteRows(banknotes),
			sums: { amountRight: banknotes === null ? null : countedNotes(banknotes) },
		},
	}
}

/** The list by which members confirm what they owe and have saved on a day. */
export function confirmationList(group: FormGroup, on: CalendarDate, rows: readonly SheetRow[], language: Language): GroupList {
	const told = (name: Words, amount: Money): PaperPart => ({
		is: 'text',
		text: `${name[language]}: ${vietnameseNumber(amount)} đồng (${amountInWords(amount)})`,
	})
	return {
		layout: balanceList,
		group,
		on,
		rows,
		facts: [],
		below: [told(words.outstanding, columnSum(rows, 'outstanding')), told(words.saved, columnSum(rows, 'savings'))],
		beside: null,
	}
}

/** A list of a group on paper: its head, its rows with the sums of each page, who signs. */
export function listPaper({ layout, group, rows, facts, below, beside }: GroupList, letter: Letter): Paper {
	const { language } = letter
	return {
		...letterhead(letter),
		orientation: layout.orientation,
		title: layout.title[language],
		subtitle: [sentence(words.asOf, language, { day: vietnameseDate(letter.asOf) }), ...drawnAfter(layout, language)],
		parts: [
			{ is: 'text', text: inOneLine([...groupFacts(group, language), ...facts]) },
			layoutTable(layout, rows, sumsOf(layout, rows, language), language),
			...below,
			...(layout.footnotes ?? []).map((note): PaperPart => ({ is: 'text', text: note[language], isSmall: true })),
			...(beside === null ? [] : [layoutTable(beside.layout, beside.rows, beside.sums, language)]),
		],
		signers: layout.signers.map((office, index) => ({
			office: office[language],
			name: index === leaderAt(layout) ? (group.leader?.name ?? null) : null,
		})),
	}
}

/** The same as a workbook, to be filled in or sent. */
export function listSheet({ layout, group, on, rows, facts, beside }: GroupList, letter: Letter): Sheet {
	const { language, knownAt } = letter
	const written = (of: SheetLayout, its: readonly SheetRow[], sums: SheetRow) => ({
		columns: layoutColumns(of, language),
		rows: each(its),
		footer: () => [sums],
		signers: of.signers.map((office) => office[language]),
		madeAt: knownAt,
	})
	return {
		name: layout.form.replace('/', '-'),
		heading: [
			layout.title[language],
			sentence(words.asOf, language, { day: vietnameseDate(on) }),
			inOneLine([...groupFacts(group, language), ...facts]),
			...drawnAfter(layout, language),
		],
		...written(layout, rows, sumsOf(layout, rows, language)),
		...(beside === null
			? {}
			: {
					more: [
						{
							name: beside.layout.title[language],
							heading: [beside.layout.title[language]],
							...written(beside.layout, beside.rows, beside.sums),
						},
					],
				}),
	}
}

async function* each(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
	yield* rows
}

/** The minutes of an inspection of a group (16/TD): figures, what the books answer of the checklist, and room to write. Two copies. */
export function inspectionPaper(group: FormGroup, inspected: Inspected, letter: Letter): Paper {
	const { language } = letter
	const blank: PaperPart = { is: 'text', text: '…'.repeat(lineOfDots) }
	return {
		...letterhead(letter),
		title: words.inspection[language],
		subtitle: [sentence(words.asOf, language, { day: vietnameseDate(letter.asOf) }), sentence(words.form, language, { form: '16/TD' })],
		parts: [
			{ is: 'facts', facts: groupFacts(group, language) },
			{ is: 'text', text: `${words.inspectors[language]}: ${'…'.repeat(lineOfDots - 8)}` },
			blank,
			{ is: 'heading', text: words.partOne[language] },
			{ is: 'facts', facts: inspectionFigures(inspected, language) },
			{ is: 'heading', text: words.partTwo[language] },
			{
				is: 'table',
				columns: [
					{ header: words.no[language], width: 24, align: 'center' },
					{ header: words.asks[language], width: '*' },
					{ header: words.found[language], width: 172 },
					{ header: words.fits[language], width: 30 },
					{ header: words.fitsNot[language], width: 34 },
					{ header: words.note[language], width: 70 },
				],
				rows: inspectionAnswers(inspected, language).map(({ asks, found }, index) => ({
					is: 'cells',
					cells: [String(index + 1), asks, found ?? words.seen[language], null, null, null],
				})),
			},
			{ is: 'heading', text: words.partThree[language] },
			...[words.good, words.bad, words.advice].flatMap((name): readonly PaperPart[] => [
				{ is: 'text', text: `${name[language]}:`, isBold: true },
				blank,
				blank,
			]),
			{ is: 'text', text: words.copies[language], isSmall: true },
		],
		signers: [
			{ office: words.inspectors[language], name: null },
			{ office: words.leader[language], name: group.leader?.name ?? null },
			{ office: words.union[language], name: null },
		],
	}
}

function groupFacts(
	{ name, code, hamlet, communeName, leader, lender }: FormGroup,
	language: Language,
): readonly (readonly [string, string])[] {
	return [
		[words.group[language], `${name} (${code})`],
		[words.leader[language], leader?.name ?? dots],
		[words.place[language], [hamlet ?? '', communeName].filter((part) => part !== '').join(', ')],
		...(lender === null ? [] : [[words.lender[language], language === 'vi' ? lender.name : lender.nameEn] as const]),
	]
}

/** A list needs its page for its rows. */
function inOneLine(facts: readonly (readonly [string, string])[]): string {
	return facts.map(([name, value]) => `${name}: ${value}`).join(' · ')
}

function sumsOf(layout: SheetLayout, rows: readonly SheetRow[], language: Language): SheetRow {
	return layoutSums(layout, rows, { memberName: words.sum[language] })
}

/** Where the leader signs, her name is known. */
function leaderAt({ signers }: SheetLayout): number {
	return signers.findIndex(({ vi }) => vi === words.leader.vi)
}

/** A form that nobody has issued is after none. */
function drawnAfter({ form, certainty }: SheetLayout, language: Language): readonly string[] {
	return certainty === 'project decision' ? [] : [sentence(words.form, language, { form })]
}

const dots = '…'.repeat(24)
/** As many as fill a line of a paper that stands. */
const lineOfDots = 45
const words = {
	group: { vi: 'Tổ, nhóm', en: 'Group' },
	leader: { vi: 'Tổ trưởng', en: 'Group leader' },
	union: { vi: 'Hội Phụ nữ xã', en: 'Commune’s union' },
	place: { vi: 'Địa bàn', en: 'Place' },
	lender: { vi: 'Nguồn vốn', en: 'Lender' },
	meeting: { vi: 'Họp tổ ngày', en: 'Meeting of' },
	transactionDay: { vi: 'Ngày giao dịch xã', en: 'The bank comes on' },
	collected: { vi: 'Tổng số tiền thu', en: 'Collected in all' },
	inWords: { vi: 'Bằng chữ', en: 'In Vietnamese words' },
	outstanding: { vi: 'Tổng dư nợ gốc', en: 'Owed in all' },
	saved: { vi: 'Tổng số dư tiền gửi', en: 'Saved in all' },
	asOf: { vi: 'Ngày {day}', en: 'On {day}' },
	form: { vi: 'Theo mẫu {form}', en: 'After form {form}' },
	sum: { vi: 'Cộng', en: 'Total' },
	inspection: { vi: 'BIÊN BẢN KIỂM TRA HOẠT ĐỘNG CỦA TỔ', en: 'MINUTES OF A GROUP’S INSPECTION' },
	inspectors: { vi: 'Đoàn kiểm tra', en: 'Inspectors' },
	partOne: { vi: 'I. Số liệu của tổ', en: 'I. Figures of the group' },
	partTwo: { vi: 'II. Nội dung kiểm tra', en: 'II. What was inspected' },
	partThree: { vi: 'III. Nhận xét, kiến nghị', en: 'III. Remarks' },
	no: { vi: 'Số TT', en: 'No.' },
	asks: { vi: 'Nội dung', en: 'Asked' },
	found: { vi: 'Theo sổ sách', en: 'By the books' },
	fits: { vi: 'Đạt', en: 'Yes' },
	fitsNot: { vi: 'Chưa', en: 'No' },
	note: { vi: 'Ghi chú', en: 'Note' },
	seen: { vi: '………… (kiểm tra tại chỗ)', en: '………… (on the spot)' },
	good: { vi: 'Ưu điểm', en: 'What is good' },
	bad: { vi: 'Tồn tại', en: 'What is not' },
	advice: { vi: 'Kiến nghị', en: 'Advice' },
	copies: { vi: 'Biên bản lập thành 02 bản: tổ giữ 01 bản, đoàn kiểm tra giữ 01 bản.', en: 'Made in two copies.' },
} as const satisfies Record<string, Words>
