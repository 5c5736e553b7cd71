import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { squeezed } from '../documents/papers.js'
import { dots, fetching } from './files.js'
import { openSixty, type Sixty } from './sixty.js'

let sixty: Sixty
let get: Awaited<ReturnType<typeof fetching>>
beforeAll(async () => {
	sixty = await openSixty()
	get = await fetching(sixty.house, 'admin')
}, 120_000)
afterAll(() => sixty.house.close())

const form = (name: string, query: string, group = sixty.bankGroup) => `/groups/${group}/forms/${name}?${query}`
const sheetAt = async (on: string, group = sixty.bankGroup) => sixty.sheet(group, `?on=${on}`)
/** Rows of a workbook under its header. */
async function rowsOf(path: string): Promise<unknown[][]> {
	const rows = (await (await get(path)).sheet()).getSheetValues() as unknown[][]
	return rows.slice(rows.findIndex((row) => row?.includes('Số TT')) + 1)
}
const amountsIn = (text: string, name: string) =>
	[...text.matchAll(new RegExp(`${squeezed(name)}([\\d.]+)`, 'g'))].map(([, amount = '']) => BigInt(amount.replaceAll('.', '')))

describe('the collection sheet of a meeting', () => {
	it('says after it what each paid, page by page with its sums, and in all what was collected', async () => {
		const pages = (await get(form('collection-sheet', `on=${sixty.heldOn}`))).pages().map(squeezed)
		expect(pages.length).toBe(5)
		const text = pages.join('')
		for (const page of pages.slice(0, 4)) expect(page).toContain(squeezed('Họ và tên tổ viên'))
		const feet = pages.flatMap((page) => amountsIn(page.slice(page.indexOf('Cộngtrangnày')), 'tổng cộng'))
		expect(feet.reduce((sum, one) => sum + one, 0n)).toBe(sixty.collected)
		expect((await sheetAt(sixty.heldOn)).totals.collected).toBe(String(sixty.collected))
		expect(text).toContain(squeezed(`Tổng số tiền thu: ${dots(sixty.collected)} đồng`))
		expect(text).toContain(squeezed('BẢNG KÊ CÁC LOẠI TIỀN'))
		expect(text).toContain(squeezed('Nguyễn Hoàng Thị Phương Thảo Quỳnh Như Bế Nông Lục Vi Dương Đàm Ngưỡng'))
		expect(text).toContain('vắng')
	})

	it('asks before it what is expected, and leaves room to write what is paid', async () => {
		const { totals } = await sheetAt(sixty.nextOn)
		const rows = await rowsOf(form('collection-sheet', `on=${sixty.nextOn}&format=xlsx`))
		const members = rows.filter((row) => typeof row?.[1] === 'number')
		expect(members).toHaveLength(61)
		const column = (index: number) => members.reduce((sum, row) => sum + BigInt(Number(row[index] ?? 0)), 0n)
		expect(column(5) + column(6)).toBe(BigInt(totals.due.interest))
		expect(members.every((row) => row[7] === undefined && row[8] === undefined && row[9] === undefined)).toBe(true)
		const text = squeezed((await get(form('collection-sheet', `on=${sixty.nextOn}`))).pages().join(' '))
		expect(text).toContain(squeezed('Tổng số tiền thu: …'))
		expect(text).not.toContain(squeezed('tổng cộng 0'))
	})

	it('of the Union’s own funds asks for principal too', async () => {
		const [page = ''] = (await get(form('collection-sheet', `on=${sixty.nextOn}`, sixty.fundGroup))).pages()
		expect(squeezed(page)).toContain(squeezed('BẢNG KÊ THU NỢ, THU LÃI – THU TIẾT KIỆM'))
		const { totals } = await sheetAt(sixty.nextOn, sixty.fundGroup)
		expect(squeezed(page)).toContain(squeezed(`gốc ${dots(totals.due.principal)};`))
	})

	it('of a group without members has a head and no rows', async () => {
		const empty = await sixty.office.newGroup('NHCSXH', 'savings-and-loan')
		for (const name of ['collection-sheet', 'balance-confirmation', 'inspection']) {
			const { status, pages } = await get(form(name, '', empty))
			expect([status, pages().length > 0]).toEqual([200, true])
		}
		expect((await rowsOf(form('balance-confirmation', 'format=xlsx', empty))).filter((row) => typeof row?.[1] === 'number')).toEqual([])
	})
})

describe('the list for confirming balances', () => {
	it('has every debt and every saving of the group, as the reports have them', async () => {
		const asOf = '2022-07-31'
		const rows = await rowsOf(form('balance-confirmation', `asOf=${asOf}&format=xlsx`))
		const members = rows.filter((row) => typeof row?.[1] === 'number')
		const total = (index: number) => String(members.reduce((sum, row) => sum + BigInt(Number(row[index] ?? 0)), 0n))
		const reported = (await sixty.admin('GET', `/reports/outstanding?by=group&asOf=${asOf}`)).body.rows
		expect(total(6)).toBe(reported.find(({ key }: { key: string }) => key === 'TO00001')?.outstanding)
		expect(total(9)).toBe(String(57n * 50_000n))
		expect(members[0]?.[5]).toBeInstanceOf(Date)
		const text = squeezed((await get(form('balance-confirmation', `asOf=${asOf}`))).pages().join(' '))
		expect(text).toContain(squeezed('Tổng dư nợ gốc: 1.200.000.000 đồng (Một tỷ hai trăm triệu đồng chẵn)'))
		expect(text).toContain(squeezed('DANH SÁCH ĐỐI CHIẾU SỐ DƯ TIỀN VAY, TIỀN GỬI'))
	})
})

describe('the minutes of an inspection', () => {
	it('say what the books say of the group, and leave room for the rest', async () => {
		const text = squeezed((await get(form('inspection', 'asOf=2022-07-31'))).pages().join(' '))
		for (const said of [
			'BIÊN BẢN KIỂM TRA HOẠT ĐỘNG CỦA TỔ',
			'61 tổ viên; 60 người vay, 60 khoản vay',
			'1.200.000.000 đồng',
			'Tổ có 61 tổ viên, quy định từ 5 đến 60',
			`1 bảng kê, cộng ${dots(sixty.collected)} đồng`,
			`Tổ trưởng đang giữ ${dots(sixty.collected)} đồng`,
			'57 trên 61 tổ viên có số dư tiền gửi',
			'Kiến nghị',
			'Biên bản lập thành 02 bản',
		])
			expect(text).toContain(squeezed(said))
		expect((await get(form('inspection', 'format=xlsx'))).status).toBe(400)
	})
})

describe('a member’s passbook', () => {
	it('has a line for each time that money changed hands, and what is left', async () => {
		const [woman] = sixty.women
		const { pages, name } = await get(`/members/${woman?.id}/passbook?asOf=2022-07-31`)
		const text = squeezed(pages().join(' '))
		expect(name).toBe(`so-vay-von-tiet-kiem-${woman?.id}-2022-07-31.pdf`)
		expect(text).toContain(squeezed('SỔ VAY VỐN VÀ TIẾT KIỆM'))
		expect(text).toContain(squeezed('18/07/2022 Trả nợ 108.000 20.000.000'))
		expect(text).toContain(squeezed('18/07/2022 Gửi tiền 50.000 50.000'))
		expect(text).toContain(squeezed('Ngân hàng Chính sách xã hội'))
		const before = squeezed((await get(`/members/${woman?.id}/passbook?asOf=2022-07-17`)).pages().join(' '))
		expect(before).not.toContain('18/07/2022')
	})

	it('of a member without debt and savings says so', async () => {
		const id = await sixty.office.newMember(sixty.bankGroup)
		expect((await get(`/members/${id}/passbook`)).pages().join(' ')).toContain('Chưa có khoản vay hay sổ tiết kiệm nào')
	})
})

describe('forms', () => {
	it('are of groups and members within reach, and of no others', async () => {
		const [leader, nhcsxh, agribank] = await Promise.all(['leader', 'nhcsxh', 'agribank'].map((name) => fetching(sixty.house, name)))
		for (const name of ['collection-sheet', 'balance-confirmation', 'inspection']) {
			expect((await leader?.(form(name, '')))?.status).toBe(200)
			expect((await nhcsxh?.(form(name, '')))?.status).toBe(200)
			expect(await leader?.(form(name, '', sixty.fundGroup))).toMatchObject({ status: 404, code: 'group.not-found' })
			expect(await agribank?.(form(name, ''))).toMatchObject({ status: 404, code: 'group.not-found' })
			expect(await nhcsxh?.(form(name, '', sixty.fundGroup))).toMatchObject({ status: 404, code: 'group.not-found' })
		}
		expect((await leader?.(`/members/${sixty.women[0]?.id}/passbook`))?.status).toBe(200)
		expect(await leader?.(`/members/${sixty.stranger.id}/passbook`)).toMatchObject({ status: 404, code: 'member.not-found' })
		expect(await agribank?.(`/members/${sixty.women[0]?.id}/passbook`)).toMatchObject({ status: 404, code: 'member.not-found' })
		expect((await sixty.house.call('GET', form('inspection', ''))).status).toBe(401)
	})

	it('come in English, and are the same bytes for the same question', async () => {
		const path = form('balance-confirmation', 'asOf=2022-07-31')
		const [first, english] = [await get(path), await get(path, 'en')]
		expect(english.pages()[0]).toContain('LIST FOR CONFIRMING LOAN AND SAVINGS BALANCES')
		const knownAt = /lúc (\S+Z)/.exec(first.pages()[0] ?? '')?.[1]
		const again = await get(`${path}&knownAt=${knownAt}`)
		expect(again.bytes.equals((await get(`${path}&knownAt=${knownAt}`)).bytes)).toBe(true)
	})
})
