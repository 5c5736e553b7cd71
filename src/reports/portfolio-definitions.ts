import type { SheetRow } from '../documents/sheet.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { decimalFromText } from '../kernel/decimal.js'
import type { Rate } from '../kernel/rate.js'
import { type Classification, groupingOn, provisioningOn, sourceOn } from '../lending/classification.js'
import { debtGroups, type DebtGroup, type Grouping, type Ladder, type Provisioning } from '../lending/classification-circulars.js'
import type { Certainty } from '../products/template.js'
import { parMeasures } from './portfolio-quality.js'

/** What a figure of a report means: printed with it, so that two measures of one word are never taken for each other. */
export type Definition = {
	/** The field, or what it is about; one that depends on the lender's rules names these behind a point. */
	readonly key: string
	readonly vi: string
	readonly en: string
	readonly source: string
	readonly certainty: Certainty
}

const own = 'Quy ước của Sổ Quỹ'
const tables = { bank: { vi: 'ngân hàng', en: 'bank' }, microfinance: { vi: 'tài chính vi mô', en: 'microfinance' } } as const

const daysPastDue: Definition = {
	key: 'daysPastDue',
	vi: 'Số ngày quá hạn: số ngày kể từ ngày cuối còn đúng hạn của kỳ gốc hoặc lãi chậm trả lâu nhất; ngày kế tiếp là ngày thứ nhất, không tính những ngày toàn bộ nợ được khoanh.',
	en: 'Days past due: days since the last day in time of the oldest principal or interest that is late; the day after it is the first; days on which the whole debt is frozen are not counted.',
	source: 'Bộ luật Dân sự 2015, Điều 147 và 148',
	certainty: 'high',
}

const amounts: readonly Definition[] = [
	{
		key: 'outstanding',
		vi: 'Tổng dư nợ: gốc còn phải trả của các khoản vay còn dư nợ, gồm trong hạn, quá hạn và khoanh.',
		en: 'Outstanding: principal owed by the loans that owe any: in term, overdue and frozen.',
		source: own,
		certainty: 'project decision',
	},
	{
		key: 'overdue',
		vi: 'Nợ quá hạn: chỉ phần gốc quá hạn; vốn ngân hàng theo ngày ghi chuyển nợ quá hạn, vốn tự có theo hợp đồng.',
		en: 'Overdue: the overdue part of the principal alone; of bank money as its transfer was recorded, of own funds by the contract.',
		source: 'Thông tư 39/2016/TT-NHNN, Điều 20',
		certainty: 'read',
	},
	{
		key: 'overdueRatio',
		vi: 'Tỷ lệ nợ quá hạn (thước đo của NHCSXH): nợ quá hạn chia cho tổng dư nợ; không tính cả dư nợ của khoản vay và không tính nợ khoanh là quá hạn. Khác với PAR.',
		en: "Overdue ratio (NHCSXH's measure): overdue over outstanding; neither the whole balance of the loan nor frozen debt counts as overdue. It is not PAR.",
		source: 'NHCSXH: nợ trong hạn, quá hạn, khoanh',
		certainty: 'read',
	},
	{
		key: 'frozen',
		vi: 'Nợ khoanh: gốc đang được khoanh, để riêng.',
		en: 'Frozen: principal that is frozen, shown apart.',
		source: 'NHCSXH: nợ trong hạn, quá hạn, khoanh',
		certainty: 'read',
	},
]

/** What the figures of a portfolio's quality mean on the days asked for, by the rules of the loans that are in it. */
export function qualityDefinitions(days: readonly CalendarDate[], classifications: readonly Classification[]): readonly Definition[] {
	const atRisk = parMeasures.map(({ key, daysFrom }): Definition => {
		const name = key.toUpperCase()
		return {
			key,
			vi: `${name}: toàn bộ dư nợ của các khoản vay quá hạn từ ${daysFrom} ngày trở lên, chia cho tổng dư nợ.`,
			en: `${name}: the whole balance of loans at least ${daysFrom} days past due, over outstanding.`,
			source: 'CGAP/MIX: PAR30 là trên 30 ngày',
			certainty: 'high',
		}
	})
	return [...amounts, ...atRisk, daysPastDue, ...classifications.flatMap((one) => rulesOf(one, days))]
}

/** What the figures of a portfolio by age mean. */
export function agingDefinitions(): readonly Definition[] {
	return [
		{
			key: 'outstanding',
			vi: 'Tổng dư nợ: toàn bộ gốc còn phải trả của khoản vay, kể cả phần chưa đến hạn.',
			en: 'Outstanding: the whole principal that the loan owes, what is not yet due included.',
			source: own,
			certainty: 'project decision',
		},
		{
			key: 'latePrincipal',
			vi: 'Gốc chậm trả: gốc đến hạn quá ngày cuối còn đúng hạn mà chưa trả, hoặc gốc đã chuyển quá hạn nếu nhiều hơn.',
			en: 'Late principal: principal past its last day in time and unpaid, or what was moved to overdue where that is more.',
			source: own,
			certainty: 'project decision',
		},
		{
			key: 'lateInterest',
			vi: 'Lãi chậm trả: lãi đến hạn quá ngày cuối còn đúng hạn mà chưa trả.',
			en: 'Late interest: interest past its last day in time and unpaid.',
			source: own,
			certainty: 'project decision',
		},
		daysPastDue,
	]
}

/** The definitions as the last rows of a sheet, below the columns that name its lines. */
export function definitionRows(definitions: readonly Definition[], first: string, second: string): readonly SheetRow[] {
	return definitions.map(({ vi, source }, index) => ({ [first]: index === 0 ? 'Định nghĩa' : null, [second]: `${vi} (Nguồn: ${source})` }))
}

/** The rules of one kind of lender, each version that any of the days falls under. */
function rulesOf(classification: Classification, days: readonly CalendarDate[]): readonly Definition[] {
	if (classification === 'policy') return policyLoans
	const table = tables[classification]
	const groupings = versionsOn(days, (day) => must(groupingOn(classification, day), 'a lender that groups')).map(
		({ version, source }): Definition => ({
			key: `debtGroups.${classification}`,
			...groupWords(version, table),
			source,
			certainty: version.certainty,
		}),
	)
	const provisionings = versionsOn(days, (day) => must(provisioningOn(classification, day), 'a lender that provides')).flatMap(
		({ version, source, day }): readonly Definition[] => {
			const { general, from } = version
			return [
				{ key: `specificProvision.${classification}`, ...specificWords(version, table), source, certainty: version.certainty },
				{
					key: `generalProvision.${classification}`,
					...generalWords(version, table),
					source: sourceOn({ from, source: general.source }, day),
					certainty: general.certainty,
				},
			]
		},
	)
	return [...groupings, ...provisionings]
}

const policyLoans: readonly Definition[] = [
	{
		key: 'par.policy',
		vi: 'PAR của khoản vay NHCSXH chỉ để so sánh: thước đo của NHCSXH là tỷ lệ nợ quá hạn.',
		en: 'PAR of NHCSXH loans is told for comparison only: their own measure is the overdue ratio.',
		source: 'NHCSXH: nợ trong hạn, quá hạn, khoanh',
		certainty: 'read',
	},
	{
		key: 'ungrouped',
		vi: 'Không xếp nhóm: khoản vay NHCSXH chỉ phân trong hạn, quá hạn, khoanh; không có nhóm nợ và không tính dự phòng ở đây.',
		en: 'In no group: NHCSXH loans are told in term, overdue and frozen alone; they have no debt group and no provision here.',
		source: 'NHCSXH: nợ trong hạn, quá hạn, khoanh',
		certainty: 'read',
	},
]

function versionsOn<V extends { readonly from: CalendarDate; readonly source: string }>(
	days: readonly CalendarDate[],
	versionOn: (day: CalendarDate) => V,
) {
	const seen = new Map<V, { readonly version: V; readonly source: string; readonly day: CalendarDate }>()
	for (const day of days) {
		const version = versionOn(day)
		if (!seen.has(version)) seen.set(version, { version, source: sourceOn(version, day), day })
	}
	return [...seen.values()]
}

type Words = { readonly vi: string; readonly en: string }

function groupWords({ byDays }: Grouping, table: Words): Words {
	const steps = (group: (from: number, group: DebtGroup) => string): string =>
		byDays
			.slice(1)
			.map(([from, to]) => group(from, to))
			.join(', ')
	const second = secondDay(byDays)
	return {
		vi: `Nhóm nợ (${table.vi}): nhóm 1 quá hạn dưới ${second} ngày, ${steps((from, group) => `nhóm ${group} từ ${from} ngày`)}; nợ cơ cấu lại hoặc được miễn, giảm lãi xếp vào nhóm xấu hơn. Mỗi khoản vay xếp riêng.`,
		en: `Debt groups (${table.en}): group 1 less than ${second} days past due, ${steps((from, group) => `group ${group} from ${from} days`)}; restructured debt and debt with waived interest stands in a worse group. Each loan is grouped on its own.`,
	}
}

function secondDay(ladder: Ladder): number {
	return must(ladder[1], 'a ladder has a second step')[0]
}

function specificWords({ specific }: Provisioning, table: Words): Words {
	const rates = (point: '.' | ',') => debtGroups.map((group) => percent(specific[group], point)).join(' / ')
	return {
		vi: `Dự phòng cụ thể (${table.vi}): ${rates(',')} dư nợ gốc nhóm 1 đến 5, chưa trừ tài sản bảo đảm; mỗi số làm tròn một lần.`,
		en: `Specific provision (${table.en}): ${rates('.')} of the principal of groups 1 to 5, before any collateral; each figure is rounded once.`,
	}
}

function generalWords({ general: { rate, groups } }: Provisioning, table: Words): Words {
	return {
		vi: `Dự phòng chung (${table.vi}): ${percent(rate, ',')} dư nợ gốc các nhóm ${groups.join(', ')}.`,
		en: `General provision (${table.en}): ${percent(rate, '.')} of the principal of groups ${groups.join(', ')}.`,
	}
}

function percent(rate: Rate, point: '.' | ','): string {
	const hundredths = must(decimalFromText(rate), 'a rate as text').times(100)
	return `${hundredths.toFixed().replace('.', point)}${point === ',' ? ' ' : ''}%`
}
