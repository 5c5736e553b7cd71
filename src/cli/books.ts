import { retellApplications } from '../applications/question-actions.js'
import { checkCollections } from '../collection/question-actions.js'
import { retellCustodies } from '../custody/question-actions.js'
import { retellFunds } from '../funds/question-actions.js'
import { checkGroups } from '../groups/places-store.js'
import { retellFees } from '../fees/question-actions.js'
import { checkBooks, checkCheckpoints } from '../ledger/check-store.js'
import { retellLoans } from '../lending/question-actions.js'
import { retellAid } from '../mutualaid/question-actions.js'
import { retellCampaigns } from '../campaigns/question-actions.js'
import { retellPiggyBanks } from '../piggybanks/question-actions.js'
import { checkOpenings } from '../openings/store.js'
import { openDatabase } from '../platform/database.js'
import { createLog } from '../platform/log.js'
import { checkAcknowledged } from '../platform/requests.js'
import { retellCircles } from '../rotation/question-actions.js'
import { retellReceiptBooks } from '../receipts/question-actions.js'
import { retellSavings } from '../savings/question-actions.js'
import { print } from './database.js'

const namedMax = 50

/** Every kind of contract, what several of them are called, and what tells all of a kind again. */
const kinds = [
	{ kind: 'loan', vi: 'khoản vay', en: 'loans', retellAll: retellLoans },
	{ kind: 'circle', vi: 'dây họ', en: 'circles', retellAll: retellCircles },
	{ kind: 'custody', vi: 'sổ giữ tiền', en: 'custodies', retellAll: retellCustodies },
	{ kind: 'receipt-book', vi: 'quyển biên lai', en: 'receipt books', retellAll: retellReceiptBooks },
	{ kind: 'savings account', vi: 'sổ tiết kiệm', en: 'savings accounts', retellAll: retellSavings },
	{ kind: 'aid', vi: 'lần giúp đỡ', en: 'acts of help', retellAll: retellAid },
	{ kind: 'fund', vi: 'quỹ xã hội', en: 'social funds', retellAll: retellFunds },
	{ kind: 'piggy bank', vi: 'lợn tiết kiệm', en: 'piggy banks', retellAll: retellPiggyBanks },
	{ kind: 'campaign', vi: 'đợt gửi tiết kiệm', en: 'campaigns', retellAll: retellCampaigns },
	{ kind: 'fee', vi: 'khoản phí', en: 'fees', retellAll: retellFees },
] as const

/**
 * Rebuilds every cached state and the whole book from the events and compares; looks at entries, books, periods and
 * acknowledged requests. Prints what is wrong, or that nothing is, which it answers. The database is opened as its owner.
 */
export async function verifyBooks(url: string): Promise<boolean> {
	const database = openDatabase(url, { log: createLog('warn'), connections: 2, asProgram: false })
	try {
		const began = performance.now()
		let wrong = 0
		const told = kinds.map(() => 0)
		const say = (line: string): void => {
			wrong += 1
			if (wrong <= namedMax) print(`✗ ${line}`)
		}
		await database.reading(async (tx) => {
			for (const { rule, entryId, what } of await checkBooks(tx)) say(`${rule}: entry ${entryId} (${what})`)
			for (const { closingId, what } of await checkCheckpoints(tx)) say(`closing ${closingId}: ${what}`)
			for (const { code, what } of await checkGroups(tx)) say(`group ${code}: ${what}`)
			for (const { book, what } of await checkOpenings(tx)) say(`book ${book}: ${what}`)
			for (const { id, what } of await checkAcknowledged(tx)) say(`request ${id}: ${what}`)
			for (const [at, { kind, retellAll }] of kinds.entries())
				for await (const { contractId, seq, what } of retellAll(tx, (count) => (told[at] = count)))
					say(`${kind} ${contractId}${seq === null ? '' : `, event ${seq}`}: ${what}`)
			for (const { sheetId, no, what } of await checkCollections(tx)) say(`collection sheet ${sheetId}, line ${no}: ${what}`)
			for await (const { code, what } of retellApplications(tx)) say(`application ${code}: ${what}`)
		})
		if (wrong > namedMax) print(`… và ${wrong - namedMax} chỗ khác / and ${wrong - namedMax} more`)
		const counts = (language: 'vi' | 'en'): string => kinds.map((kind, at) => `${told[at]} ${kind[language]}`).join(', ')
		const seconds = ((performance.now() - began) / 1000).toFixed(1)
		print(
			wrong === 0
				? `✓ Sổ đúng: kể lại ${counts('vi')} trong ${seconds} giây. / The books are right: re-told ${counts('en')} in ${seconds} s.`
				: `✗ ${wrong} chỗ sai. / ${wrong} things are wrong.`,
		)
		return wrong === 0
	} finally {
		await database.close()
	}
}
