/** As what a lender's list can be had. */
export const exportFormats = ['json', 'csv', 'xlsx', 'pdf', 'camt053'] as const
export type ExportFormat = (typeof exportFormats)[number]
