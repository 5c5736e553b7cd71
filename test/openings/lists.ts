import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import { openingColumns, type OpeningKey, type OpeningKind } from '../../src/openings/columns.js'
import { type Answer, type TestApp, cookieOf } from '../platform/harness.js'

/** A row of a list as a test writes it: what a cell says, by our name of its column. */
export type Line = Readonly<Partial<Record<OpeningKey, string>>>

/** A list as a workbook: dates are dates and amounts numbers, where they can be read as such. */
export async function workbookOf(kind: OpeningKind, lines: readonly Line[]): Promise<Uint8Array> {
	const workbook = new ExcelJS.Workbook()
	const tab = workbook.addWorksheet('Danh sách')
	const columns = openingColumns[kind]
	tab.addRow(columns.map(({ header }) => header))
	for (const line of lines)
		tab.addRow(
			columns.map(({ key, kind: of }) => {
				const text = line[key]
				if (text === undefined || text === '') return null
				if (of === 'money' && /^\d{1,15}$/.test(text)) return Number(text)
				return of === 'date' && /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : text
			}),
		)
	return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** The same as CSV. */
export function csvOf(kind: OpeningKind, lines: readonly Line[]): Uint8Array {
	const columns = openingColumns[kind]
	const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
	const rows = [columns.map(({ header }) => header), ...lines.map((line) => columns.map(({ key }) => line[key] ?? ''))]
	return new TextEncoder().encode(`\ufeff${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`)
}

/** Hands files in as a browser does, with the fields beside them. */
export async function uploader(house: TestApp, username: string) {
	const signedIn = await house.call('POST', '/sessions', { username, password: 'soquy-demo' })
	const cookie = cookieOf(signedIn)
	return async (
		path: string,
		file: { readonly name: string; readonly bytes: Uint8Array },
		fields: Readonly<Record<string, string>>,
		key: string = randomUUID(),
	): Promise<Answer> => {
		const boundary = `b${randomUUID()}`
		const parts = Object.entries(fields).map(
			([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
		)
		const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
		const payload = Buffer.concat([Buffer.from(parts.join('') + head), Buffer.from(file.bytes), Buffer.from(`\r\n--${boundary}--\r\n`)])
		const answer = await house.app.inject({
			method: 'POST',
			url: `/api/v1${path}`,
			headers: { cookie, 'content-type': `multipart/form-data; boundary=${boundary}`, 'idempotency-key': key },
			payload,
		})
		return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
	}
}

/** Waits until the work on a list has ended, and answers how it stands then. */
export async function ended(call: (method: string, path: string) => Promise<Answer>, id: string): Promise<any> {
	for (;;) {
		const { body } = await call('GET', `/openings/${id}`)
		if (body.status !== 'queued' && body.status !== 'running') return body
		await new Promise((resolve) => setTimeout(resolve, 25))
	}
}
