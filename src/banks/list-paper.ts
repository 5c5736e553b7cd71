import type { Paper, PaperCell, PaperRow } from '../documents/paper.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { add, type Money, sum, zero } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { Refusal, type Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import { type Letter, letterhead } from '../papers/letterhead.js'
import { mapThen } from '../units/map.js'
import type { ReconciliationRow } from './reconciliation.js'

/** What is summed on paper; the rest of a list is in its file. */
const figures = ['outstanding', 'inTerm', 'overdue', 'frozen', 'interestDue', 'interestCarried'] as const
type Sums = Readonly<Record<(typeof figures)[number], Money>> & { readonly loans: number }

type GroupSums = { readonly communeName: string; readonly groupCode: string | null; readonly groupName: string | null; readonly sums: Sums }

/** How many loans a paper lists one by one: some forty pages. */
export const paperRowsMax = 1_000

/** Refuses a paper that nobody could read and sign. */
export function refuseTooLong(rows: number): void {
	const details = { rows: String(rows), max: String(paperRowsMax) }
	if (rows > paperRowsMax) throw new Refusal('export.too-long-for-paper', { path: 'format', details })
}

/** What the loans of each group come to, told one after another: of a whole lender nothing else is kept. */
export class GroupTally {
	private readonly groups = new Map<string, GroupSums>()
	private readonly asOf: CalendarDate

	constructor(asOf: CalendarDate) {
		this.asOf = asOf
	}

	count(row: ReconciliationRow): void {
		const [communeName, groupCode, groupName] = placeOf(row, this.asOf)
		const key = `${communeName}/${groupCode}`
		const before = this.groups.get(key)?.sums ?? nothing
		this.groups.set(key, { communeName, groupCode, groupName, sums: plus(before, row) })
	}

	/** By commune, then by group. */
	list(): readonly GroupSums[] {
		return [...this.groups.values()].sort((a, b) => byPlace(a, b))
	}
}

type Told = {
	readonly lender: { readonly code: string; readonly name: string }
	/** The digest of the full list, by which both sides know which one they sign. */
	readonly sha256: string
}

/** The balances of a lender by commune and group, for both sides to sign. */
export function summaryPaper(groups: readonly GroupSums[], told: Told, letter: Letter): Paper {
	const { language } = letter
	const rows: PaperRow[] = []
	const communes = [...new Set(groups.map(({ communeName }) => communeName))]
	for (const communeName of communes) {
		const here = groups.filter((group) => group.communeName === communeName)
		const sums = together(here.map((group) => group.sums))
		rows.push(totalRow([null, communeName, String(sums.loans)], sums))
		for (const { groupCode, groupName, sums: own } of here)
			rows.push({
				is: 'cells',
				cells: [groupCode, groupName ?? words.noGroup[language], String(own.loans), ...figures.map((key) => own[key])],
			})
	}
	const all = together(groups.map(({ sums }) => sums))
	return {
		...framed(told, letter),
		parts: [
			...factsOf(told, all, letter),
			{
				is: 'table',
				hasPageTotals: true,
				columns: [
					{ header: words.groupCode[language], width: 62 },
					{ header: words.group[language], width: '*' },
					{ header: words.loans[language], width: 34, align: 'center' },
					...figureColumns(letter),
				],
				rows: [...rows, totalRow([null, words.inAll[language], String(all.loans)], all)],
			},
			...endOf(told, all, letter),
		],
	}
}

/** The loans of a group or of a unit one by one, with what each group comes to. */
export function listPaper(given: readonly ReconciliationRow[], told: Told, letter: Letter): Paper {
	const { language, asOf } = letter
	const placed = given
		.map((row) => {
			const [communeName, groupCode, groupName] = placeOf(row, asOf)
			return { row, communeName, groupCode, groupName, name: String(row.memberName ?? '') }
		})
		.sort((a, b) => byPlace(a, b) || a.name.localeCompare(b.name, 'vi'))
	const rows: PaperRow[] = []
	for (const [index, { row, communeName, groupCode, groupName }] of placed.entries()) {
		rows.push({
			is: 'cells',
			cells: [
				String(index + 1),
				textOf(row.bankLoanCode ?? row.loanCode),
				textOf(row.memberName ?? groupName),
				row.principal as Money,
				dayOf(row.disbursedOn),
				dayOf(row.maturityOn),
				...figures.map((key) => row[key] as Money),
			],
		})
		const next = placed[index + 1]
		if (next?.groupCode === groupCode && next.communeName === communeName) continue
		const here = placed.filter((other) => other.groupCode === groupCode && other.communeName === communeName)
		const name = `${groupCode === null ? words.noGroup[language] : `${groupCode} ${groupName}`}, ${communeName}`
		rows.push(totalRow([null, null, name, null, null, null], togetherOf(here.map((one) => one.row))))
	}
	const all = togetherOf(given)
	return {
		...framed(told, letter),
		parts: [
			...factsOf(told, all, letter),
			{
				is: 'table',
				hasPageTotals: true,
				columns: [
					{ header: words.no[language], width: 22, align: 'center' },
					{ header: words.loanCode[language], width: 74 },
					{ header: words.borrower[language], width: '*' },
					{ header: words.principal[language], width: 'amount' },
					{ header: words.lentOn[language], width: 48, align: 'center' },
					{ header: words.maturity[language], width: 48, align: 'center' },
					...figureColumns(letter),
				],
				rows: [...rows, totalRow([null, null, words.inAll[language], null, null, null], all)],
			},
			...endOf(told, all, letter),
		],
	}
}

function figureColumns({ language }: Letter) {
	return figures.map((key) => ({ header: words[key][language], width: 'amount' as const, sumName: words[key][language] }))
}

function framed({ lender }: Told, letter: Letter): Omit<Paper, 'parts'> {
	const { language } = letter
	return {
		...letterhead(letter),
		orientation: 'landscape',
		title: words.title[language],
		signers: [
			{ office: `${words.forBank[language]} ${lender.name.toUpperCase()}`, name: null },
			{ office: words.forUnion[language], name: null },
		],
	}
}

function factsOf({ lender }: Told, { loans, outstanding }: Sums, { language }: Letter): Paper['parts'] {
	return [
		{
			is: 'facts',
			facts: [
				[words.lender[language], `${lender.name} (${lender.code})`],
				[words.loans[language], String(loans)],
				[words.outstanding[language], `${vietnameseNumber(outstanding)} đồng`],
			],
		},
	]
}

function endOf({ sha256 }: Told, { outstanding }: Sums, { language }: Letter): Paper['parts'] {
	return [
		{
			is: 'text',
			text: `${words.owed[language]}: ${vietnameseNumber(outstanding)} đồng (${words.inWords[language]}: ${amountInWords(outstanding)})`,
			isBold: true,
		},
		{ is: 'text', text: words.agreed[language] },
		{ is: 'text', text: `${words.digest[language]}: ${sha256}`, isSmall: true },
	]
}

function totalRow(before: readonly PaperCell[], sums: Sums): PaperRow {
	return { is: 'total', cells: [...before, ...figures.map((key) => sums[key])] }
}

const nothing: Sums = { loans: 0, outstanding: zero, inTerm: zero, overdue: zero, frozen: zero, interestDue: zero, interestCarried: zero }

function plus(sums: Sums, row: ReconciliationRow): Sums {
	const added = figures.map((key) => [key, add(sums[key], must(row[key], 'a figure of a loan') as Money)] as const)
	return { ...(Object.fromEntries(added) as Omit<Sums, 'loans'>), loans: sums.loans + 1 }
}

function togetherOf(rows: readonly ReconciliationRow[]): Sums {
	return rows.reduce(plus, nothing)
}

function together(all: readonly Sums[]): Sums {
	const added = figures.map((key) => [key, sum(all.map((sums) => sums[key]))] as const)
	return { ...(Object.fromEntries(added) as Omit<Sums, 'loans'>), loans: all.reduce((count, { loans }) => count + loans, 0) }
}

function placeOf(
	row: ReconciliationRow,
	asOf: CalendarDate,
): readonly [communeName: string, groupCode: string | null, groupName: string | null] {
	const commune = mapThen(asOf) === '2025' ? row.commune2025Name : row.commune2022Name
	return [textOf(commune) ?? '', textOf(row.groupCode), textOf(row.groupName)]
}

type Place = Pick<GroupSums, 'communeName' | 'groupCode'>

function byPlace(a: Place, b: Place): number {
	return a.communeName.localeCompare(b.communeName, 'vi') || (a.groupCode ?? '').localeCompare(b.groupCode ?? '')
}

function textOf(cell: ReconciliationRow[string] | undefined): string | null {
	return cell === null || cell === undefined ? null : String(cell)
}

function dayOf(cell: ReconciliationRow[string] | undefined): string | null {
	return cell === null || cell === undefined ? null : vietnameseDate(cell as CalendarDate)
}

const words = {
	title: { vi: 'BẢNG ĐỐI CHIẾU DƯ NỢ', en: 'RECONCILIATION OF BALANCES' },
	lender: { vi: 'Bên cho vay', en: 'Lender' },
	loans: { vi: 'Số món vay', en: 'Loans' },
	outstanding: { vi: 'Dư nợ', en: 'Outstanding' },
	inTerm: { vi: 'Trong hạn', en: 'In term' },
	overdue: { vi: 'Quá hạn', en: 'Overdue' },
	frozen: { vi: 'Nợ khoanh', en: 'Frozen' },
	interestDue: { vi: 'Lãi đến hạn', en: 'Interest due' },
	interestCarried: { vi: 'Lãi tồn', en: 'Interest carried' },
	no: { vi: 'Số TT', en: 'No' },
	groupCode: { vi: 'Mã tổ', en: 'Group code' },
	group: { vi: 'Xã, phường; tổ', en: 'Commune; group' },
	noGroup: { vi: 'Không qua tổ', en: 'Through no group' },
	loanCode: { vi: 'Mã món vay', en: 'Loan code' },
	borrower: { vi: 'Người vay', en: 'Borrower' },
	principal: { vi: 'Số tiền vay', en: 'Lent' },
	lentOn: { vi: 'Ngày vay', en: 'Paid out' },
	maturity: { vi: 'Hạn cuối', en: 'Maturity' },
	inAll: { vi: 'Tổng cộng', en: 'Total' },
	owed: { vi: 'Tổng dư nợ', en: 'Outstanding in all' },
	inWords: { vi: 'bằng chữ', en: 'in Vietnamese words' },
	agreed: {
		vi: 'Hai bên đã đối chiếu và xác nhận số liệu trên; bảng này lập thành hai bản, mỗi bên giữ một bản.',
		en: 'Both sides have compared and confirm these figures; this paper is made twice, one for each side.',
	},
	digest: { vi: 'Mã băm SHA-256 của danh sách từng khoản vay', en: 'SHA-256 of the list loan by loan' },
	forBank: { vi: 'ĐẠI DIỆN', en: 'FOR' },
	forUnion: { vi: 'ĐẠI DIỆN HỘI LIÊN HIỆP PHỤ NỮ', en: "FOR THE WOMEN'S UNION" },
} as const satisfies Record<string, Words>
