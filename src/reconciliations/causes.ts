import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { type Money, negate, zero } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Words } from '../kernel/refusal.js'
import type { Gap } from './balance.js'
import type { Movement } from './sides.js'

const names = { repayment: { vi: 'Thu nợ', en: 'a repayment' }, disbursement: { vi: 'Giải ngân', en: 'a disbursement' } } as const

/** What is said of each kind of difference, in the words of the trade. */
export const causes = {
	matched: (): Words => ({ vi: 'Khớp đúng', en: 'Both sides agree' }),
	timing: ({ kind, on, amount }: Movement, counted: boolean): Words => ({
		vi: `${names[kind].vi} ${dong(amount)} ngày ${vietnameseDate(on)} ${counted ? 'ngân hàng chưa hạch toán vào ngày đối chiếu' : 'ngân hàng đã hạch toán trước ngày ghi của Hội'}`,
		en: `On ${on} ${names[kind].en} of ${dong(amount)} was recorded: ${counted ? 'the bank had not posted it by the day of the list' : 'the bank had posted it before'}`,
	}),
	rounding: (gap: Gap): Words => ({ vi: `Chênh lệch làm tròn ${apart(gap)}`, en: `Rounding: ${apart(gap)}` }),
	lackedByBank: ({ kind, on, amount, sheet }: Movement): Words => ({
		vi: `Ngân hàng chưa có ${names[kind].vi.toLowerCase()} ${dong(amount)} ngày ${vietnameseDate(on)}${sheet === null ? '' : `, tổ đã thu theo bảng kê ${sheet.id}`}`,
		en: `The bank lacks ${names[kind].en} of ${dong(amount)} of ${on}${sheet === null ? '' : `, which the group collected on sheet ${sheet.id}`}`,
	}),
	lackedByUs: (on: CalendarDate, amount: Money): Words => ({
		vi: `Hội chưa ghi khoản thu nợ ${dong(amount)} ngày ${vietnameseDate(on)} mà ngân hàng đã có`,
		en: `The bank has a repayment of ${dong(amount)} of ${on} that we lack`,
	}),
	lackedInstalment: (amount: Money): Words => ({
		vi: `Hội chưa ghi một kỳ trả nợ ${dong(amount)} mà ngân hàng đã thu`,
		en: `The bank has one instalment more than we have, ${dong(amount)}`,
	}),
	swapped: (type: 'wrong-loan' | 'wrong-member', ours: string, theirs: string, amount: Money): Words => ({
		vi: `${dong(amount)} Hội ghi vào khoản vay ${ours}, ngân hàng ghi vào ${theirs}${type === 'wrong-loan' ? ' của cùng người vay' : ' của thành viên khác trong tổ'}`,
		en: `${dong(amount)} stand on loan ${ours} with us and on ${theirs} at the bank, ${type === 'wrong-loan' ? 'of the same borrower' : 'of another member of the group'}`,
	}),
	otherMember: (bank: string, ours: string): Words => ({
		vi: `Ngân hàng ghi người vay là ${bank}, Hội ghi là ${ours}`,
		en: `The borrower is ${bank} at the bank and ${ours} with us`,
	}),
	code: (bank: string, ours: string | null): Words => ({
		vi: ours === null ? `Hội chưa ghi mã món vay ${bank} của ngân hàng` : `Mã món vay ở ngân hàng là ${bank}, Hội ghi là ${ours}`,
		en: ours === null ? `We have not noted the bank's loan code ${bank}` : `The bank's loan code is ${bank}; we noted ${ours}`,
	}),
	rate: (bank: string, ours: string): Words => ({
		vi: `Lãi suất năm ở ngân hàng là ${bank}, ở Hội là ${ours}`,
		en: `The yearly rate is ${bank} at the bank and ${ours} with us`,
	}),
	closedAtBank: (amount: Money): Words => ({
		vi: `Ngân hàng đã tất toán, Hội còn ghi dư nợ ${dong(amount)}`,
		en: `Closed at the bank; ${dong(amount)} are still owed in our book`,
	}),
	unknownLoan: (code: string): Words => ({
		vi: `Món vay ${code} có ở ngân hàng, không có trong sổ của Hội`,
		en: `Loan ${code} is at the bank and not in our book`,
	}),
	missingAtBank: (code: string): Words => ({
		vi: `Khoản vay ${code} có trong sổ của Hội, không có trong danh sách của ngân hàng`,
		en: `Loan ${code} is in our book and not on the bank's list`,
	}),
	interest: ({ interest }: Gap): Words => ({ vi: `Lãi chênh lệch ${dong(interest)}`, en: `Interest differs by ${dong(interest)}` }),
	balance: ({ outstanding }: Gap): Words => ({
		vi: `Dư nợ chênh lệch ${dong(outstanding)}, chưa rõ nguyên nhân`,
		en: `The balance differs by ${dong(outstanding)}, for no reason that shows`,
	}),
}

function apart({ outstanding, interest }: Gap): string {
	return [outstanding, interest]
		.filter((amount) => amount !== zero)
		.map(dong)
		.join(' + ')
}

function dong(amount: Money): string {
	return amount < zero ? `−${vietnameseNumber(negate(amount))} đồng` : `${vietnameseNumber(amount)} đồng`
}
