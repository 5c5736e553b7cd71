import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { type FastifyInstance, fastify, LogController } from 'fastify'
import type { RefusalCatalogue } from '../kernel/refusal.js'
import type { Database } from './database.js'
import type { Log } from './log.js'
import { meter } from './metrics.js'
import { openapiFrame, problemSchema } from './openapi.js'
import { PlatformProblem } from './problem.js'
import { answerProblems, answerBrokenSocket } from './problem-answers.js'
import { formLimits } from './upload.js'

export type ServerOptions = {
	readonly log: Log
	/** Every capability's refusals. */
	readonly catalogue: RefusalCatalogue
	readonly version: string
	readonly database: Database
	/** Times in milliseconds after which a socket is closed; for tests. */
	readonly patience?: Partial<Patience>
}

/** How long a client may take, in milliseconds. */
export type Patience = {
	/** From the connection, or the last answer, to the end of the headers. */
	readonly headers: number
	/** To the end of the body. */
	readonly request: number
	/** Between two requests. */
	readonly idle: number
	/** Without a byte in either direction: a reader who no longer reads. */
	readonly silence: number
	/** How often the above is looked at. */
	readonly look: number
}

const patience: Patience = { headers: 15_000, request: 30_000, idle: 20_000, silence: 120_000, look: 2_000 }

/** What our own pages need and nothing more; the browser application brings no script of others. */
const contentSecurity = {
	defaultSrc: ["'self'"],
	baseUri: ["'none'"],
	formAction: ["'self'"],
	frameAncestors: ["'none'"],
	imgSrc: ["'self'", 'data:'],
	objectSrc: ["'none'"],
	scriptSrc: ["'self'"],
	scriptSrcAttr: ["'none'"],
	styleSrc: ["'self'"],
}

/** The pages of /docs set styles from script. */
const documentationSecurity =
	"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * An HTTP server without operations: limits, security headers, problems, compression, the document, health and metrics.
 * Input is not validated here: the door decodes it, once.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
	const { log, catalogue, version, database } = options
	const limits = { ...patience, ...options.patience }
	const { frameworkErrors, errorHandler, notFoundHandler } = answerProblems(catalogue, log)
	const server = fastify({
		loggerInstance: log,
		// A path may hold a name that was searched for, so requests are not logged as the framework does.
		logController: new LogController({ disableRequestLogging: true }),
		bodyLimit: 1_048_576,
		requestTimeout: limits.request,
		connectionTimeout: limits.silence,
		keepAliveTimeout: limits.idle,
		maxRequestsPerSocket: 10_000,
		http: { headersTimeout: limits.headers, connectionsCheckingInterval: limits.look },
		// Only a proxy on this machine may say for whom it asks.
		trustProxy: 'loopback',
		return503OnClosing: false,
		frameworkErrors,
		clientErrorHandler: answerBrokenSocket,
	}) as unknown as FastifyInstance

	server.setValidatorCompiler(() => () => true)
	server.setSerializerCompiler(() => (view) => JSON.stringify(view))
	server.setErrorHandler(errorHandler)
	server.setNotFoundHandler(notFoundHandler)
	takeJsonOnly(server)
	// Read by operations that take a file, and by nothing else; the door says so.
	await server.register(multipart, { limits: formLimits })

	await server.register(helmet, {
		contentSecurityPolicy: { useDefaults: false, directives: contentSecurity },
		referrerPolicy: { policy: 'same-origin' },
	})
	await server.register(cookie)
	await server.register(rateLimit, { global: false, errorResponseBuilder: () => new PlatformProblem('request.too-many') })
	await server.register(compress, {
		globalDecompression: false,
		threshold: 1_024,
		encodings: ['br', 'gzip'],
		customTypes: /^text\/(?!event-stream)|[/+](json|xml|javascript)(?:;|$)/u,
	})
	meter(server, log)
	refuseWhileStopping(server)
	// What people owe is not to lie in anybody's cache.
	server.addHook('onRequest', async (request, reply) => {
		if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
	})

	server.addSchema(problemSchema(catalogue))
	await server.register(swagger, {
		openapi: openapiFrame(version),
		convertConstToEnum: false,
		refResolver: { buildLocalReference: (json, _base, _fragment, i) => (typeof json['$id'] === 'string' ? json['$id'] : `def-${i}`) },
	})
	await server.register(swaggerUi, { routePrefix: '/docs', staticCSP: documentationSecurity, uiConfig: { persistAuthorization: false } })
	server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger())
	server.get('/livez', { schema: { hide: true } }, () => ({ status: 'alive' }))
	server.get('/readyz', { schema: { hide: true } }, async () => {
		if (!(await database.answers())) throw new PlatformProblem('service.database-away')
		return { status: 'ready' }
	})
	return server
}

/** Bodies are JSON in UTF-8 (or a form, where a file is asked for), whatever else the framework could read; an empty one is no body. */
function takeJsonOnly(server: FastifyInstance): void {
	const parse = server.getDefaultJsonParser('error', 'error')
	const utf8 = new TextDecoder('utf-8', { fatal: true })
	server.removeAllContentTypeParsers()
	server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
		if (body.length === 0) return done(null, undefined)
		try {
			return void parse(request, utf8.decode(body as Buffer), done)
		} catch {
			return done(new PlatformProblem('request.not-json'), undefined)
		}
	})
}

/** Once the program was told to stop, what is under way is finished and nothing new is begun. */
function refuseWhileStopping(server: FastifyInstance): void {
	let stopping = false
	server.addHook('preClose', async () => {
		stopping = true
	})
	server.addHook('onRequest', async (request) => {
		if (!stopping || request.url === '/livez') return
		throw new PlatformProblem('service.stopping')
	})
	// A kept-open connection would hold the end up until it is idle for long enough.
	server.addHook('onSend', async (_request, reply) => {
		if (stopping) reply.header('connection', 'close')
	})
}
