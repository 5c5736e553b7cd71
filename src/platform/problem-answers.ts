import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, type RefusalCatalogue } from '../kernel/refusal.js'
import { sqlState } from './database.js'
import { languageOf } from './language.js'
import type { Log } from './log.js'
import {
	foreignProblemCode,
	MalformedRequest,
	malformedProblem,
	PlatformProblem,
	type Problem,
	platformProblem,
	refusalProblem,
} from './problem.js'

/** The handlers by which every error of the server becomes a problem (RFC 9457) in the language of the asker. */
export function answerProblems(catalogue: RefusalCatalogue, log: Log) {
	const errorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
		const problem = problemOf(error, catalogue, request)
		if (problem.status >= 500) tell(log, error, problem, request)
		if (problem.status === 503) reply.header('retry-after', '5')
		return send(reply, problem)
	}
	return {
		errorHandler,
		notFoundHandler: (request: FastifyRequest, reply: FastifyReply) =>
			errorHandler(new PlatformProblem('request.not-found'), request, reply),
		frameworkErrors: (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
			errorHandler(new PlatformProblem('request.broken'), request, reply),
	}
}

/** What cannot be read as HTTP, or comes too slowly, is told so and its socket is closed. */
export function answerBrokenSocket(error: NodeJS.ErrnoException, socket: Socket): void {
	if (error.code === 'ECONNRESET' || socket.destroyed) return
	if (socket.writable) {
		const problem = platformProblem('request.broken', 'vi')
		const body = JSON.stringify(problem)
		const head = [
			`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
			'content-type: application/problem+json; charset=utf-8',
			`content-length: ${Buffer.byteLength(body)}`,
			'connection: close',
		]
		socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
	}
	socket.destroySoon()
}

function problemOf(error: unknown, catalogue: RefusalCatalogue, request: FastifyRequest): Problem {
	const language = languageOf(request.headers['accept-language'])
	if (error instanceof Refusal) return refusalProblem(error, catalogue, language)
	if (error instanceof MalformedRequest) return malformedProblem(error, language)
	if (error instanceof PlatformProblem) return platformProblem(error.code, language)
	return platformProblem(foreignProblemCode(error) ?? 'service.defect', language)
}

/**
 * A defect is told with its stack; that the database is away, in a line. Never with the path, which may hold a name, nor
 * with what the database and drizzle say of a statement, which holds its values.
 */
function tell(log: Log, error: unknown, problem: Problem, request: FastifyRequest): void {
	const where = { method: request.method, route: request.routeOptions.url, request: request.id }
	const cause = innermost(error)
	if (problem.code === 'service.defect') log.error({ ...where, defect: described(error, cause) }, 'a defect')
	else if (problem.code !== 'service.stopping') log.warn({ ...where, reason: cause.message }, problem.code)
}

function described(error: unknown, cause: Error): Record<string, unknown> {
	const frames = (error instanceof Error ? (error.stack ?? '') : '').split('\n').filter((line) => /^\s+at /.test(line))
	const { code, table, constraint, column } = cause as { code?: string; table?: string; constraint?: string; column?: string }
	const told = sqlState(cause) === null ? cause.message : `the database refused (${code})`
	return { kind: cause.constructor.name, told, table, constraint, column, frames }
}

function innermost(error: unknown): Error {
	if (!(error instanceof Error)) return new Error(`thrown: ${typeof error}`)
	return error.cause instanceof Error ? innermost(error.cause) : error
}

function send(reply: FastifyReply, problem: Problem): FastifyReply {
	return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
}
