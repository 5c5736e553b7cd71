import { PassThrough, type Transform } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { sqlState } from '../platform/database.js'
import type { Context } from '../platform/door.js'
import { Measuring } from '../platform/measuring.js'
import { writeCsv } from './csv.js'
import { type Out, ReaderGone, type Sheet } from './sheet.js'
import { writeXlsx } from './xlsx.js'

export const csvType = 'text/csv'
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The reply that the door hands to an operation. */
type Reply = Context<unknown, unknown, unknown, unknown>['reply']

/** A file as it is offered: its type, its name, and the two clocks that it answers for. */
export type FileHead = { readonly type: string; readonly name: string; readonly asOf: CalendarDate; readonly knownAt: Instant }

/** How much waits to be taken before its writer does, in bytes. */
const room = 128 * 1_024

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
	tell?: (sent: Sent) => void,
): Promise<Reply> {
	const body = tell === undefined ? new PassThrough({ highWaterMark: room }) : new Measuring(undefined, { highWaterMark: room })
	const told = (isWhole: boolean): void => {
		if (body instanceof Measuring) tell?.({ bytes: body.bytes, sha256: isWhole ? body.sha256() : null })
	}
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
		told(true)
	} catch (error) {
		told(false)
		if (!body.destroyed) body.destroy(reply.raw.headersSent ? brokenOff(error) : (error as Error))
	}
	return reply
}

/** Sends a sheet as CSV or as a workbook. */
export function sendSheet(reply: Reply, sheet: Sheet, format: 'csv' | 'xlsx', file: Omit<FileHead, 'type'>): Promise<Reply> {
	const { type, write } = sheetFile(sheet, format)
	return sendFile(reply, { ...file, type, name: `${file.name}.${format}` }, write)
}

/** A sheet as a file of a format: of which type it is, and how it is written. */
export function sheetFile(sheet: Sheet, format: 'csv' | 'xlsx'): { readonly type: string; readonly write: (out: Out) => Promise<void> } {
	return format === 'csv'
		? { type: csvType, write: (out) => writeCsv(sheet, out) }
		: { type: xlsxType, write: (out) => writeXlsx(sheet, out) }
}

/** Once the head is out the framework logs the error as it is, and a statement's own words may hold its values. */
function brokenOff(error: unknown): Error {
	const state = sqlState(error)
	return new Error(
		`a file was broken off: ${state === null && error instanceof Error ? (error.stack ?? error.message) : `the database refused (${state})`}`,
	)
}

/** The first part waits for the second: what goes wrong before there are rows can still be answered as a problem. */
function outTo(body: Transform): { readonly out: Out; readonly flush: () => Promise<void> } {
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
function drained(body: Transform): Promise<void> {
	return new Promise((resolve) => {
		const done = (): void => {
			body.off('drain', done).off('close', done)
			resolve()
		}
		body.on('drain', done).on('close', done)
	})
}
