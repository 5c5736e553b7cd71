import { z } from 'zod'
import { dateSchema, idSchema, instantSchema, textSchema } from '../kernel/wire.js'
import { pageShape, pageView } from '../platform/page.js'
import { roles } from './asker.js'

export const idParams = z.strictObject({ id: idSchema })

/** Names are told apart by their letters alone, never by case. */
const usernameSchema = z
	.string()
	.max(100, 'text.too-long')
	.transform((text) => text.normalize('NFKC').trim().toLowerCase())
	.refine((text) => /^[a-z0-9][a-z0-9._-]{1,39}$/.test(text), 'field.wrong-format')
	.meta({ description: '2 to 40 letters a-z, digits, dots, underscores, hyphens; case does not matter', examples: ['nong.ai'] })

/** Length is what counts (NIST SP 800-63B); what kinds of letters it holds is nobody's business. */
const newPasswordSchema = z
	.string()
	.min(10, 'field.too-small')
	.max(200, 'field.too-big')
	.refine((text) => !text.includes('\u0000') && text.isWellFormed(), 'text.not-text')
	.meta({ description: '10 to 200 characters', format: 'password' })

/** Whatever was typed: a name or password that cannot be one is simply wrong. */
const typedSchema = z
	.string()
	.min(1, 'text.empty')
	.max(200, 'text.too-long')
	.refine((text) => !text.includes('\u0000') && text.isWellFormed(), 'text.not-text')

export const signInSchema = z.strictObject({
	username: typedSchema.transform((text) => text.normalize('NFKC').trim().toLowerCase()).meta({ examples: ['officer'] }),
	password: typedSchema.meta({ format: 'password' }),
})
export type SignIn = z.output<typeof signInSchema>

const newUser = {
	username: usernameSchema,
	name: textSchema(100),
	password: newPasswordSchema,
	mustChangePassword: z.boolean().default(true).meta({ description: 'whether the password only opens the way to another' }),
}

/** What each role is bound to: an officer to a unit, a leader to her groups, a bank's clerk to a lender. */
export const createUserSchema = z.discriminatedUnion('role', [
	z.strictObject({ ...newUser, role: z.enum(['admin', 'auditor']) }),
	z.strictObject({ ...newUser, role: z.literal('officer'), unitId: idSchema }),
	z.strictObject({ ...newUser, role: z.literal('leader'), groupIds: z.array(idSchema).min(1).max(20) }),
	z.strictObject({ ...newUser, role: z.literal('bank'), lenderId: idSchema }),
])
export type CreateUser = z.output<typeof createUserSchema>

export const changePasswordSchema = z.strictObject({
	oldPassword: typedSchema.meta({ format: 'password' }),
	newPassword: newPasswordSchema,
})
export type ChangePassword = z.output<typeof changePasswordSchema>

export const createTokenSchema = z.strictObject({
	name: textSchema(100),
	days: z.int().min(1).max(366).default(90).meta({ description: 'days until it expires' }),
})
export type CreateToken = z.output<typeof createTokenSchema>

export const pageQuery = z.strictObject(pageShape(1))
export type PageQuery = z.output<typeof pageQuery>

/** Both days are included. */
export const trailQuery = z.strictObject({
	from: dateSchema.optional(),
	to: dateSchema.optional(),
	user: idSchema.optional(),
	operation: z
		.string()
		.max(60)
		.regex(/^[A-Za-z]+$/, 'field.wrong-format')
		.optional(),
	...pageShape(1),
})
export type TrailQuery = z.output<typeof trailQuery>

const scopeView = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('all') }),
	z.strictObject({ kind: z.literal('unit'), unitId: idSchema }),
	z.strictObject({ kind: z.literal('groups'), groupIds: z.array(idSchema) }),
	z.strictObject({ kind: z.literal('lender'), lenderId: idSchema }),
])

export const meView = z.strictObject({
	user: z.strictObject({ id: idSchema, username: z.string(), name: z.string() }),
	roles: z.array(z.enum(roles)),
	scopes: z.array(scopeView),
	today: dateSchema,
	mustChangePassword: z.boolean(),
})
export type MeView = z.input<typeof meView>

export const createdView = z.strictObject({ id: idSchema })

export const userView = z.strictObject({
	id: idSchema,
	username: z.string(),
	name: z.string(),
	role: z.enum(roles),
	unitId: idSchema.nullable(),
	lenderId: idSchema.nullable(),
	groupIds: z.array(idSchema),
	demonstration: z.boolean(),
	mustChangePassword: z.boolean(),
	disabledAt: instantSchema.nullable(),
	createdAt: instantSchema,
})
export const usersView = pageView(userView)

const credentialShape = {
	id: idSchema,
	userId: idSchema,
	username: z.string(),
	name: z.string().nullable(),
	createdAt: instantSchema,
	lastUsedAt: instantSchema,
	expiresAt: instantSchema.nullable(),
	address: z.string(),
	agent: z.string(),
	current: z.boolean().meta({ description: 'the one that asks' }),
}
export const credentialsView = pageView(z.strictObject(credentialShape))

/** The token is shown this once. */
export const newTokenView = z.strictObject({ id: idSchema, name: z.string(), token: z.string(), expiresAt: instantSchema })

export const trailView = pageView(
	z.strictObject({
		id: idSchema,
		at: instantSchema,
		userId: idSchema.nullable(),
		username: z.string().nullable(),
		operation: z.string(),
		path: z.string(),
		status: z.int(),
		address: z.string(),
		agent: z.string(),
	}),
)
