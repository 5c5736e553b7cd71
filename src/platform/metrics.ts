import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Log } from './log.js'
import { PlatformProblem } from './problem.js'

/**
 * Measures every request by its route, never by its path, and shows the figures at /metrics, to this machine only.
 */
export function meter(server: FastifyInstance, log: Log): void {
	const registry = new Registry()
	collectDefaultMetrics({ register: registry })
	const durations = new Histogram({
		name: 'http_request_duration_seconds',
		help: 'time from the first byte of a request to the last of its answer',
		labelNames: ['method', 'route', 'status'],
		buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
		registers: [registry],
	})
	server.addHook('onResponse', async (request, reply) => {
		const route = request.routeOptions.url ?? 'none'
		durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
		log.debug({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered')
	})
	server.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
		if (!/^(127\.|::1$|::ffff:127\.)/.test(request.ip)) throw new PlatformProblem('request.not-found')
		return reply.type(registry.contentType).send(await registry.metrics())
	})
	server.addHook('onClose', async () => registry.clear())
}
