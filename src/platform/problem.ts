import type { ZodError, core } from 'zod'
import { type Language, type Refusal, type RefusalCatalogue, sentence } from '../kernel/refusal.js'
import { databaseIsAway, sqlState } from './database.js'

/** An RFC 9457 problem as it goes over the wire. */
export type Problem = {
	readonly type: string
	readonly title: string
	readonly status: number
	readonly code: string
	readonly detail: string
	readonly errors: readonly { readonly path: string; readonly code: string; readonly message: string }[]
}

type Sentence = { readonly en: string; readonly vi: string }
type PlatformText = Sentence & { readonly status: number }

/** What the machinery itself says no to, whatever the trade. */
export const platformProblems = {
	'request.malformed': { status: 400, vi: 'Dữ liệu gửi lên chưa đúng', en: 'The request is not well formed' },
	'request.not-json': { status: 400, vi: 'Nội dung không phải JSON hợp lệ', en: 'The body is not valid JSON' },
	'request.unstorable': { status: 400, vi: 'Dữ liệu có giá trị không lưu được', en: 'The request holds a value that cannot be stored' },
	'request.unauthenticated': { status: 401, vi: 'Bạn chưa đăng nhập', en: 'You are not signed in' },
	'request.forbidden': { status: 403, vi: 'Bạn không có quyền làm việc này', en: 'You may not do this' },
	'request.not-found': { status: 404, vi: 'Không có trang hoặc bản ghi này', en: 'There is no such page or record' },
	'request.conflict': { status: 409, vi: 'Đã có bản ghi như vậy', en: 'Such a record exists already' },
	'request.too-large': { status: 413, vi: 'Nội dung gửi lên quá lớn', en: 'The body is too large' },
	'request.not-json-type': { status: 415, vi: 'Chỉ nhận nội dung application/json', en: 'Only application/json is taken' },
	'request.not-a-form': { status: 415, vi: 'Cần gửi tệp bằng multipart/form-data', en: 'A file is sent as multipart/form-data' },
	'request.too-many': { status: 429, vi: 'Quá nhiều lần thử, xin chờ một lát', en: 'Too many tries; wait a little' },
	'request.broken': { status: 400, vi: 'Yêu cầu HTTP không hợp lệ', en: 'The HTTP request is not valid' },
	'idempotency.key-required': {
		status: 400,
		vi: 'Thiếu Idempotency-Key cho lệnh ghi tiền',
		en: 'A command that moves money needs an Idempotency-Key',
	},
	'idempotency.key-malformed': {
		status: 400,
		vi: 'Idempotency-Key phải dài từ 1 đến 255 ký tự in được',
		en: 'An Idempotency-Key is 1 to 255 printable characters',
	},
	'idempotency.in-progress': { status: 409, vi: 'Lệnh cùng khóa này đang được xử lý', en: 'A command with this key is still running' },
	'idempotency.different-request': {
		status: 422,
		vi: 'Khóa này đã dùng cho một lệnh khác',
		en: 'This key was used for a different request',
	},
	'service.defect': { status: 500, vi: 'Chương trình có lỗi; đã ghi lại để sửa', en: 'The program has a defect; it was logged' },
	'service.database-away': {
		status: 503,
		vi: 'Cơ sở dữ liệu tạm thời không trả lời, xin thử lại',
		en: 'The database does not answer for the moment; try again',
	},
	'service.stopping': { status: 503, vi: 'Chương trình đang dừng, xin thử lại', en: 'The program is stopping; try again' },
} as const satisfies Record<string, PlatformText>

export type PlatformCode = keyof typeof platformProblems

/** What is wrong with one field. */
export const fieldProblems: Readonly<Record<string, Sentence>> = {
	'field.required': { vi: 'Thiếu trường này', en: 'This field is required' },
	'field.wrong-type': { vi: 'Sai kiểu dữ liệu', en: 'The value has the wrong type' },
	'field.unknown': { vi: 'Không có trường này', en: 'There is no such field' },
	'field.wrong-format': { vi: 'Sai định dạng', en: 'The value has the wrong format' },
	'field.not-allowed': { vi: 'Giá trị không nằm trong danh sách cho phép', en: 'The value is not one of those allowed' },
	'field.too-small': { vi: 'Giá trị quá nhỏ hoặc quá ngắn', en: 'The value is too small or too short' },
	'field.too-big': { vi: 'Giá trị quá lớn hoặc quá dài', en: 'The value is too large or too long' },
	'money.not-whole-dong': {
		vi: 'Số tiền phải là chữ số nguyên đồng, ví dụ "1250000"',
		en: 'An amount is whole đồng as text, such as "1250000"',
	},
	'quantity.not-positive': { vi: 'Số lượng phải lớn hơn 0', en: 'A quantity must be more than 0' },
	'quantity.too-fine': { vi: 'Số lượng có quá nhiều số lẻ cho đơn vị này', en: 'The quantity is finer than its unit counts' },
	'money.not-positive': { vi: 'Số tiền phải lớn hơn 0', en: 'An amount must be more than 0' },
	'date.not-a-day': { vi: 'Ngày không tồn tại; viết như 2022-10-31', en: 'There is no such day; write it as 2022-10-31' },
	'instant.not-a-moment': {
		vi: 'Thời điểm không hợp lệ; viết như 2022-11-05T09:00:00Z',
		en: 'Not an instant; write it as 2022-11-05T09:00:00Z',
	},
	'rate.not-a-rate': { vi: 'Lãi suất năm viết dạng "0.066"', en: 'A yearly rate is written as "0.066"' },
	'rounding.unit': { vi: 'Đơn vị làm tròn là số nguyên đồng dương', en: 'A rounding unit is a positive number of whole đồng' },
	'id.not-an-id': { vi: 'Mã bản ghi không hợp lệ', en: 'Not an id' },
	'decimal.not-a-decimal': { vi: 'Số thập phân viết dạng "12.5"', en: 'A decimal is written as "12.5"' },
	'text.too-long': { vi: 'Chữ quá dài', en: 'The text is too long' },
	'text.not-text': { vi: 'Chữ chứa ký tự không hợp lệ', en: 'The text holds a character that is not text' },
	'text.empty': { vi: 'Chưa ghi gì', en: 'The text is empty' },
}

/** A no of the machinery, thrown from anywhere in it. */
export class PlatformProblem extends Error {
	override readonly name = 'PlatformProblem'
	readonly code: PlatformCode

	constructor(code: PlatformCode) {
		super(code)
		this.code = code
	}
}

/** Bad input, found while decoding one part of the request. */
export class MalformedRequest extends Error {
	override readonly name = 'MalformedRequest'
	readonly part: string
	readonly error: ZodError

	constructor(part: string, error: ZodError) {
		super('request.malformed')
		this.part = part
		this.error = error
	}
}

export function platformProblem(code: PlatformCode, language: Language, detail?: string): Problem {
	const text: PlatformText = platformProblems[code]
	return problem(code, text.status, text[language], detail ?? text[language], [])
}

export function refusalProblem(refusal: Refusal, catalogue: RefusalCatalogue, language: Language): Problem {
	const text = catalogue[refusal.code]
	if (text === undefined) return platformProblem('service.defect', language)
	const message = sentence(text, language, refusal.details)
	const errors = [refusal, ...refusal.others].flatMap(({ path, code, details }) => {
		const words = catalogue[code]
		return path === null || words === undefined ? [] : [{ path, code, message: sentence(words, language, details) }]
	})
	return problem(refusal.code, text.status, message, message, errors)
}

export function malformedProblem(malformed: MalformedRequest, language: Language): Problem {
	const errors = malformed.error.issues.flatMap((issue) => fieldErrors(issue, malformed.part, language))
	const first = errors[0]
	const base = platformProblem('request.malformed', language)
	return { ...base, detail: first === undefined ? base.detail : `${first.path}: ${first.message}`, errors }
}

/** The platform's word for an error of the framework or of the database; null where it is our own defect. */
export function foreignProblemCode(error: unknown): PlatformCode | null {
	if (databaseIsAway(error)) return 'service.database-away'
	const state = sqlState(error)
	if (state !== null) {
		if (state === '23505') return 'request.conflict'
		// A reference to what does not exist (23503), a value of a kind (22) or a size (54) that no column takes.
		if (state === '23503' || /^(22|54)/.test(state)) return 'request.unstorable'
		if (state === '55P03' || state === '57014') return 'service.database-away'
		return null
	}
	const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number }
	switch (code) {
		case 'FST_ERR_CTP_EMPTY_JSON_BODY':
		case 'FST_ERR_CTP_INVALID_JSON_BODY':
			return 'request.not-json'
		case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
			return 'request.not-json-type'
		case 'FST_ERR_CTP_BODY_TOO_LARGE':
			return 'request.too-large'
		default:
			break
	}
	if (error instanceof SyntaxError && statusCode === 400) return 'request.not-json'
	if (statusCode === 413) return 'request.too-large'
	if (statusCode === 404) return 'request.not-found'
	if (statusCode === 429) return 'request.too-many'
	if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return 'request.broken'
	return null
}

function fieldErrors(issue: core.$ZodIssue, part: string, language: Language): Problem['errors'] {
	const at = (path: readonly PropertyKey[]): string => [part, ...path.map(String)].filter((step) => step !== '').join('.')
	const line = (path: readonly PropertyKey[], code: string) => ({
		path: at(path),
		code,
		message: (fieldProblems[code] ?? fieldProblems['field.wrong-format'] ?? { vi: code, en: code })[language],
	})
	if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => line([...issue.path, key], 'field.unknown'))
	return [line(issue.path, fieldCode(issue))]
}

function fieldCode(issue: core.$ZodIssue): string {
	if (Object.hasOwn(fieldProblems, issue.message)) return issue.message
	// The door asks for the input to be told with each issue: none means that the field is missing.
	if (issue.input === undefined && issue.path.length > 0) return 'field.required'
	switch (issue.code) {
		case 'invalid_type':
			return 'field.wrong-type'
		case 'invalid_value':
		case 'invalid_union':
			return 'field.not-allowed'
		case 'too_small':
			return 'field.too-small'
		case 'too_big':
			return 'field.too-big'
		default:
			return 'field.wrong-format'
	}
}

function problem(code: string, status: number, title: string, detail: string, errors: Problem['errors']): Problem {
	return { type: `urn:soquy:problem:${code}`, title, status, code, detail, errors }
}
