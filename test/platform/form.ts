import type { FastifyInstance } from 'fastify'
import type { Answer } from './harness.js'

/** A form as a browser sends it. */
export async function formOf(file: { readonly name: string; readonly bytes: Uint8Array } | null, fields: Readonly<Record<string, string>>) {
	const form = new FormData()
	for (const [name, value] of Object.entries(fields)) form.append(name, value)
	if (file !== null) form.append('file', new Blob([Buffer.from(file.bytes)]), file.name)
	const request = new Request('http://localhost/', { method: 'POST', body: form })
	return { payload: Buffer.from(await request.arrayBuffer()), type: request.headers.get('content-type') ?? '' }
}

/** Sends a form to an operation below /api/v1. */
export async function sendForm(
	app: FastifyInstance,
	path: string,
	form: { readonly payload: Buffer; readonly type: string },
	headers: Record<string, string> = {},
): Promise<Answer> {
	const answer = await app.inject({
		method: 'POST',
		url: `/api/v1${path}`,
		payload: form.payload,
		headers: { 'content-type': form.type, ...headers },
	})
	return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}
