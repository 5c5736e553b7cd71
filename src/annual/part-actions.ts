import type { z } from 'zod'
import type { Asker } from '../access/asker.js'
import { findCampaign, listCampaigns } from '../campaigns/question-actions.js'
import { campaignQuery } from '../campaigns/schemas.js'
import type { Clocks } from '../contracts/knowledge.js'
import { fundReport } from '../funds/question-actions.js'
import { fundReportQuery } from '../funds/schemas.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { aidReport } from '../mutualaid/question-actions.js'
import { aidReportQuery } from '../mutualaid/schemas.js'
import { reportPiggyBanks } from '../piggybanks/question-actions.js'
import { reportQuery as piggyBankQuery } from '../piggybanks/schemas.js'
import type { Tx } from '../platform/database.js'
import type { LenderView } from '../products/schemas.js'
import { outstanding } from '../reports/actions.js'
import { lent } from '../reports/lent-actions.js'
import { lentQuery } from '../reports/lent-schemas.js'
import { outstandingQuery } from '../reports/schemas.js'
import { structure } from '../reports/structure-actions.js'
import { structureQuery } from '../reports/structure-schemas.js'
import { findCircle, listCircles } from '../rotation/question-actions.js'
import { clocksQuery as circleQuery } from '../rotation/schemas.js'
import { listUnits } from '../units/actions.js'
import { mapThen } from '../units/map.js'
import { communesBelow } from '../units/store.js'
import {
	bankChapter,
	bankOrder,
	cooperativeChapters,
	fundChapter,
	interestFreeChapter,
	reportedBank,
	startUpChapter,
} from './credit-chapters.js'
import type { CutOff } from './cut-offs.js'
import type { Asked, Chapter } from './figure.js'
import { aidChapters, fundChapters } from './help-chapters.js'
import { addressOf, type Frame, type Given } from './questions.js'
import { circleChapter, piggyBankChapter, savingsWeekChapter } from './saving-chapters.js'
import { type Place, structureChapter } from './structure-chapter.js'

/** The asker, and what she asks of: every part is asked as she could ask it herself. */
export type Reading = { readonly tx: Tx; readonly asker: Asker; readonly frame: Frame }

/** Districts, communes, groups and members at the end of the year. */
export async function structurePart({ tx, asker, frame }: Reading, place: Place | null): Promise<readonly Chapter[]> {
	const { to, unitId } = frame
	const given = { asOf: to, unitId }
	return [
		structureChapter(
			await asked('/reports/structure', structureQuery, given, { asOf: to }, (query) => structure(tx, query, asker, to)),
			place,
		),
	]
}

/** What is owed to each bank on its day, the banks of the report first. */
export async function bankPart(
	reading: Reading,
	lenders: readonly LenderView[],
	dayOf: (code: string) => CutOff,
): Promise<readonly Chapter[]> {
	const rankOf = ({ code }: LenderView): number => (bankOrder.includes(code) ? bankOrder.indexOf(code) : bankOrder.length)
	const banks = lenders.filter(({ entrusted }) => entrusted).toSorted((a, b) => rankOf(a) - rankOf(b))
	const chapters: Chapter[] = []
	for (const bank of banks) chapters.push(bankChapter(reportedBank(bank), await owed(reading, bank, dayOf(bank.code).on)))
	return chapters
}

/** The Union's own money: the women's fund, and what was lent in the year without interest, to start up, to work together. */
export async function ownPart(
	reading: Reading,
	lenders: readonly LenderView[],
	dayOf: (code: string) => CutOff,
): Promise<readonly Chapter[]> {
	const of = (code: string): LenderView | undefined => lenders.find((one) => one.code === code)
	const [fund, free, startUp, cooperative] = ['QUY-HTPN', 'KHONG-LAI', 'KHOI-NGHIEP', 'HOP-TAC'].map(of)
	return [
		...(fund === undefined ? [] : [fundChapter(await owed(reading, fund, dayOf(fund.code).on), await lentIn(reading, fund, 'lender'))]),
		...(free === undefined ? [] : [interestFreeChapter(await lentIn(reading, free, 'lender'))]),
		...(startUp === undefined ? [] : [startUpChapter(await lentIn(reading, startUp, 'lender'))]),
		...(cooperative === undefined ? [] : cooperativeChapters(await lentIn(reading, cooperative, 'product'))),
	]
}

/** The savings weeks of the year. */
export async function savingsWeekPart({ tx, asker, frame }: Reading, place: Place | null): Promise<readonly Chapter[]> {
	const { from, to, knownAt, unitId } = frame
	const campaigns = await everyPage((page) => listCampaigns(tx, page, asker.scope))
	const ofYear = campaigns.filter((one) => one.from >= from && one.from <= to)
	if (ofYear.length === 0)
		return [
			{
				key: 'savings-week',
				missing: { vi: 'Tuần lễ gửi tiền tiết kiệm: trong năm sổ không có', en: 'Savings week: the books hold none in the year' },
			},
		]
	const isPart = unitId !== undefined && place?.level !== 'province'
	const by = isPart && place?.level === 'district' ? 'district' : 'commune'
	const given = { by, map: by === 'commune' ? mapThen(to) : '2022', asOf: to, knownAt }
	const [province] = (await listUnits(tx, { level: 'province', on: to, limit: '1' }, to)).items
	const units = { unitId: isPart ? unitId : null, officeId: province?.id ?? null }
	const chapters: Chapter[] = []
	for (const { id } of ofYear)
		chapters.push(
			savingsWeekChapter(
				await asked(`/campaigns/${id}`, campaignQuery, given, { from, asOf: to, knownAt }, (query) =>
					findCampaign(tx, id, query, asker, { asOf: to, knownAt }),
				),
				units,
			),
		)
	return chapters
}

/** The rotating funds that had a turn in the year. */
export async function circlePart({ tx, asker, frame }: Reading): Promise<readonly Chapter[]> {
	const { from, to, knownAt, unitId } = frame
	const communes = unitId === undefined ? null : new Set(await communesBelow(tx, unitId))
	const circles = await everyPage((page) => listCircles(tx, page, asker.scope))
	const chapters: Chapter[] = []
	for (const { id, communeId } of circles) {
		if (communes !== null && !communes.has(communeId)) continue
		const given = { asOf: to, knownAt }
		const circle = await findCircle(tx, id, asker, { asOf: to, knownAt })
		const isOfYear = circle.status !== 'agreed' && circle.turns.some(({ on }) => on >= from && on <= to)
		if (isOfYear) chapters.push(circleChapter(await asked(`/circles/${id}`, circleQuery, given, { asOf: to, knownAt }, async () => circle)))
	}
	if (chapters.length > 0) return chapters
	return [
		{ key: 'circles', missing: { vi: 'Góp vốn xoay vòng: trong năm sổ không có', en: 'Rotating funds: the books hold none in the year' } },
	]
}

/** The piggy banks of the year. */
export async function piggyBankPart({ tx, asker, frame }: Reading): Promise<readonly Chapter[]> {
	const { year, from, to, knownAt, unitId } = frame
	const given = { year: String(year), unitId, asOf: to, knownAt }
	const ask = (query: z.output<typeof piggyBankQuery>) => reportPiggyBanks(tx, query, asker, { asOf: to, knownAt })
	return [piggyBankChapter(await asked('/reports/piggy-banks', piggyBankQuery, given, { from, asOf: to, knownAt }, ask))]
}

/** Help in kind of the year, by programme. */
export async function aidPart({ tx, asker, frame }: Reading): Promise<readonly Chapter[]> {
	const { from, to, knownAt, unitId } = frame
	const given = { by: 'programme', from, to, unitId, asOf: to, knownAt }
	const ask = (query: z.output<typeof aidReportQuery>) => aidReport(tx, query, asker.scope, { asOf: to, knownAt })
	return aidChapters(await asked('/reports/aid', aidReportQuery, given, { from, asOf: to, knownAt }, ask))
}

/** Money given in the year for a purpose, by kind of fund. */
export async function fundPart({ tx, asker, frame }: Reading): Promise<readonly Chapter[]> {
	const { from, to, knownAt, unitId } = frame
	const given = { by: 'kind', from, to, unitId, asOf: to, knownAt }
	const ask = (query: z.output<typeof fundReportQuery>) => fundReport(tx, query, asker.scope, { asOf: to, knownAt })
	return fundChapters(await asked('/reports/funds', fundReportQuery, given, { from, asOf: to, knownAt }, ask))
}

function owed({ tx, asker, frame }: Reading, { id }: LenderView, asOf: CalendarDate): Promise<Asked> {
	const clocks: Clocks = { asOf, knownAt: frame.knownAt }
	const given = { by: 'lender', lenderId: id, unitId: frame.unitId, ...clocks }
	return asked('/reports/outstanding', outstandingQuery, given, clocks, (query) => outstanding(tx, query, asker, clocks))
}

function lentIn({ tx, asker, frame }: Reading, { id }: LenderView, by: 'lender' | 'product'): Promise<Asked> {
	const { from, to, unitId, knownAt } = frame
	const clocks: Clocks = { asOf: to, knownAt }
	const given = { by, lenderId: id, unitId, from, ...clocks }
	return asked('/reports/lent', lentQuery, given, { from, ...clocks }, (query) => lent(tx, query, asker, clocks))
}

/** Asks what an address asks: the question is read out of the very words of the address. */
async function asked<Q extends z.ZodType>(
	path: string,
	shape: Q,
	given: Given,
	days: { readonly from?: CalendarDate; readonly asOf: CalendarDate; readonly knownAt?: Asked['knownAt'] },
	ask: (query: z.output<Q>) => Promise<unknown>,
): Promise<Asked> {
	const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
	const answer = await ask(shape.parse(wanted))
	return { answer, href: addressOf(path, given), from: days.from ?? null, asOf: days.asOf, knownAt: days.knownAt ?? null }
}

/** Everything of a list. */
async function everyPage<T>(
	read: (page: {
		readonly limit: string
		readonly cursor?: string
	}) => Promise<{ readonly items: readonly T[]; readonly next: string | null }>,
): Promise<readonly T[]> {
	const all: T[] = []
	for (let cursor: string | null = ''; cursor !== null; ) {
		const page: { readonly items: readonly T[]; readonly next: string | null } = await read({
			limit: '500',
			...(cursor === '' ? {} : { cursor }),
		})
		all.push(...page.items)
		cursor = page.next
	}
	return all
}
