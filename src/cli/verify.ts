import { Command } from 'commander'
import { readConfig } from '../platform/config.js'
import { verifyBooks } from './books.js'
import { findDatabase, runCommand } from './database.js'

/** Proves the books from their events, names what is wrong, and then exits with 1. */
await runCommand(async () => {
	const program = new Command('verify').description(
		'Kiểm tra sổ: dựng lại mọi số dư và bút toán từ các sự kiện. / Rebuilds the books from the events and compares.',
	)
	const config = readConfig(process.argv.slice(2), process.env, program)
	const { url, close } = await findDatabase(config, { join: true })
	try {
		if (!(await verifyBooks(url))) process.exitCode = 1
	} finally {
		await close()
	}
})
