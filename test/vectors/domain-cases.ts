import { type CalendarDate, calendarDate } from '../../src/kernel/calendar-date.js'
import { decimalFromText } from '../../src/kernel/decimal.js'
import { type Rate, rateFromText } from '../../src/kernel/rate.js'
import data from './domain-cases.json' with { type: 'json' }

/** A worked case of the trade: its inputs, its exact result where it has one, and what is settled. */
export type DomainCase<Inputs, Rounded, Exact> = {
	readonly title: string
	readonly inputs: Inputs
	readonly exact: Exact
	readonly rounded: Rounded
}

/** The case of that id; the caller says the shape of what it reads. */
export function domainCase<Inputs, Rounded, Exact = string>(id: string): DomainCase<Inputs, Rounded, Exact> {
	const found = data.cases.find((one) => one.id === id)
	if (found === undefined) throw new Error(`no worked case ${id}`)
	return {
		title: `${id}: ${found.title} (${found.source})`,
		inputs: found.inputs as Inputs,
		exact: found.result_exact as Exact,
		rounded: found.result_rounded as Rounded,
	}
}

/** 31/12/2022 as a day. */
export function dayFromVietnamese(text: string): CalendarDate {
	const [day, month, year] = text.split('/')
	return calendarDate(`${year}-${month}-${day}`)
}

/** "6.6" per cent a year as a rate. */
export function rateFromPercent(percent: string): Rate {
	const decimal = decimalFromText(percent)
	if (decimal === null) throw new Error(`a percentage: ${percent}`)
	return rateFromText(decimal.dividedBy(100).toFixed())
}
