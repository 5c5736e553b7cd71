import { createHash } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { sqlState } from '../platform/database.js'
import type { Context } from '../platform/door.js'
import { writeCsv } from './csv.js'
import { type Out, ReaderGone, type Sheet } from './sheet.js'
import { writeXlsx } from './xlsx.js'

export const csvType = 'text/csv'
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The reply that the door hands to an operation. */
type Reply = Context<unknown, unknown, unknown, unknown>['reply']

/** A file as it is offered: its type, its name, and the two clocks that it answers for. */
export type FileHead = { readonly type: string; readonly name: string; readonly asOf: CalendarDate; readonly knownAt: Instant }

/** What went out: how many bytes, and their SHA-256; null where it was broken off. */
export type Sent = { readonly bytes: number; readonly sha256: string | null }

/**
 * Sends a file while it is being written, and comes back when the last byte is out of our hands. A reader who goes away
 * ends the work; an error midway breaks the connection, so that half a file is never taken for a whole one.
 */
export async function sendFile(
	reply: Reply,
	file: FileHead,
	write: (out: Out) => Promise<void>,
	tell: (sent: Sent) => void = () => undefined,
): Promise<Reply> {
	const { body, sent } = countedBody()
	// Fastify listens too, but only when the hooks of the answer have run.
	body.on('error', () => undefined)
	void reply
		.type(file.type.startsWith('text/') ? `${file.type}; charset=utf-8` : file.type)
		.header('content-disposition', `attachment; filename="${file.name}"`)
		.header('as-of', file.asOf)
		.header('known-at', file.knownAt)
		.header('cache-control', 'no-store')
		.send(body)
	try {
		const { out, flush } = outTo(body)
		await write(out)
		await flush()
		if (!body.writableEnded) body.end()
		await finished(body, { readable: false })
		tell(sent('whole'))
	} catch (error) {
		tell(sent('broken off'))
		if (!body.destroyed) body.destroy(reply.raw.headersSent ? brokenOff(error) : (error as Error))
	}
	return reply
}

/** Sends a sheet as CSV or as a workbook. */
export function sendSheet(reply: Reply, sheet: Sheet, format: 'csv' | 'xlsx', file: Omit<FileHead, 'type'>): Promise<Reply> {
	const head = { ...file, type: format === 'csv' ? csvType : xlsxType, name: `${file.name}.${format}` }
	return sendFile(reply, head, (out) => (format === 'csv' ? writeCsv(sheet, out) : writeXlsx(sheet, out)))
}

/** What the reader gets, with its bytes counted and their digest taken; `sent` is to be asked once. */
function countedBody(): { readonly body: PassThrough; readonly sent: (how: 'whole' | 'broken off') => Sent } {
	const digest = createHash('sha256')
	let bytes = 0
	const body = new PassThrough({
		highWaterMark: 128 * 1_024,
		transform: (part: Buffer, _, done) => {
			digest.update(part)
			bytes += part.length
			done(null, part)
		},
	})
	return { body, sent: (how) => ({ bytes, sha256: how === 'whole' ? digest.digest('hex') : null }) }
}

/** Once the head is out the framework logs the error as it is, and a statement's own words may hold its values. */
function brokenOff(error: unknown): Error {
	const state = sqlState(error)
	return new Error(
		`a file was broken off: ${state === null && error instanceof Error ? (error.stack ?? error.message) : `the database refused (${state})`}`,
	)
}

/** The first part waits for the second: what goes wrong before there are rows can still be answered as a problem. */
function outTo(body: PassThrough): { readonly out: Out; readonly flush: () => Promise<void> } {
	let first: (string | Uint8Array)[] | null = null
	const assertReader = (): void => {
		if (body.destroyed) throw new ReaderGone()
	}
	const put = async (part: string | Uint8Array): Promise<void> => {
		assertReader()
		if (!body.write(part)) await drained(body)
		assertReader()
	}
	const flush = async (): Promise<void> => {
		const held = first ?? []
		first = []
		for (const part of held) await put(part)
	}
	const write = async (part: string | Uint8Array): Promise<void> => {
		if (first === null) {
			first = [part]
			return
		}
		await flush()
		await put(part)
	}
	return { out: { stream: body, assertReader, write }, flush }
}

/** Waits until there is room again, or nobody left to wait for. */
function drained(body: PassThrough): Promise<void> {
	return new Promise((resolve) => {
		const done = (): void => {
			body.off('drain', done).off('close', done)
			resolve()
		}
		body.on('drain', done).on('close', done)
	})
}
