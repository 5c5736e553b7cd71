import { bigint, customType, date, jsonb, text } from 'drizzle-orm/pg-core'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import { type Money, moneyFromText } from '../kernel/money.js'

/**
 * Whole đồng: the domain `dong` of the first migration, a numeric that refuses fractions. (numeric(20,0) and bigint
 * would silently round 1.5 to 2.)
 */
export const dongColumn = customType<{ data: Money; driverData: string }>({
	dataType: () => 'dong',
	toDriver: (amount) => amount.toString(),
	fromDriver: (text) => moneyFromText(text),
})

/** A calendar day, as text: no Date object and no time zone between the database and us. */
export const dayColumn = (name = '') => date(name, { mode: 'string' }).$type<CalendarDate>()

/** A moment in UTC, with microseconds. */
export const instantColumn = customType<{ data: Instant; driverData: string }>({
	dataType: () => 'timestamp with time zone',
	fromDriver: (text) => instantFromDatabase(text),
})

/** Ids are bigints in the database and text everywhere else. */
export const idColumn = customType<{ data: string; driverData: string }>({ dataType: () => 'bigint' })

/** A key that the database hands out. */
export const identityColumn = () => bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity()

/** A text that is one of a union's members. */
export const unionColumn = <T extends string>(name = '') => text(name).$type<T>()

/** JSON of a known shape. */
export const jsonColumn = <T>(name = '') => jsonb(name).$type<T>()
