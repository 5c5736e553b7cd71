import { Command } from 'commander'
import { retellApplications } from '../applications/question-actions.js'
import { checkBooks } from '../ledger/store.js'
import { retellLoans } from '../lending/question-actions.js'
import { readConfig } from '../platform/config.js'
import { openDatabase } from '../platform/database.js'
import { createLog } from '../platform/log.js'
import { checkAcknowledged } from '../platform/requests.js'
import { findDatabase, print, runCommand } from './database.js'

const namedMax = 50

/**
 * Rebuilds every cached state and the whole book from the events and compares; looks at entries, books, periods and
 * acknowledged requests. Names what is wrong, and then exits with 1.
 */
await runCommand(async () => {
	const program = new Command('verify').description(
		'Kiểm tra sổ: dựng lại mọi số dư và bút toán từ các sự kiện. / Rebuilds the books from the events and compares.',
	)
	const config = readConfig(process.argv.slice(2), process.env, program)
	const { url, close } = await findDatabase(config, { join: true })
	const database = openDatabase(url, { log: createLog('warn'), connections: 2, asProgram: false })
	try {
		const began = performance.now()
		let wrong = 0
		let loans = 0
		const say = (line: string): void => {
			wrong += 1
			if (wrong <= namedMax) print(`✗ ${line}`)
		}
		await database.reading(async (tx) => {
			for (const { rule, entryId, what } of await checkBooks(tx)) say(`${rule}: entry ${entryId} (${what})`)
			for (const { id, what } of await checkAcknowledged(tx)) say(`request ${id}: ${what}`)
			for await (const { contractId, seq, what } of retellLoans(tx, (count) => (loans = count)))
				say(`loan ${contractId}${seq === null ? '' : `, event ${seq}`}: ${what}`)
			for await (const { code, what } of retellApplications(tx)) say(`application ${code}: ${what}`)
		})
		if (wrong > namedMax) print(`… và ${wrong - namedMax} chỗ khác / and ${wrong - namedMax} more`)
		const seconds = ((performance.now() - began) / 1000).toFixed(1)
		print(
			wrong === 0
				? `✓ Sổ đúng: ${loans} khoản vay kể lại trong ${seconds} giây. / The books are right: ${loans} loans re-told in ${seconds} s.`
				: `✗ ${wrong} chỗ sai. / ${wrong} things are wrong.`,
		)
		if (wrong > 0) process.exitCode = 1
	} finally {
		await database.close()
		await close()
	}
})
