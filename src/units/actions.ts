import type { Asker, Scope } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import { addMonths, type CalendarDate, calendarDate, monthEnd, vietnameseDate, weekdayOf } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { caoBang2022 } from './cao-bang-2022.js'
import { caoBang2025 } from './cao-bang-2025.js'
import { caoBangSuccession } from './cao-bang-succession.js'
import { daysOff } from './days-off.js'
import { type Drawn, drawOnMap, type UnitMap } from './map.js'
import { type Page, pageWish } from '../platform/page.js'
import type { ListUnits, OverrideTransactionDay, SetDayOff, SetTransactionDay, TransactionDays, UnitView } from './schemas.js'
import * as store from './store.js'

/** The units that were in being on a day, today where none is named. */
export function listUnits(tx: Tx, query: ListUnits, today: CalendarDate): Promise<Page<UnitView>> {
	return store.listUnits(tx, query.on ?? today, query, pageWish(query))
}

/** A unit, as it is called today or was called last. */
export async function findUnit(tx: Tx, id: string, today: CalendarDate): Promise<UnitView> {
	const unit = await store.readUnit(tx, id, today)
	if (unit === null) throw new Refusal('unit.not-found')
	return unit
}

/** A commune, old or new, in which the asker may enter members and groups. */
export async function findCommuneWithin(tx: Tx, id: string, asker: Asker, today: CalendarDate): Promise<UnitView> {
	if (!reachesCommune(asker.scope, id)) throw new Refusal('unit.not-found', { path: 'communeId' })
	const unit = await findUnit(tx, id, today)
	if (unit.level !== 'commune') throw new Refusal('unit.not-a-commune', { path: 'communeId', details: { name: unit.name } })
	return unit
}

/** Where every unit stands on a map, by its id. */
export async function readMap(tx: Tx, map: UnitMap): Promise<ReadonlyMap<string, Drawn>> {
	const { periods, successions } = await store.readPeriods(tx)
	return drawOnMap(map, periods, successions)
}

/** Lists a day off, or a weekend day worked, or takes it off the list again. */
export async function setDayOff(tx: Tx, command: SetDayOff): Promise<SetDayOff> {
	const { on, kind } = command
	const isWeekend = [0, 6].includes(weekdayOf(on))
	const details = { on: vietnameseDate(on) }
	if (kind === 'off' && isWeekend) throw new Refusal('day-off.off-already', { path: 'on', details })
	if (kind === 'worked' && !isWeekend) throw new Refusal('day-off.worked-already', { path: 'on', details })
	await store.insertDayOff(tx, command)
	return command
}

export async function findTransactionDays(tx: Tx, unitId: string, today: CalendarDate): Promise<TransactionDays> {
	await findUnit(tx, unitId, today)
	return store.readTransactionDays(tx, unitId)
}

/** From a day on, the bank comes to the commune on this day of the month. */
export async function setTransactionDay(
	tx: Tx,
	{ unitId, ...command }: SetTransactionDay & { readonly unitId: string },
	asker: Asker,
	today: CalendarDate,
): Promise<TransactionDays> {
	await findCommuneWithin(tx, unitId, asker, today)
	await store.insertTransactionDay(tx, unitId, command)
	return store.readTransactionDays(tx, unitId)
}

/** In one month the bank announced another day (Tết); it stays within a month of its own. */
export async function overrideTransactionDay(
	tx: Tx,
	{ unitId, ...command }: OverrideTransactionDay & { readonly unitId: string },
	asker: Asker,
	today: CalendarDate,
): Promise<TransactionDays> {
	const month = calendarDate(`${command.month}-01`)
	if (command.on < addMonths(month, -1) || command.on > monthEnd(addMonths(month, 1))) {
		throw new Refusal('transaction-day.too-far', {
			path: 'on',
			details: { month: `${command.month.slice(5)}/${command.month.slice(0, 4)}` },
		})
	}
	await findCommuneWithin(tx, unitId, asker, today)
	await store.insertTransactionDayOverride(tx, unitId, command)
	return store.readTransactionDays(tx, unitId)
}

/** Loads the province on both maps and the days off, once: what is there already stays as it is. */
export async function loadCaoBang(tx: Tx): Promise<void> {
	await store.lockForLoading(tx, 'units')
	await store.insertFirstDaysOff(tx, daysOff)
	if ((await store.unitByCode(tx, caoBang2022.code, calendarDate(caoBang2022.validFrom))) !== null) return

	const provinceId = await loadProvince(tx)
	const oldIds = await loadMap2022(tx, provinceId)
	const newIds = await loadMap2025(tx, provinceId)
	await store.insertSuccessions(
		tx,
		caoBangSuccession.merged.flatMap(([newCode, oldCodes]) =>
			oldCodes.map((oldCode) => ({
				oldId: must(oldIds.get(oldCode), 'a commune of 2022'),
				newId: must(newIds.get(newCode), 'a commune of 2025'),
				onDate: calendarDate(caoBangSuccession.onDate),
				basis: caoBangSuccession.basis,
			})),
		),
	)
}

/** Whether an asker may enter anything into a commune; leaders and bank clerks enter nobody. */
function reachesCommune(scope: Scope, communeId: string): boolean {
	return scope.kind === 'all' || (scope.kind === 'unit' && scope.communeIds.includes(communeId))
}

async function loadProvince(tx: Tx): Promise<string> {
	const { code, name, basis } = caoBang2022
	const validFrom = calendarDate(caoBang2022.validFrom)
	const [id] = await store.insertUnits(tx, 'province', [
		{ code, name, label: labelOf(name), parentId: null, validFrom, validTo: null, basis },
	])
	return must(id, 'the id of the province')
}

async function loadMap2022(tx: Tx, provinceId: string): Promise<ReadonlyMap<string, string>> {
	const period = { validFrom: calendarDate(caoBang2022.validFrom), validTo: calendarDate(caoBang2022.validTo), basis: caoBang2022.basis }
	const districts = caoBang2022.districts
	const districtIds = await store.insertUnits(
		tx,
		'district',
		districts.map(({ code, name }) => ({ code, name, label: labelOf(name), parentId: provinceId, ...period })),
	)
	const communes = districts.flatMap((district, index) =>
		district.communes.map(([code, name]) => ({
			code,
			name,
			label: labelOf(name),
			parentId: must(districtIds[index], 'its district'),
			...period,
		})),
	)
	const ids = await store.insertUnits(tx, 'commune', communes)
	return new Map(communes.map((commune, index) => [commune.code, must(ids[index], 'an id for each commune')]))
}

async function loadMap2025(tx: Tx, provinceId: string): Promise<ReadonlyMap<string, string>> {
	const { basis, communes } = caoBang2025
	const validFrom = calendarDate(caoBang2025.validFrom)
	const ids = await store.insertUnits(
		tx,
		'commune',
		communes.map(([code, name]) => ({ code, name, label: labelOf(name), parentId: provinceId, validFrom, validTo: null, basis })),
	)
	return new Map(communes.map(([code], index) => [code, must(ids[index], 'an id for each commune')]))
}

/** What kind of unit a full name says it is: "Thị trấn Bảo Lạc" is a thị trấn. */
function labelOf(name: string): string {
	const label = ['tỉnh', 'thành phố', 'huyện', 'thị trấn', 'phường', 'xã'].find((one) => name.toLowerCase().startsWith(`${one} `))
	return must(label, `a name that says what it is: ${name}`)
}
