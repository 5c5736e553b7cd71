import { finished } from 'node:stream/promises'
import type {} from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assert, must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { type Language, Refusal, type RefusalCatalogue } from '../kernel/refusal.js'
import { dateSchema, instantSchema } from '../kernel/wire.js'
import type { Clock } from './clock.js'
import type { Database, Tx } from './database.js'
import { languageOf } from './language.js'
import { operationSchema } from './openapi.js'
import { MalformedRequest, PlatformProblem } from './problem.js'
import { gathering } from './gathering.js'
import { type Answer, answerOnce, recordRequest, requestHash, type Trail } from './requests.js'
import { readForm, type UploadedFile, uploadMax } from './upload.js'

/** The two clocks of every balance and report: the day it is about, and the moment of our knowledge. */
export const clocksShape = { asOf: dateSchema.optional(), knownAt: instantSchema.optional() }

/** Who the door needs to know of; `access` says the rest. */
export type DoorAsker = { readonly userId: string; readonly language: Language }

/** Where a request came from. */
export type Origin = { readonly address: string; readonly agent: string }

/** What `access` brings to the door: who asks, and may they. */
export type Guard<A extends DoorAsker> = {
	/** The asker behind a session cookie or a bearer token; null where there is none or it is no longer valid. */
	readonly identify: (credentials: { cookie: string | null; bearer: string | null; language: Language }) => Promise<A | null>
	/** Whether anybody may ask for the operation, signed in or not. */
	readonly isOpen: (operation: string) => boolean
	/** Why the operation is closed to this asker (null: nobody signed in), or null where it is open. */
	readonly denies: (operation: string, asker: A | null) => PlatformProblem | Refusal | null
}

type Shape = z.ZodType

/** What one operation is handed: decoded input, who asks, the day, and one transaction. */
export type Context<A, P, Q, B> = {
	readonly tx: Tx
	readonly asker: A
	readonly params: P
	readonly query: Q
	readonly body: B
	/** What came with the form of an operation with `upload`; no other operation has one. */
	readonly file: UploadedFile
	readonly today: CalendarDate
	/** `asOf` of the query, else today. */
	readonly asOf: CalendarDate
	/** `knownAt` of the query where it is past, else the moment up to which everything recorded is visible. */
	readonly knownAt: Instant
	readonly origin: Origin
	/** In which messages are wanted, also by somebody who has not signed in. */
	readonly language: Language
	readonly reply: FastifyReply
	/** Names the user in the trail, for the one command before which nobody can be known: signing in. */
	readonly actsAs: (userId: string) => void
	/** Does this once the command is committed, and before it is answered. */
	readonly afterCommit: (work: () => void) => void
	/** Records something about what was read, in a transaction of its own once the answer is out: that it was taken, and by whom. */
	readonly afterReading: (work: (tx: Tx) => Promise<void>) => void
}

/** What one of several operations is handed, that share a transaction. */
export type Asked<A, P, Q, B> = Omit<Context<A, P, Q, B>, 'tx' | 'actsAs' | 'afterCommit' | 'afterReading'>

export type Operation<A extends DoorAsker, P extends Shape, Q extends Shape, B extends Shape> = {
	/** Unique; the row of the permission table. */
	readonly id: string
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
	readonly path: string
	readonly tag: string
	/** What it does, in one line of English. */
	readonly summary: string
	readonly params?: P
	readonly query?: Q
	readonly body?: B
	/** The shape of the answer; documented, and held to by the tests. */
	readonly answer?: Shape
	readonly status?: 200 | 201 | 202 | 204
	/** Whether what was asked for was there before, by the answer: it is then answered with 200 in place of `status`. */
	readonly wasThere?: (view: unknown) => boolean
	/** A command that moves money needs an Idempotency-Key and can be run dry. */
	readonly money?: true
	/** A command that takes an Idempotency-Key where one is given, and can be run dry: it records, but moves nothing yet. */
	readonly rehearsable?: true
	/** Takes a form with one file, in its field `file`, in place of JSON; the other fields are texts, decoded by `body`. */
	readonly upload?: true
	/** Run dry it only reads, and holds nobody up who asks for balances meanwhile: it may take its time. */
	readonly rehearsesReading?: true
	/** A POST that only computes: it changes nothing and leaves no line in the trail. */
	readonly reads?: true
	/** Refusal codes that this operation may answer. */
	readonly refusals?: readonly string[]
	/** Other media types than JSON that `handle` writes itself on the reply. */
	readonly media?: readonly string[]
	/** Tries allowed in a minute from one address. */
	readonly triesPerMinute?: number
	/**
	 * Answers with the view; with the `reply` itself where it writes another media type, which is waited for; or, of a
	 * command, with a refusal that is to be kept: unlike one that is thrown, what was recorded before it stands.
	 */
	readonly handle: (context: Context<A, z.output<P>, z.output<Q>, z.output<B>>) => unknown
	/**
	 * Answers many such commands in one transaction, each on its own account: its view, its refusal, or null where it has
	 * to be asked alone. For the operation that everybody does at the same hour.
	 */
	readonly handleMany?: (tx: Tx, asked: readonly Asked<A, z.output<P>, z.output<Q>, z.output<B>>[]) => Promise<readonly (object | null)[]>
}

export type Door<A extends DoorAsker> = {
	/** Registers one operation under /api/v1. */
	readonly operation: <P extends Shape = z.ZodVoid, Q extends Shape = z.ZodVoid, B extends Shape = z.ZodVoid>(
		operation: Operation<A, P, Q, B>,
	) => void
	/** The operations registered so far. */
	readonly registered: readonly string[]
}

/** What a door needs of its house. */
export type House<A extends DoorAsker> = {
	readonly database: Database
	readonly clock: Clock
	readonly guard: Guard<A>
	readonly catalogue: RefusalCatalogue
}

const dryRunShape = { dryRun: z.enum(['true', 'false']).optional() }
const prefix = '/api/v1'

/**
 * The one door: finds out who asks and whether they may, decodes the input once, opens the one transaction of the
 * request, keeps the idempotency key and the trail in it, and answers.
 */
export function createDoor<A extends DoorAsker>(server: FastifyInstance, house: House<A>): Door<A> {
	const registered: string[] = []
	return {
		registered,
		operation: (operation) => {
			registered.push(operation.id)
			const effective = { ...operation, query: effectiveQuery(operation) }
			const any = effective as unknown as AnyOperation<A>
			const together = togetherOf(any, house)
			server.route({
				method: operation.method,
				url: prefix + operation.path,
				...(operation.upload ? { bodyLimit: uploadMax + 3_000_000 } : {}),
				config: operation.triesPerMinute === undefined ? {} : { rateLimit: { max: operation.triesPerMinute, timeWindow: 60_000 } },
				schema: operationSchema(effective, house.guard.isOpen(operation.id)),
				handler: (request, reply) => answer(request, reply, any, house, together),
			})
		},
	}
}

type AnyOperation<A extends DoorAsker> = Operation<A, Shape, z.ZodObject, Shape>

async function answer<A extends DoorAsker>(
	request: FastifyRequest,
	reply: FastifyReply,
	operation: AnyOperation<A>,
	house: House<A>,
	together: Together<A> | null,
): Promise<unknown> {
	const { database, clock, guard } = house
	const language = languageOf(request.headers['accept-language'])
	const asker = await guard.identify({ ...credentials(request), language })
	const origin = { address: request.ip, agent: (request.headers['user-agent'] ?? '').slice(0, 200) }
	const trail = { userId: asker?.userId ?? null, operation: operation.id, path: request.url.slice(0, 500), origin }
	const denied = guard.denies(operation.id, asker)
	if (denied !== null) {
		if (asker !== null && operation.method !== 'GET') {
			await database.transaction((tx) => recordRequest(tx, null, { ...trail, hash: null }, { status: 403, text: null }))
		}
		throw denied
	}

	const params = decode(operation.params, request.params)
	const query = must(decode(operation.query, request.query) as Record<string, unknown>, 'a query has a schema')
	const { body, file } = operation.method === 'GET' ? { body: undefined, file: undefined } : await bodyOf(request, operation)
	const today = clock.today()
	const visible = 'knownAt' in (operation.query?.shape ?? {}) ? await database.knowledgeNow() : clock.now()
	const wanted = query['knownAt'] as Instant | undefined
	const asked = {
		// An open operation has no asker; its handler does not look at one.
		asker: asker as A,
		params,
		query,
		body,
		// Only an operation that takes a file looks at one.
		file: file as UploadedFile,
		today,
		asOf: (query['asOf'] as CalendarDate | undefined) ?? today,
		knownAt: wanted !== undefined && wanted < visible ? wanted : visible,
		origin,
		language,
		reply,
	}
	const dryRun = query['dryRun'] === 'true'
	if (operation.method === 'GET' || operation.reads || (dryRun && operation.rehearsesReading)) return read(operation, asked, house)

	const key = dryRun ? null : idempotencyKey(request, operation)
	const { dryRun: _, ...meant } = query
	const hash = key === null ? null : requestHash(operation.id, { params, query: meant, body, file: file?.sha256 })
	return command(operation, asked, house, { key, dryRun, trail: { ...trail, hash } }, together)
}

type AnyAsked<A> = Asked<A, unknown, Record<string, unknown>, unknown>

async function read<A extends DoorAsker>(operation: AnyOperation<A>, asked: AnyAsked<A>, { database }: House<A>): Promise<unknown> {
	const { reply } = asked
	const nothing = () => assert(false, `${operation.id} only reads`)
	const after: ((tx: Tx) => Promise<void>)[] = []
	const afterReading = (work: (tx: Tx) => Promise<void>): void => void after.push(work)
	const view = await database.reading(async (tx) => {
		const given = await operation.handle({ ...asked, tx, actsAs: nothing, afterCommit: nothing, afterReading })
		// What streams out of the database needs its transaction to the last byte. A reader who leaves early ends it too.
		if (given === reply) await finished(reply.raw).catch(() => undefined)
		return given
	})
	if (after.length > 0)
		await database.transaction(async (tx) => {
			for (const work of after) await work(tx)
		})
	return view === reply || reply.sent ? reply : reply.code(operation.rehearsesReading ? 200 : (operation.status ?? 200)).send(view)
}

type Together<A> = (asked: AnyAsked<A>, key: string, trail: Trail) => Promise<Answer & { readonly replayed: boolean }>

/** How the commands of an operation that come at one moment share a transaction; null where they do not. */
function togetherOf<A extends DoorAsker>(operation: AnyOperation<A>, { database }: House<A>): Together<A> | null {
	const { handleMany } = operation
	if (handleMany === undefined) return null
	const nothing = () => assert(false, `${operation.id} is answered among others`)
	return gathering<AnyAsked<A>>(
		database,
		async (tx, asked) =>
			(await handleMany(tx, asked)).map((view) => (view === null || view instanceof Refusal ? view : answerOf(operation, view))),
		(asked, key, trail) =>
			database.transaction((tx) =>
				answerOnce(tx, key, trail, async () =>
					answerOf(operation, await operation.handle({ ...asked, tx, actsAs: nothing, afterCommit: nothing, afterReading: nothing })),
				),
			),
	)
}

type Terms = { readonly key: string | null; readonly dryRun: boolean; readonly trail: Trail }

async function command<A extends DoorAsker>(
	operation: AnyOperation<A>,
	asked: AnyAsked<A>,
	{ database, catalogue }: House<A>,
	{ key, dryRun, trail }: Terms,
	together: Together<A> | null,
): Promise<unknown> {
	let after: (() => void)[] = []
	if (key !== null && together !== null) return send(asked, await together(asked, key, trail))
	const answered = await database.transaction(
		async (tx) => {
			// A transaction that lost a race runs again, from here.
			after = []
			let userId = trail.userId
			const actsAs = (user: string): void => void (userId = user)
			const afterReading = () => assert(false, `${operation.id} records`)
			const handle = () => operation.handle({ ...asked, tx, actsAs, afterCommit: (work) => void after.push(work), afterReading })
			if (key !== null) return answerOnce(tx, key, trail, async () => answerOf(operation, await handle()))
			const given = await handle()
			const fresh = given instanceof Refusal ? { status: statusOf(given, catalogue), text: null } : answerOf(operation, given)
			if (!dryRun) await recordRequest(tx, null, { ...trail, userId }, fresh)
			return { ...fresh, replayed: false, refusal: given instanceof Refusal ? given : null }
		},
		{ rollback: dryRun },
	)
	if (!dryRun) for (const work of after) work()
	if ('refusal' in answered && answered.refusal !== null) throw answered.refusal
	return send(asked, answered)
}

function send<A>({ reply }: AnyAsked<A>, answered: Answer & { readonly replayed: boolean }): unknown {
	if (answered.replayed) reply.header('idempotency-replayed', 'true')
	reply.code(answered.status)
	return answered.text === null ? reply.send() : reply.type('application/json; charset=utf-8').send(answered.text)
}

function answerOf<A extends DoorAsker>(operation: AnyOperation<A>, view: unknown): Answer {
	assert(!(view instanceof Refusal), `${operation.id} throws its refusals`)
	const status = operation.wasThere?.(view) ? 200 : (operation.status ?? 200)
	return { status, text: view === undefined ? null : JSON.stringify(view) }
}

function statusOf(refusal: Refusal, catalogue: RefusalCatalogue): number {
	return must(catalogue[refusal.code], `the catalogue has ${refusal.code}`).status
}

type Given = { readonly body: unknown; readonly file: UploadedFile | undefined }

/** What a command was sent: JSON, or a form with a file; each operation takes one of them. The form is read only here, once it is known who sends it. */
async function bodyOf<A extends DoorAsker>(request: FastifyRequest, operation: AnyOperation<A>): Promise<Given> {
	const schema = operation.body ?? z.strictObject({})
	if (!operation.upload) {
		if (request.isMultipart()) throw new PlatformProblem('request.not-json-type')
		return { body: decode(schema, request.body), file: undefined }
	}
	if (!request.isMultipart()) throw new PlatformProblem('request.not-a-form')
	const { file, fields } = await readForm(request)
	decode(fileSchema, { file })
	return { body: decode(schema, fields), file: must(file, 'a file that was decoded') }
}

const fileSchema = z.object({ file: z.custom((file) => file !== null, 'field.required') })

function decode(schema: Shape | undefined, value: unknown): unknown {
	if (schema === undefined) return undefined
	const read = schema.safeParse(value ?? {}, { reportInput: true })
	if (!read.success) throw new MalformedRequest('', read.error)
	return read.data
}

function credentials(request: FastifyRequest): { cookie: string | null; bearer: string | null } {
	const bearer = /^Bearer ([\w.~+/=-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
	return { cookie: request.cookies['soquy'] ?? null, bearer }
}

function idempotencyKey(
	request: FastifyRequest,
	{ money, rehearsable }: { readonly money?: true; readonly rehearsable?: true },
): string | null {
	if (!money && !rehearsable) return null
	const key = request.headers['idempotency-key']
	if (key === undefined && !money) return null
	if (key === undefined) throw new PlatformProblem('idempotency.key-required')
	if (typeof key !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(key)) throw new PlatformProblem('idempotency.key-malformed')
	return key
}

/** Unknown parameters are refused, as unknown fields are; a command that records can be run dry. */
function effectiveQuery<A extends DoorAsker, P extends Shape, Q extends Shape, B extends Shape>(
	operation: Operation<A, P, Q, B>,
): z.ZodObject {
	const query = operation.query ?? z.strictObject({})
	assert(query instanceof z.ZodObject, `the query of ${operation.id} is an object`)
	return (operation.money || operation.rehearsable ? query.safeExtend(dryRunShape) : query).strict()
}
