import { z } from 'zod'
import { type CalendarDate, calendarDate } from '../kernel/calendar-date.js'
import { idSchema, instantSchema, textSchema } from '../kernel/wire.js'
import { bands, type Criterion } from './score.js'
import { warningView } from './schemas.js'

const pointsText = z
	.string()
	.regex(/^\d{1,3}(\.\d{1,2})?$/, 'decimal.not-a-decimal')
	.meta({ description: 'points as decimal text', examples: ['18.5'] })

const monthText = z
	.string()
	.regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, 'field.wrong-format')
	.meta({ description: 'a month', examples: ['2026-01'] })
/** A month of the wire, "2026-01", as its first day. */
export const monthSchema = monthText.transform((text): CalendarDate => calendarDate(`${text}-01`))

const scoreRowSchema = z
	.strictObject({
		groupCode: textSchema(40).optional().describe('our code of the group'),
		externalCode: textSchema(40).optional().describe('the bank’s code of the group, where ours is left out'),
		points: z.strictObject({
			communeDay: pointsText.describe('giao dịch xã'),
			overdue: pointsText.describe('nợ quá hạn'),
			principalCollected: pointsText.describe('thu nợ đến hạn'),
			interestCollected: pointsText.describe('thu lãi'),
			savers: pointsText.describe('tổ viên gửi tiền'),
			savingsGrowth: pointsText.describe('số dư tiền gửi tăng'),
		} satisfies Record<Criterion, unknown>),
		total: pointsText,
		band: z.enum(bands).optional().describe('how the bank ranks it: tốt, khá, trung bình, yếu'),
	})
	.refine(({ groupCode, externalCode }) => (groupCode === undefined) !== (externalCode === undefined), {
		path: ['groupCode'],
		message: 'field.required',
	})
export type ScoreRow = z.output<typeof scoreRowSchema>

/** A bank's scores of its groups of one month. */
export const importScoresSchema = z.strictObject({
	lenderId: idSchema.describe('the bank whose scores they are'),
	month: monthSchema,
	rows: z.array(scoreRowSchema).min(1).max(5_000),
})
export type ImportScores = z.output<typeof importScoresSchema>

const count = z.int()

/** What an import did, and what is odd in it. */
export const importedScoresView = z.strictObject({
	month: z.string(),
	added: count.describe('scores of groups that had none of that month'),
	changed: count.describe('scores that say otherwise than before: the version before stays readable'),
	same: count.describe('scores that were there already'),
	bands: z.strictObject({ good: count, fair: count, average: count, weak: count }),
	warnings: z.array(z.strictObject({ row: count.describe('counted from 0'), ...warningView.shape })),
})

export const scoresQuery = z.strictObject({ from: monthSchema.optional(), to: monthSchema.optional(), knownAt: instantSchema.optional() })

const scoreView = z.strictObject({
	month: z.string(),
	version: count,
	points: z.strictObject({
		communeDay: z.string(),
		overdue: z.string(),
		principalCollected: z.string(),
		interestCollected: z.string(),
		savers: z.string(),
		savingsGrowth: z.string(),
	}),
	total: z.string(),
	bankBand: z.enum(bands).nullable(),
	band: z.enum(bands).describe('by the table of the month'),
	warnings: z.array(warningView),
	recordedAt: z.string(),
	recordedBy: idSchema,
})

/** The bank's scores of a group by month, as they were known at a moment. */
export const scoresView = z.strictObject({ items: z.array(scoreView), next: z.null(), knownAt: z.string() })
