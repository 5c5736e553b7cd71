import { expect, it } from 'vitest'
import { schedulePaper } from '../../src/papers/schedule-paper.js'
import { vietnameseNumber } from '../../src/kernel/number-text.js'
import { scheduleView } from '../../src/lending/views.js'
import { day, eventsOf, loanFrom, poorHousehold } from '../lending/loans.js'
import { pagesOf, squeezed } from '../documents/papers.js'
import { heading, letter, loan } from './loan.js'

const { loan: engine } = loanFrom(poorHousehold)
const schedule = scheduleView(
	engine,
	eventsOf([
		['disbursed', '2022-11-07', 20_000_000],
		['repaid', '2023-01-15', 5_000_000],
	]),
	day('2023-02-07'),
	day('2022-11-07'),
)

it('a schedule on paper has every row, its totals, what was paid early and the true rate', async () => {
	const pages = await pagesOf(schedulePaper(loan, schedule, heading, letter))
	expect(pages).toHaveLength(2)
	const text = pages.join(' ')
	const { totals } = schedule
	for (const wanted of [
		'LỊCH TRẢ NỢ Tính đến ngày 07/02/2023',
		'1 07/12/2022 30 108.493 108.493 20.000.000 108.493',
		'36 07/11/2025 31',
		`Cộng ${[totals.principal, totals.interest, totals.total].map(vietnameseNumber).join(' ')}`,
		'Gốc trả trước hạn ngày 15/01/2023: 4.779.397 đồng',
		'Lãi suất thực trên dư nợ: ',
		'đồng (bằng chữ: Mười',
	])
		expect(squeezed(text)).toContain(squeezed(wanted))
	expect(text.match(/ \d{2}\/\d{2}\/20\d{2} (28|29|30|31) /g)).toHaveLength(36)
})
