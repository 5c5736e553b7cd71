import type { Certainty } from '../products/template.js'
import type { FeeAgreement, FeeTerms, Quality, Share } from './agreement.js'
import type { Month } from './month.js'

/** An agreement as the catalogue says it, by the codes of its lender and product. */
export type AgreementLine = Omit<FeeAgreement, 'id' | 'lenderId' | 'productId'> & {
	readonly lender: string
	readonly product: string | null
}

const rounding = { unit: '1', towards: 'nearest' } as const

/** The entrustment fee falls with the overdue ratio of the commune's Union. */
const byOverdue: Quality = {
	measure: 'overdue-ratio',
	of: 'commune',
	bands: [
		{ from: '0', factor: '1' },
		{ from: '0.02', factor: '0.8' },
		{ from: '0.03', factor: '0.5' },
		{ from: '0.04', factor: '0' },
	],
	badDebtFrom: null,
}

const byCollection: Quality = {
	measure: 'collection-rate',
	of: 'group',
	bands: [
		{ from: '0', factor: '0' },
		{ from: '0.85', factor: '0.5' },
		{ from: '0.9', factor: '0.9' },
		{ from: '0.95', factor: '1' },
	],
	badDebtFrom: '0.02',
}

const exam = 'câu hỏi thi nghiệp vụ NHCSXH khoảng năm 2021–2022'
const overBearing = 'dư nợ có thu được lãi = lãi thực thu ÷ (lãi suất năm ÷ 12)'

/**
 * What the banks pay for lending through the Union, each with its source and how sure it is. From when the rates of 2022
 * held is not known: months before the first line are not reckoned until somebody enters what held then.
 */
export const agreementLines: readonly AgreementLine[] = [
	agreed('NHCSXH', null, 'entrustment-fee', '2021-01', {
		terms: {
			base: 'balance-with-interest-collected',
			rate: '0.00032',
			quality: byOverdue,
			...split([
				['commune', '84'],
				['district', '9'],
				['province', '4.5'],
				['centre', '2.5'],
			]),
			residual: 'centre',
			rounding,
		},
		source: `${exam}: 0,032 %/tháng trên dư nợ có thu được lãi; xã 84, huyện 9, tỉnh 4,5 (trung ương 2,5 là phần còn lại); ${overBearing}`,
		certainty: 'medium',
	}),
	agreed('NHCSXH', null, 'entrustment-fee', '2025-07', {
		terms: {
			base: 'balance-with-interest-collected',
			rate: '0.00032',
			quality: byOverdue,
			...split([
				['commune', '84'],
				['province', '13.5'],
				['centre', '2.5'],
			]),
			residual: 'centre',
			rounding,
		},
		source:
			'từ 01/07/2025 không còn cấp huyện: phần 9 % của huyện chuyển cho ai thì chưa biết, tạm để ở tỉnh; phải thống nhất với ngân hàng',
		certainty: 'low',
	}),
	agreed('NHCSXH', null, 'commission', '2021-01', {
		terms: {
			base: 'balance-with-interest-collected',
			rate: '0.00085',
			quality: null,
			...split([['group', '100']]),
			residual: 'group',
			rounding,
		},
		source: `mức 0,085 %/tháng thường nghe nói, chưa tìm thấy văn bản; phải hỏi ngân hàng; ${overBearing}`,
		certainty: 'low',
	}),
	agreed('NHCSXH', 'NHCSXH-NOXH', 'commission', '2021-01', {
		terms: {
			base: 'average-in-term-balance',
			rate: '0.00005',
			quality: null,
			...split([['group', '100']]),
			residual: 'group',
			rounding,
		},
		source: `${exam}: nhà ở xã hội, tổ 0,005 %/tháng trên dư nợ trong hạn bình quân`,
		certainty: 'medium',
	}),
	agreed('NHCSXH', 'NHCSXH-NOXH', 'entrustment-fee', '2021-01', {
		terms: {
			base: 'average-in-term-balance',
			rate: '0.00003',
			quality: null,
			...split([['commune', '100']]),
			residual: 'commune',
			rounding,
		},
		source: `${exam}: nhà ở xã hội, xã 0,003 %/tháng trên dư nợ trong hạn bình quân`,
		certainty: 'medium',
	}),
	agreed('AGRIBANK', null, 'commission', '2020-01', {
		terms: {
			base: 'interest-collected',
			rate: '0.03',
			quality: byCollection,
			...split([
				['group', '80'],
				['commune', '13'],
				['district', '3.8'],
				['province', '2.5'],
				['centre', '0.7'],
			]),
			residual: 'commune',
			rounding,
		},
		source:
			'cách làm của một chi nhánh Agribank ở Lâm Đồng: 3 % lãi thu của khoản không bảo đảm; tổ trưởng 80, xã nhận số dư, huyện 3,8, tỉnh 2,5, trung ương 0,7; mức của Cao Bằng phải hỏi',
		certainty: 'low',
	}),
	agreed('AGRIBANK', null, 'commission', '2025-07', {
		terms: {
			base: 'interest-collected',
			rate: '0.03',
			quality: byCollection,
			...split([
				['group', '80'],
				['commune', '13'],
				['province', '6.3'],
				['centre', '0.7'],
			]),
			residual: 'commune',
			rounding,
		},
		source:
			'từ 01/07/2025 không còn cấp huyện: phần 3,8 % của huyện chuyển cho ai thì chưa biết, tạm để ở tỉnh; phải thống nhất với ngân hàng',
		certainty: 'low',
	}),
]

function agreed(
	lender: string,
	product: string | null,
	kind: FeeAgreement['kind'],
	from: string,
	rest: { readonly terms: FeeTerms; readonly source: string; readonly certainty: Certainty },
): AgreementLine {
	return { lender, product, kind, from: from as Month, ...rest }
}

function split(shares: readonly (readonly [Share['level'], string])[]): { readonly shares: readonly Share[] } {
	return { shares: shares.map(([level, percent]) => ({ level, percent })) }
}
