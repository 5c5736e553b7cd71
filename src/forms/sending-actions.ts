import { sendFile, sendSheet } from '../documents/download.js'
import type { Paper } from '../documents/paper.js'
import { pdfType, writePdfs } from '../documents/pdf.js'
import type { Letter } from '../papers/letterhead.js'
import type { Context } from '../platform/door.js'
import { type GroupList, listPaper, listSheet } from './group-papers.js'

type Reply = Context<unknown, unknown, unknown, unknown>['reply']
type Clocks = Pick<Letter, 'asOf' | 'knownAt'>

/** Sends a list as PDF or as a workbook. */
export function sendList(reply: Reply, name: string, format: 'pdf' | 'xlsx', list: GroupList, letter: Letter) {
	if (format === 'pdf') return sendPapers(reply, name, [listPaper(list, letter)], letter)
	const { asOf, knownAt } = letter
	return sendSheet(reply, listSheet(list, letter), 'xlsx', { name: `${name}-${asOf}`, asOf, knownAt })
}

/** Sends papers in one file, each from a new page on. */
export function sendPapers(reply: Reply, name: string, papers: readonly [Paper, ...Paper[]], { asOf, knownAt }: Clocks) {
	return sendFile(reply, { type: pdfType, name: `${name}-${asOf}.pdf`, asOf, knownAt }, (out) => writePdfs(papers, out))
}
