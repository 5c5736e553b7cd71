// Holds a data folder until it is killed: the other process of the tests on two starts. Prints one line, a url or an
// error's code.
import { startEmbeddedServer } from '../../src/platform/embedded-server.js'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
try {
	const server = await startEmbeddedServer({ dataFolder: process.argv[2] ?? '', log, fsync: false })
	console.log(JSON.stringify({ url: server.url }))
	setInterval(() => undefined, 1_000)
} catch (error) {
	console.log(JSON.stringify({ code: (error as { code?: string }).code, message: (error as Error).message }))
}
