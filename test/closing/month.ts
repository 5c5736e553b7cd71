import { made, newKey } from '../collection/office.js'
import { lineOf, type Meeting, openMeeting } from '../collection/meeting.js'
import { type Answer, asOwner, type Call } from '../platform/harness.js'

/** A province that ends October 2022: today is 15/06/2023. */
export type Month = Meeting & {
	readonly officerOfProvince: Call
	/** Another administrator, who may agree to what the first one asked. */
	readonly second: Call
	readonly checklist: (book: string, month?: string) => Promise<any>
	/** The states of a book's items, by item. */
	readonly states: (book: string, month?: string) => Promise<Record<string, string>>
	readonly waive: (book: string, item: string, month?: string, by?: Call) => Promise<Answer>
	readonly close: (month: string, books?: readonly string[], by?: Call) => Promise<Answer>
	/** Waives whatever is open of a month of a book, and closes it. Answers the id of the closing. */
	readonly closeAnyway: (month: string, book: string) => Promise<string>
	/** The minutes of a meeting of the bank's group to which everybody came. */
	readonly meet: (on: string) => Promise<void>
	readonly collect: (on: string) => Promise<void>
	/** Both sides sign the reconciliation of a day. */
	readonly sign: (lenderCode: string, asOf: string) => Promise<void>
}

export async function openMonth(): Promise<Month> {
	const meeting = await openMeeting()
	const { house, office, admin, borrowers, bankGroup, bankLeader } = meeting
	await asOwner(
		house.url,
		`insert into users (username, name, password_hash, role, demonstration, must_change_password, created_at)
		select 'admin2', 'Lý Thị Hai', password_hash, role, demonstration, false, now() from users where username = 'admin'`,
	)
	await asOwner(
		house.url,
		`insert into users (username, name, password_hash, role, unit_id, demonstration, must_change_password, created_at)
		select 'province', 'Đàm Thị Tỉnh', password_hash, role, (select id from units where level = 'province' limit 1), demonstration, false, now()
		from users where username = 'officer'`,
	)
	const checklist: Month['checklist'] = async (book, month = '2022-10') =>
		(await admin('GET', `/closings/checklist?month=${month}&book=${book}`)).body.books[0]
	const states: Month['states'] = async (book, month) =>
		Object.fromEntries((await checklist(book, month)).items.map(({ item, state }: any) => [item, state]))
	const waive: Month['waive'] = (book, item, month = '2022-10', by = admin) =>
		by('POST', '/closings/waivers', { month, book, item, reason: 'Làm sau khi khoá sổ' })
	const close: Month['close'] = (month, books, by = admin) =>
		by('POST', '/closings', { month, ...(books === undefined ? {} : { books }) }, newKey())
	return {
		...meeting,
		officerOfProvince: await house.asUser('province'),
		second: await house.asUser('admin2'),
		checklist,
		states,
		waive,
		close,
		closeAnyway: async (month, book) => {
			for (const [item, state] of Object.entries(await states(book, month))) if (state === 'open') made(await waive(book, item, month))
			return made(await close(month, [book])).closings[0].id
		},
		meet: async (on) => {
			const present = [bankLeader, ...borrowers.map(({ id }) => id)].map((memberId) => ({ memberId, presence: 'present' }))
			made(
				await admin(
					'POST',
					`/groups/${bankGroup}/meetings`,
					{ on, chair: 'Nông Thị Ái', secretary: 'Lý Thị Bình', attendance: present },
					newKey(),
				),
			)
		},
		collect: async (on) => {
			const lines = borrowers.map((woman) => lineOf(woman, '100000', '50000'))
			made(await meeting.post('/collections', { groupId: bankGroup, on, total: String(150_000 * lines.length), lines }))
		},
		sign: async (lenderCode, asOf) => {
			const [made = {}] = await asOwner(
				house.url,
				`insert into reconciliations (lender_id, as_of, known_at, list_id, list_sha256, totals, groups, vanished, recorded_at, recorded_by)
				values ($1, $2, now(), 1, repeat('0', 64), '{}', '[]', '[]', now(), 1) returning id`,
				[office.lenderId(lenderCode), asOf],
			)
			await asOwner(
				house.url,
				`insert into reconciliation_signatures (reconciliation_id, side, user_id, name, sha256, signed_at)
				select $1::bigint, side, 1, 'Nông Thị Ái', repeat('a', 64), now() from unnest(array['union', 'bank']) side`,
				[made['id']],
			)
		},
	}
}
