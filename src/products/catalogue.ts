import { agribankProducts } from './catalogue-agribank.js'
import { ownProducts } from './catalogue-own.js'
import { policyProducts } from './catalogue-policy-bank.js'
import type { LenderLine, ProductLine } from './offer.js'

/**
 * Whose money the women of Cao Bằng borrow, and what each offers. Every rate and limit has its day, its source and how
 * sure it is; before anybody relies on one that is not 'read' or 'high', the bank or the fund confirms it.
 */
export const lenderLines: readonly LenderLine[] = [
	{
		code: 'NHCSXH',
		name: 'Ngân hàng Chính sách xã hội',
		nameEn: 'Vietnam Bank for Social Policies',
		kind: 'policy-bank',
		book: 'memo-nhcsxh',
		entrusted: true,
	},
	{
		code: 'AGRIBANK',
		name: 'Ngân hàng Nông nghiệp và Phát triển nông thôn',
		nameEn: 'Vietnam Bank for Agriculture and Rural Development',
		kind: 'commercial-bank',
		book: 'memo-agribank',
		entrusted: true,
	},
	{
		code: 'QUY-HTPN',
		name: 'Quỹ hỗ trợ phụ nữ phát triển',
		nameEn: 'Women’s development support fund',
		kind: 'fund',
		book: 'own',
		entrusted: false,
	},
	{
		code: 'KHONG-LAI',
		name: 'Vốn vay không tính lãi của Hội',
		nameEn: 'Interest-free loans among members',
		kind: 'union',
		book: 'interest-free',
		entrusted: false,
	},
	{ code: 'KHOI-NGHIEP', name: 'Vốn vay khởi nghiệp', nameEn: 'Start-up loans', kind: 'fund', book: 'own', entrusted: false },
	{ code: 'HOP-TAC', name: 'Vốn vay tổ hợp tác', nameEn: 'Loans to cooperative groups', kind: 'fund', book: 'own', entrusted: false },
]

export const productLines: readonly ProductLine[] = [...policyProducts, ...agribankProducts, ...ownProducts]
