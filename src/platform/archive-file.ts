import { createHash } from 'node:crypto'
import { closeSync, createReadStream, createWriteStream, existsSync, fstatSync, openSync, readSync, rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Entry, fromFdPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import type { Instant } from '../kernel/instant.js'
import { ArchiveRefused } from './archive.js'

/** One file in an archive. It is opened when those before it are through. */
export type Member = { readonly path: string; readonly open: () => Readable }

/** A file that was written or read: its size in bytes, and its seal, the SHA-256 of all but the seal itself. */
export type Sealed = { readonly seal: string; readonly bytes: number }

const sealLength = 64
/** Of zlib: half the time of its own choice, for a tenth more bytes. */
const compressionLevel = 3

/**
 * Writes an archive of the members in their order; nothing of it but the chunk at hand is in memory. Only its owner may
 * read it, and it has its name when it is whole and on the disk: whatever ends the program before takes it away. Throws
 * `ArchiveRefused` where there is a file of that name.
 */
export async function writeArchive(file: string, members: readonly Member[], madeAt: Instant): Promise<Sealed> {
	if (existsSync(file))
		throw new ArchiveRefused('exists', `Đã có tệp ${file}: không ghi đè. / ${file} is there already and is not overwritten.`)
	const part = `${file}.${process.pid}.part`
	const takeAway = (): void => rmSync(part, { force: true })
	process.once('exit', takeAway)
	try {
		const sealed = await writeThrough(part, members, madeAt)
		await rename(part, file)
		await syncFolder(dirname(file))
		return sealed
	} finally {
		process.off('exit', takeAway)
		takeAway()
	}
}

async function writeThrough(part: string, members: readonly Member[], madeAt: Instant): Promise<Sealed> {
	const zip = new ZipFile()
	const output = zip.outputStream as Readable
	const sealing = new Sealing()
	zip.on('error', (error: Error) => output.destroy(error))
	for (const { path, open } of members) {
		zip.addReadStreamLazy(path, { mtime: new Date(madeAt), mode: 0o100600, compressionLevel }, (take) => {
			const content = open()
			content.once('error', (error) => output.destroy(error))
			take(null, content)
		})
	}
	zip.end({ comment: '0'.repeat(sealLength), forceZip64Format: false })
	await pipeline(output, sealing, createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }))
	return { seal: sealing.seal, bytes: sealing.bytes }
}

/** Puts the hash of all that went through in the place of the last bytes, which the archive's comment keeps free for it. */
class Sealing extends Transform {
	seal = ''
	bytes = 0
	private readonly hash = createHash('sha256')
	private held = Buffer.alloc(0)

	override _transform(chunk: Buffer, _: BufferEncoding, next: () => void): void {
		this.bytes += chunk.length
		const all = Buffer.concat([this.held, chunk])
		const through = all.subarray(0, -sealLength)
		this.held = all.subarray(through.length)
		this.hash.update(through)
		this.push(through)
		next()
	}

	override _flush(next: () => void): void {
		this.seal = this.hash.digest('hex')
		this.push(this.seal)
		next()
	}
}

/** A name is on the disk when its folder is. Windows opens no folders, and needs none of it. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder).catch(() => null)
	await handle?.sync().catch(() => undefined)
	await handle?.close()
}

/** An archive whose seal was found whole. */
export type OpenArchive = Sealed & {
	/** Opens a member; throws `ArchiveRefused` where the archive has none of that path. */
	readonly read: (path: string) => Promise<Readable>
	readonly close: () => void
}

/**
 * Opens an archive, having read it from end to end: one byte that is not what was written, or one that is missing or too
 * many, and `ArchiveRefused` is thrown. The caller closes it.
 */
export async function openArchive(file: string, progress: (share: number) => void): Promise<OpenArchive> {
	const fd = opened(file)
	const close = (): void => closeSync(fd)
	try {
		const sealed = await checkSeal(fd, progress)
		const zip = await fromFdPromise(fd, { autoClose: false, lazyEntries: true })
		const entries = new Map<string, Entry>()
		for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
		const read = async (path: string): Promise<Readable> => {
			const entry = entries.get(path)
			if (entry !== undefined) return zip.openReadStreamPromise(entry)
			throw new ArchiveRefused('unknown', `Tệp không có phần "${path}" của bản lưu. / The file has no "${path}" of an archive.`)
		}
		return { ...sealed, read, close }
	} catch (error) {
		close()
		throw error
	}
}

function opened(file: string): number {
	try {
		return openSync(file, 'r')
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException
		throw new ArchiveRefused('unknown', `Không mở được tệp ${file} (${code}). / ${file} cannot be opened (${code}).`)
	}
}

async function checkSeal(fd: number, progress: (share: number) => void): Promise<Sealed> {
	const { size } = fstatSync(fd)
	const sealed = size - sealLength
	if (sealed > 0) {
		const seal = Buffer.alloc(sealLength)
		readSync(fd, seal, 0, sealLength, sealed)
		const hash = createHash('sha256')
		let read = 0
		for await (const chunk of createReadStream('', { fd, autoClose: false, start: 0, end: sealed - 1, highWaterMark: 1 << 20 })) {
			hash.update(chunk as Buffer)
			read += (chunk as Buffer).length
			progress(read / sealed)
		}
		if (hash.digest('hex') === seal.toString('latin1')) return { seal: seal.toString('latin1'), bytes: size }
	}
	throw new ArchiveRefused(
		'damaged',
		'Tệp bị hỏng, bị cắt cụt, hoặc không phải bản lưu của Sổ Quỹ. / The file is damaged, cut short, or no archive of Sổ Quỹ.',
	)
}
