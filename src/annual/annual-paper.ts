import { cells, type Paper, type PaperPart } from '../documents/paper.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { type Letter, letterhead } from '../papers/letterhead.js'
import type { AnnualView } from './views.js'
import { periodWords } from './wording.js'

/** The year's section on paper: its paragraphs in both languages, then a table of the figures with their days and addresses. */
export function annualPaper(report: AnnualView, letter: Letter): Paper {
	const { language } = letter
	const { year, unit, titleVi, titleEn, paragraphs, figures, missing, knownAt } = report
	const said = (words: Words, details = {}): string => sentence(words, language, details)
	const other: Language = language === 'vi' ? 'en' : 'vi'
	const inLanguage = (one: Language): readonly PaperPart[] => paragraphs.map((paragraph) => ({ is: 'text', text: paragraph[one] }))
	const head = letterhead(letter)
	return {
		...head,
		title: (language === 'vi' ? titleVi : titleEn).toUpperCase(),
		subtitle: [said(ofYear, { year: String(year) }), ...(unit === null ? [] : [unit.name])],
		parts: [
			...inLanguage(language),
			{ is: 'heading', text: other === 'en' ? titleEn : titleVi },
			...inLanguage(other),
			{
				is: 'table',
				titles: [said(figuresTitle)],
				columns: [
					{ header: said(number), width: 20, align: 'center' },
					{ header: said(whatColumn), width: 132 },
					{ header: said(figureColumn), width: 94 },
					{ header: said(dayColumn), width: 82 },
					{ header: said(addressColumn), width: '*' },
				],
				rows: figures.map((one, index) =>
					cells(
						String(index + 1),
						language === 'vi' ? one.nameVi : one.nameEn,
						language === 'vi' ? one.textVi : one.textEn,
						periodWords(one)[language],
						shortAddress(one.href),
					),
				),
			},
			{ is: 'text', isSmall: true, text: said(addressNote, { knownAt }) },
			...(missing.length === 0
				? []
				: [
						{ is: 'heading', text: said(missingTitle) } as const,
						...missing.map((one): PaperPart => ({ is: 'text', isSmall: true, text: `– ${one[language]}` })),
					]),
		],
		signers: [
			{ office: said(writer), name: null },
			{ office: said(chair), name: null },
		],
	}
}

/** An address without what all of them share: where the API begins, and the moment of knowledge. */
function shortAddress(href: string): string {
	return href
		.replace('/api/v1', '')
		.replace(/[?&]knownAt=[^&]*/, '')
		.replaceAll('&', ' &')
}

const ofYear: Words = { vi: 'Năm {year}', en: 'Year {year}' }
const figuresTitle: Words = { vi: 'Các số liệu, ngày chốt và nơi kiểm tra', en: 'The figures, their days and where to check them' }
const number: Words = { vi: 'Số', en: 'No.' }
const whatColumn: Words = { vi: 'Chỉ tiêu', en: 'What' }
const figureColumn: Words = { vi: 'Số liệu', en: 'Figure' }
const dayColumn: Words = { vi: 'Ngày', en: 'Days' }
const addressColumn: Words = { vi: 'Địa chỉ', en: 'Address' }
const addressNote: Words = {
	vi: 'Địa chỉ đứng sau /api/v1; hỏi thêm knownAt={knownAt} thì được đúng số liệu này mãi mãi (cơ cấu tổ, thành viên: theo sổ lúc hỏi).',
	en: 'Addresses stand behind /api/v1; with knownAt={knownAt} they give this very figure for ever (structure: as it is entered when asked).',
}
const missingTitle: Words = { vi: 'Sổ không có', en: 'Not in the books' }
const writer: Words = { vi: 'NGƯỜI LẬP BÁO CÁO', en: 'PREPARED BY' }
const chair: Words = { vi: 'TM. BAN THƯỜNG VỤ', en: 'FOR THE STANDING COMMITTEE' }
