/** What a fund is collected for, as the Union reports them (năm 2022). */
export const fundKinds = {
	'waste-collection': 'Thu gom rác thải, phế liệu gây quỹ Hội',
	'rice-jar': 'Hũ gạo tình thương',
	savings: 'Tiết kiệm chi tiêu, điện nước',
	'start-up': 'Tiết kiệm ủng hộ khởi nghiệp',
	sponsorship: 'Mẹ đỡ đầu',
	shelter: 'Mái ấm tình thương',
	border: 'Đồng hành cùng phụ nữ biên cương',
	other: 'Quỹ khác',
} as const
export type FundKind = keyof typeof fundKinds
export const fundKindCodes = Object.keys(fundKinds) as [FundKind, ...FundKind[]]
