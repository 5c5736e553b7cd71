import { z } from 'zod'
import type { RefusalCatalogue } from '../kernel/refusal.js'
import { fieldProblems, platformProblems } from './problem.js'

/** The JSON Schema of what goes over the wire: the input side, for codecs read text and write it again. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
	const { $schema: _, ...document } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>
	return document
}

/** What the document needs to know of an operation. */
type Documented = {
	readonly id: string
	readonly method: string
	readonly tag: string
	readonly summary: string
	readonly params?: z.ZodType
	readonly query: z.ZodObject
	readonly body?: z.ZodType
	readonly answer?: z.ZodType
	readonly status?: number
	readonly wasThere?: unknown
	readonly money?: true
	readonly rehearsable?: true
	readonly upload?: true
	readonly refusals?: readonly string[]
	readonly media?: readonly string[]
}

/** One operation's part of the document, in the framework's form; `open` is one that needs nobody to be signed in. */
export function operationSchema(operation: Documented, open: boolean): Record<string, unknown> {
	const status = String(operation.status ?? 200)
	const refused = operation.refusals ?? []
	const content = Object.fromEntries((operation.media ?? []).map((type) => [type, { schema: { type: 'string' } }]))
	const json = operation.answer === undefined ? {} : { 'application/json': { schema: jsonSchemaOf(operation.answer) } }
	return {
		operationId: operation.id,
		tags: [operation.tag],
		summary: operation.summary,
		...(open ? { security: [] } : {}),
		...(operation.params === undefined ? {} : { params: jsonSchemaOf(operation.params) }),
		...(Object.keys(operation.query.shape).length === 0 ? {} : { querystring: jsonSchemaOf(operation.query) }),
		...(operation.upload ? { consumes: ['multipart/form-data'], body: formOf(operation.body ?? z.strictObject({})) } : {}),
		...(operation.body === undefined || operation.upload ? {} : { body: jsonSchemaOf(operation.body) }),
		...(operation.money || operation.rehearsable
			? { headers: idempotencyHeader(operation.money ? 'required unless dryRun=true' : 'may be given') }
			: {}),
		response: {
			...(operation.wasThere === undefined ? {} : { 200: { description: 'what was there before', content: { ...json, ...content } } }),
			[status]: status === '204' ? { description: 'done', type: 'null' } : { description: 'the answer', content: { ...json, ...content } },
			'4XX': { description: ['a problem (RFC 9457)', ...refused.map((code) => `\`${code}\``)].join('; '), content: problemContent },
			'5XX': { description: 'the program or its database is in trouble; 503 says when to come again', content: problemContent },
		},
	}
}

/** A form: the text fields, and the file. */
function formOf(fields: z.ZodType): Record<string, unknown> {
	const { properties, required, ...form } = jsonSchemaOf(fields)
	const file = { type: 'string', format: 'binary', description: 'one file, 50 MB at most' }
	return {
		...form,
		properties: { file, ...(properties as object | undefined) },
		required: ['file', ...((required as string[] | undefined) ?? [])],
	}
}

const problemContent = { 'application/problem+json': { schema: { $ref: 'Problem#' } } }
const idempotencyHeader = (description: string) => ({
	type: 'object',
	properties: { 'idempotency-key': { type: 'string', maxLength: 255, description } },
})

/** The document's frame; the paths come from the operations themselves. */
export function openapiFrame(version: string) {
	return {
		openapi: '3.1.0' as const,
		info: {
			title: 'Sổ Quỹ',
			version,
			description:
				'Sổ vay vốn và tiết kiệm của Hội Liên hiệp Phụ nữ tỉnh. The loan and savings book of a provincial Women’s Union. Money is a string of whole đồng; every balance answers for any day (`asOf`) as known at any moment (`knownAt`).',
			license: { name: 'MIT', identifier: 'MIT' },
		},
		servers: [{ url: '/', description: 'this program' }],
		security: [{ session: [] }, { token: [] }],
		components: {
			securitySchemes: {
				session: { type: 'apiKey' as const, in: 'cookie' as const, name: 'soquy', description: 'a session, from POST /sessions' },
				token: { type: 'http' as const, scheme: 'bearer', description: 'an API token' },
			},
		},
	}
}

/** RFC 9457, with every code that this program may answer and its sentences in both languages. */
export function problemSchema(catalogue: RefusalCatalogue): Record<string, unknown> {
	const codes = Object.entries({ ...platformProblems, ...catalogue })
	return {
		$id: 'Problem',
		type: 'object',
		required: ['type', 'title', 'status', 'code', 'detail', 'errors'],
		properties: {
			type: { type: 'string', examples: ['urn:soquy:problem:loan.overpayment'] },
			title: { type: 'string' },
			status: { type: 'integer' },
			code: {
				type: 'string',
				enum: codes.map(([code]) => code),
				description: codes.map(([code, { status, vi, en }]) => `\`${code}\` (${status}): ${vi} / ${en}`).join('\n\n'),
			},
			detail: { type: 'string' },
			errors: {
				type: 'array',
				items: {
					type: 'object',
					required: ['path', 'code', 'message'],
					properties: {
						path: { type: 'string', examples: ['amount'] },
						code: {
							type: 'string',
							description: Object.entries(fieldProblems)
								.map(([code, { vi, en }]) => `\`${code}\`: ${vi} / ${en}`)
								.join('\n\n'),
						},
						message: { type: 'string' },
					},
				},
			},
		},
	}
}
