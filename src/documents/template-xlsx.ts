import ExcelJS from 'exceljs'

/** A workbook that people fill in: columns with an example below, and another tab with the codes that may be written. */
export type Template = {
	readonly name: string
	readonly columns: readonly {
		readonly header: string
		readonly kind: 'text' | 'money' | 'rate' | 'date'
		readonly isRequired: boolean
		readonly example: string
		readonly hint: string
		/** The column of codes that this one is chosen from, counted from 0. */
		readonly codes?: number | undefined
	}[]
	readonly codesName: string
	readonly codes: readonly { readonly header: string; readonly values: readonly string[] }[]
}

const formats = { text: '@', money: '#,##0', rate: '0.00%', date: 'dd/mm/yyyy' } as const
/** As far down as formats and lists of choice go. */
const linesMax = 20_001

/** Writes the template; small, so it is made whole. Text columns are text beforehand, so that a number with leading zeros keeps them. */
export async function writeTemplate(template: Template): Promise<Uint8Array> {
	const workbook = new ExcelJS.Workbook()
	workbook.creator = 'Sổ Quỹ'
	const tab = workbook.addWorksheet(template.name, { views: [{ state: 'frozen', ySplit: 1 }] })
	tab.columns = template.columns.map(({ header, kind, example }) => ({
		header,
		width: Math.max(header.length + 3, example.length + 3, 14),
		style: { numFmt: formats[kind] },
	}))
	const header = tab.getRow(1)
	header.font = { bold: true }
	template.columns.forEach(({ isRequired, hint, codes }, index) => {
		const cell = header.getCell(index + 1)
		cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: isRequired ? 'FFFCE4D6' : 'FFF2F2F2' } }
		if (hint !== '') cell.note = hint
		const list = codes === undefined ? undefined : template.codes[codes]
		if (codes === undefined || list === undefined || list.values.length === 0) return
		const letter = tab.getColumn(index + 1).letter
		const source = `'${template.codesName}'!$${letterOf(codes)}$2:$${letterOf(codes)}$${list.values.length + 1}`
		validations(tab).add(`${letter}2:${letter}${linesMax}`, {
			type: 'list',
			allowBlank: !isRequired,
			formulae: [source],
			showErrorMessage: false,
		})
	})
	tab.addRow(template.columns.map(({ kind, example }) => valueOf(kind, example))).font = { italic: true, color: { argb: 'FF7F7F7F' } }
	const codes = workbook.addWorksheet(template.codesName, { views: [{ state: 'frozen', ySplit: 1 }] })
	codes.columns = template.codes.map(({ header: name }) => ({ header: name, width: Math.max(name.length + 3, 24), style: { numFmt: '@' } }))
	codes.getRow(1).font = { bold: true }
	const longest = Math.max(0, ...template.codes.map(({ values }) => values.length))
	for (let line = 0; line < longest; line += 1) codes.addRow(template.codes.map(({ values }) => values[line] ?? null))
	return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function valueOf(kind: Template['columns'][number]['kind'], example: string): string | number | Date | null {
	if (example === '') return null
	if (kind === 'date') return new Date(`${example}T00:00:00Z`)
	return kind === 'text' ? example : Number(example)
}

/** The library keeps the lists of choice of whole columns, and does not say so in its types. */
function validations(tab: ExcelJS.Worksheet): { readonly add: (range: string, validation: ExcelJS.DataValidation) => void } {
	return (tab as unknown as { readonly dataValidations: { readonly add: (range: string, validation: ExcelJS.DataValidation) => void } })
		.dataValidations
}

function letterOf(index: number): string {
	return String.fromCharCode(65 + index)
}
