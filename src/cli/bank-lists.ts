import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { programAsker } from '../access/asker.js'
import { calendarDate, isCalendarDate } from '../kernel/calendar-date.js'
import { readConfig } from '../platform/config.js'
import { openDatabase } from '../platform/database.js'
import { createLog } from '../platform/log.js'
import { listLenders } from '../products/actions.js'
import { plantDifferences } from './demo/bank-differences.js'
import { ownList } from './demo/own-list-actions.js'
import { bankCsv, writeBankWorkbook } from './demo/bank-list-files.js'
import { agribankShape, type BankListShape, firstLineOf, nhcsxhShape } from './demo/bank-list-shapes.js'
import { findDatabase, print, runCommand } from './database.js'

type Options = { readonly asOf: string; readonly seed: string; readonly perKind: string; readonly out: string }

const shapes: Readonly<Record<string, BankListShape>> = { NHCSXH: nhcsxhShape, AGRIBANK: agribankShape }

/**
 * Writes what the banks of the demonstration would hand in at the end of a month: our own book in the shape of their lists,
 * with differences put in, and beside each list what they are.
 */
await runCommand(async () => {
	const program = new Command('bank-lists')
		.description('Lập danh sách mẫu của ngân hàng từ sổ mẫu, có cài sẵn chênh lệch. / Writes banks’ lists with planted differences.')
		.option('--as-of <day>', 'the day that the lists are about', '2022-10-31')
		.option('--seed <number>', 'the same seed plants the same differences', '1')
		.option('--per-kind <number>', 'how many differences of each kind', '20')
		.option('--out <folder>', 'where the files go', './bank-lists')
	const config = readConfig(process.argv.slice(2), process.env, program)
	const options = program.opts<Options>()
	const [seed, perKind] = [Number(options.seed), Number(options.perKind)]
	if (!isCalendarDate(options.asOf) || !Number.isInteger(seed) || !Number.isInteger(perKind) || perKind < 0)
		throw new Error('--as-of là ngày YYYY-MM-DD; --seed và --per-kind là số nguyên / a day, and whole numbers')
	const asOf = calendarDate(options.asOf)
	const folder = resolve(options.out)
	const { url, close } = await findDatabase(config, { join: true })
	const database = openDatabase(url, { log: createLog('warn'), connections: 1 })
	try {
		await mkdir(folder, { recursive: true })
		const knownAt = await database.knowledgeNow()
		const banks = await database.reading((tx) => listLenders(tx, { limit: '500' }, programAsker))
		for (const { id, code } of banks.items) {
			const shape = shapes[code]
			if (shape === undefined) continue
			const loans = await database.reading((tx) => ownList(tx, id, { asOf, knownAt }))
			const { rows, planted } = plantDifferences(loans, { asOf, seed, perKind, firstLine: firstLineOf(shape) })
			const path = join(folder, `${shape.name}-${asOf}`)
			await writeBankWorkbook(`${path}.xlsx`, shape, rows, asOf)
			await writeFile(`${path}.csv`, bankCsv(shape, rows, asOf))
			await writeFile(`${path}.planted.json`, `${JSON.stringify(planted, null, '\t')}\n`)
			print(`${path}.xlsx, .csv: ${rows.length} dòng / rows; ${planted.length} chênh lệch / differences in .planted.json`)
		}
	} finally {
		await database.close()
		await close()
	}
})
