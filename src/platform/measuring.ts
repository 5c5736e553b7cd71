import { createHash } from 'node:crypto'
import { Transform, type TransformOptions } from 'node:stream'

/** Lets everything through as it is, and knows how many bytes that was and their SHA-256. */
export class Measuring extends Transform {
	bytes = 0
	private readonly hash = createHash('sha256')

	/** `onBytes` is told how many bytes are through, now and again. */
	constructor(
		private readonly onBytes: (bytes: number) => void = () => undefined,
		options: TransformOptions = {},
	) {
		super(options)
	}

	override _transform(chunk: Buffer, _: BufferEncoding, next: () => void): void {
		this.hash.update(chunk)
		this.bytes += chunk.length
		this.onBytes(this.bytes)
		this.push(chunk)
		next()
	}

	/** In hexadecimal digits; to be asked once, when all is through. */
	sha256(): string {
		return this.hash.digest('hex')
	}
}
