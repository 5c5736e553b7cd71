import ExcelJS from 'exceljs'
import { type Answer, cookieOf, type TestApp } from '../platform/harness.js'
import { textOfPages } from '../documents/pdf-text.js'

/** A file as it comes over the wire: its pages, where it is PDF, or its rows, where it is a workbook. */
export type Got = {
	readonly status: number
	readonly type: string
	readonly name: string
	readonly bytes: Buffer
	readonly code: string | null
	readonly pages: () => readonly string[]
	readonly sheet: () => Promise<ExcelJS.Worksheet>
}

/** Fetches files as one of the demonstration's users. */
export async function fetching(house: TestApp, username: string): Promise<(path: string, language?: string) => Promise<Got>> {
	const signedIn: Answer = await house.call('POST', '/sessions', { username, password: 'soquy-demo' })
	const cookie = cookieOf(signedIn)
	return async (path, language = 'vi') => {
		const answer = await house.app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { cookie, 'accept-language': language } })
		const bytes = answer.rawPayload
		const type = String(answer.headers['content-type'] ?? '')
		return {
			status: answer.statusCode,
			type,
			name: /filename="([^"]*)"/.exec(answer.headers['content-disposition'] ?? '')?.[1] ?? '',
			bytes,
			code: type.includes('json') ? answer.json().code : null,
			pages: () => textOfPages(bytes),
			sheet: async () => {
				const workbook = new ExcelJS.Workbook()
				await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
				const [sheet] = workbook.worksheets
				if (sheet === undefined) throw new Error('the workbook has no sheet')
				return sheet
			},
		}
	}
}

/** An amount as papers write it. */
export const dots = (digits: bigint | string): string => String(digits).replace(/\B(?=(\d{3})+$)/g, '.')
