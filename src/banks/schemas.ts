import { z } from 'zod'
import { listKeys, listKinds } from '../banklists/keys.js'
import { dateSchema, idSchema, moneySchema, rateSchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { pageShape, pageView } from '../platform/page.js'
import { certainties } from '../products/template.js'
import { changes } from './delta.js'
import { exportFormats } from './formats.js'

export const lenderParams = z.strictObject({ id: idSchema })
export const reconciliationQuery = z.strictObject({
	format: z.enum(exportFormats).default('json').describe('camt053: ISO 20022 statement of principal; pdf: for both sides to sign'),
	groupId: idSchema.optional(),
	unitId: idSchema.optional().describe('a unit, with all below it'),
	from: dateSchema.optional().describe('the first day of a statement (camt053); the first of the month where left out'),
	since: z
		.union([z.literal('lastSigned'), idSchema])
		.optional()
		.describe('only what differs from the last copy that both sides signed, or from that of this reconciliation'),
	...clocksShape,
})
export type ReconciliationQuery = z.output<typeof reconciliationQuery>

const layoutColumnSchema = z.strictObject({ key: z.enum(listKeys).describe('what of a loan it says'), header: textSchema(100) })
export const enterLayoutSchema = z.strictObject({
	from: dateSchema,
	columns: z.array(layoutColumnSchema).min(2).max(listKeys.length),
	source: textSchema(500).describe('who said so, and where it stands'),
	certainty: z.enum(certainties).default('read'),
})
export type EnterLayout = z.output<typeof enterLayoutSchema>
const layoutShape = {
	columns: z.array(layoutColumnSchema),
	source: z.string(),
	certainty: z.enum(certainties),
}
export const layoutQuery = z.strictObject(clocksShape)
export const layoutView = z.strictObject({
	lender: z.strictObject({ id: idSchema, code: z.string(), name: z.string() }),
	from: dateSchema.nullable().describe("null: the program's own, which holds until one is entered"),
	...layoutShape,
	entered: z.array(z.strictObject({ id: idSchema, from: dateSchema, ...layoutShape, recordedAt: z.string() })),
	asOf: dateSchema,
	knownAt: z.string(),
})
export const layoutLineView = z.strictObject({ id: idSchema, lenderId: idSchema, from: dateSchema, ...layoutShape })

export const downloadsQuery = z.strictObject(pageShape(1))
export const downloadsView = pageView(
	z.strictObject({
		id: idSchema,
		lenderId: idSchema,
		asOf: dateSchema,
		knownAt: z.string(),
		format: z.enum(exportFormats),
		asked: z.record(z.string(), z.string()).describe('groupId, unitId, from or since, as asked for'),
		rows: z.int(),
		bytes: z.int(),
		sha256: z.string().nullable().describe('of the bytes; null where the reader went away before the last one'),
		recordedAt: z.string(),
		recordedBy: idSchema,
		username: z.string(),
		userName: z.string(),
	}),
)

const text = z.string().nullable()
const day = dateSchema.nullable()
const amount = moneySchema.nullable()
export const reconciliationView = z.strictObject({
	lender: z.strictObject({ id: idSchema, code: z.string(), name: z.string() }),
	asOf: dateSchema,
	knownAt: z.string().describe('instant, RFC 3339'),
	rows: z.array(
		z.strictObject({
			loanCode: z.string(),
			bankLoanCode: text.describe("the lender's own number (số khế ước)"),
			memberCode: text,
			memberName: text,
			memberBankCode: text,
			groupCode: text,
			groupName: text,
			groupBankCode: text,
			commune2022Code: text,
			commune2022Name: text,
			commune2025Code: text,
			commune2025Name: text,
			productCode: z.string(),
			productName: z.string(),
			principal: moneySchema,
			signedOn: dateSchema,
			disbursedOn: day,
			maturityOn: day,
			rate: rateSchema,
			outstanding: moneySchema,
			inTerm: moneySchema,
			overdue: moneySchema,
			frozen: moneySchema,
			interestDue: moneySchema,
			interestCarried: moneySchema,
			interestAccrued: moneySchema,
			lateInterest: moneySchema,
			nextDueOn: day,
			nextDuePrincipal: amount,
			nextDueInterest: amount,
			lastOn: day,
			lastType: text,
			lastAmount: amount,
		}),
	),
	totals: z.strictObject({
		loans: z.int(),
		principal: moneySchema,
		outstanding: moneySchema,
		inTerm: moneySchema,
		overdue: moneySchema,
		frozen: moneySchema,
		interestDue: moneySchema,
		interestCarried: moneySchema,
		interestAccrued: moneySchema,
		lateInterest: moneySchema,
		nextDuePrincipal: moneySchema,
		nextDueInterest: moneySchema,
		lastAmount: moneySchema,
	}),
	sha256: z.string().describe('of the header and the rows of the CSV, without byte order mark, lines ending with LF'),
})

const cellOf = { text, money: amount, date: day, rate: rateSchema.nullable() }
const cellsOf = (suffix: '' | 'Before') => Object.fromEntries(listKeys.map((key) => [`${key}${suffix}`, cellOf[listKinds[key]]]))
/** What differs from the copy that both sides signed: everything as it is now, and under "…Before" as it was signed. */
export const deltaView = z.strictObject({
	lender: z.strictObject({ id: idSchema, code: z.string(), name: z.string() }),
	since: z.strictObject({ id: idSchema, asOf: dateSchema, knownAt: z.string(), sha256: z.string(), signedAt: z.string() }),
	asOf: dateSchema,
	knownAt: z.string(),
	rows: z.array(
		z.strictObject({
			change: z.enum(changes),
			changeName: z.string(),
			differs: z.string().describe('the headers of what differs'),
			...cellsOf(''),
			...cellsOf('Before'),
		}),
	),
	totals: z.strictObject({
		loans: z.int(),
		new: z.int(),
		changed: z.int(),
		vanished: z.int(),
		outstanding: moneySchema,
		outstandingBefore: moneySchema,
	}),
	sha256: z.string(),
})
export const exportView = z.union([reconciliationView, deltaView])
