import { z } from 'zod'
import { dateSchema, textSchema } from '../kernel/wire.js'
import { certainties } from '../products/template.js'
import { groupRuleNames, isRuleValue } from './rules.js'
import { kindSchema } from './schemas.js'

const ruleShape = {
	name: z.enum(groupRuleNames),
	groupKind: kindSchema,
	lenderKind: z.enum(['policy-bank', 'commercial-bank', 'fund', 'union', 'any']),
	from: dateSchema,
	value: z
		.string()
		.max(40)
		.describe(
			'as its name says: size "5-60", quorum ">1/2" or ">=2/3", leaving-debt and leaving-savings "nothing" or "anything" that may be left, score-maxima "20/30/15/20/5/10", score-bands "90/80/70"',
		),
	source: textSchema(300),
	certainty: z.enum(certainties),
}
export const groupRuleView = z.strictObject(ruleShape)
export const groupRulesView = z.strictObject({ items: z.array(groupRuleView), next: z.null() })

export const addGroupRuleSchema = z
	.strictObject({ ...ruleShape, certainty: z.enum(certainties).default('read') })
	.refine(({ name, value }) => isRuleValue(name, value), { path: ['value'], message: 'field.wrong-format' })
export type AddGroupRule = z.output<typeof addGroupRuleSchema>
