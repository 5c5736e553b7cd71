import type { CalendarDate } from '../../kernel/calendar-date.js'
import type { NewMember } from '../../members/store.js'
import type { Chance } from './random.js'

/** Family and given names that are common among the Tày, Nùng, Mông, Dao and Kinh of the province. The people are made up. */
const families = [
	'Nông',
	'Hoàng',
	'Lý',
	'Đàm',
	'Triệu',
	'Bế',
	'Vi',
	'Lương',
	'Hà',
	'Nguyễn',
	'Mã',
	'Phan',
	'Ma',
	'Dương',
	'Vương',
	'Chu',
	'Lục',
	'Sầm',
	'Đinh',
	'Phùng',
	'Bàn',
	'Đặng',
	'Lâm',
	'Thẩm',
]
const middles = ['Thị', 'Thị', 'Thị', 'Thị', 'Thu', 'Ngọc', 'Kim', 'Bích', 'Thanh', 'Mùi', 'Thúy', 'Hồng']
const givens = [
	'Ái',
	'Anh',
	'Bình',
	'Chanh',
	'Chi',
	'Cúc',
	'Dung',
	'Duyên',
	'Đào',
	'Điệp',
	'Giang',
	'Hà',
	'Hạnh',
	'Hằng',
	'Hậu',
	'Hiền',
	'Hoa',
	'Hoài',
	'Hồng',
	'Huế',
	'Huệ',
	'Hương',
	'Khuyên',
	'Lan',
	'Lành',
	'Liên',
	'Liễu',
	'Linh',
	'Loan',
	'Lương',
	'Mai',
	'Mến',
	'Minh',
	'Mùi',
	'My',
	'Nga',
	'Ngà',
	'Ngân',
	'Nguyệt',
	'Nhàn',
	'Nhung',
	'Oanh',
	'Phương',
	'Phượng',
	'Quyên',
	'Sen',
	'Tâm',
	'Thảo',
	'Thắm',
	'Thoa',
	'Thơm',
	'Thu',
	'Thúy',
	'Thủy',
	'Tiên',
	'Trang',
	'Tuyết',
	'Tươi',
	'Uyên',
	'Vân',
	'Xuân',
	'Yến',
]
const peoples = ['Tày', 'Tày', 'Tày', 'Nùng', 'Nùng', 'Nùng', 'Mông', 'Dao', 'Kinh', 'Sán Chay', 'Lô Lô']
const hamlets = [
	'Bản Viết',
	'Nà Pò',
	'Pác Bó',
	'Khuổi Ky',
	'Lũng Rì',
	'Phia Chang',
	'Nà Lũng',
	'Cốc Phát',
	'Đông Long',
	'Bản Giốc',
	'Nà Chang',
	'Khau Trang',
	'Lũng Mười',
	'Thang Tả',
	'Bó Tờ',
	'Nà Thúm',
	'Phiêng Lầu',
	'Cô Mười',
	'Đoỏng Luông',
	'Hoàng Hà',
]

/** A hamlet's name; several communes may have one of the same name, as they do. */
export function hamletName(random: Chance): string {
	return `Xóm ${random.pick(hamlets)}`
}

/** A made-up woman of a commune. `number` makes her papers her own. */
export function woman(random: Chance, communeId: string, hamlet: string, number: number): NewMember {
	const year = random.between(1958, 2001)
	const bornOn = `${year}-${two(random.between(1, 12))}-${two(random.between(1, 28))}` as CalendarDate
	const serial = String(number).padStart(6, '0')
	return {
		code: `HV${serial}`,
		name: `${random.pick(families)} ${random.pick(middles)} ${random.pick(givens)}`,
		sex: 'female',
		bornOn,
		birthYear: year,
		// Born and registered in Cao Bằng (004); 1 a woman of the 1900s, 3 of the 2000s (NĐ 137/2015 art. 13).
		citizenId: random.happens(98_000) ? `004${year < 2000 ? '1' : '3'}${two(year % 100)}${serial}` : null,
		oldId: null,
		phone: random.happens(72_000)
			? `0${random.pick(['32', '35', '37', '86', '97', '98'])}${String(random.between(0, 9_999_999)).padStart(7, '0')}`
			: null,
		hamlet,
		address: null,
		communeId,
		ethnicity: random.pick(peoples),
		unionMember: random.happens(94_000),
		joinedOn: `${Math.max(year + 18, 2005)}-03-08` as CalendarDate,
	}
}

function two(number: number): string {
	return String(number).padStart(2, '0')
}
