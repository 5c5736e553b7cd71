import type { AppDoor } from '../access/asker.js'
import { sendFile } from '../documents/download.js'
import { pdfType, writePdf } from '../documents/pdf.js'
import { annualOnPaper, annualReport } from './actions.js'
import { annualText } from './annual-text.js'
import { annualRefusals } from './refusals.js'
import { annualQuery, annualView } from './schemas.js'

const textType = 'text/plain'

export function annualRoutes(door: AppDoor): void {
	door.operation({
		id: 'reportAnnual',
		method: 'GET',
		path: '/reports/annual',
		tag: 'reports',
		summary: 'The section "Nâng cao quyền năng kinh tế" of a year: its paragraphs, every figure with its own day and address',
		query: annualQuery,
		answer: annualView,
		media: [textType, pdfType],
		refusals: [...Object.keys(annualRefusals), 'unit.not-found', 'lender.not-found'],
		handle: async ({ tx, query, asker, today, knownAt, reply }) => {
			const report = await annualReport(tx, query, asker, { today, knownAt })
			if (query.format === 'json') return report
			const name = `quyen-nang-kinh-te-${query.year}`
			const clocks = { asOf: report.to, knownAt }
			if (query.format === 'text')
				return sendFile(reply, { type: textType, name: `${name}.txt`, ...clocks }, (out) => out.write(annualText(report)))
			const paper = await annualOnPaper(tx, report, asker)
			return sendFile(reply, { type: pdfType, name: `${name}.pdf`, ...clocks }, (out) => writePdf(paper, out))
		},
	})
}
