import { createHash } from 'node:crypto'
import type {} from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { PlatformProblem } from './problem.js'

/** A file that came with a form: its name as the sender has it, its bytes, and their SHA-256 in hexadecimal. */
export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array; readonly sha256: string }

/** The largest file that is taken, in bytes. */
export const uploadMax = 50 * 1_024 * 1_024

/** What a form may hold: one file, and a few short fields. */
export const formLimits = { fileSize: uploadMax, files: 1, fields: 20, fieldSize: 100_000, fieldNameSize: 100, parts: 21, headerPairs: 50 }

type Form = { readonly file: UploadedFile | null; readonly fields: Readonly<Record<string, string>> }

/**
 * Reads a form of one file, in the field `file`, and of text fields; null where no file came. A form that breaks its limits
 * or its own grammar is a problem of the request.
 */
export async function readForm(request: FastifyRequest): Promise<Form> {
	try {
		return await partsOf(request)
	} catch (error) {
		// What the library says by a status is a limit; what it does not, a form that ends midway or is none.
		throw error instanceof PlatformProblem || (error as { statusCode?: number }).statusCode !== undefined
			? error
			: new PlatformProblem('request.broken')
	}
}

async function partsOf(request: FastifyRequest): Promise<Form> {
	let file: UploadedFile | null = null
	const fields: Record<string, string> = {}
	for await (const part of request.parts()) {
		if (part.type === 'file') {
			if (part.fieldname !== 'file') throw new PlatformProblem('request.broken')
			const bytes = await part.toBuffer()
			file = { name: nameOf(part.filename), bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
			continue
		}
		if (part.valueTruncated || typeof part.value !== 'string') throw new PlatformProblem('request.too-large')
		fields[part.fieldname] = part.value
	}
	return { file, fields }
}

/** A name without folders, without what no text column takes, short enough to be kept. */
function nameOf(given: string): string {
	const last = given.split(/[/\\]/).at(-1) ?? ''
	// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
	return last
		.replace(/[\u0000-\u001f\u007f]/g, '')
		.toWellFormed()
		.normalize('NFC')
		.slice(0, 200)
}
