import { account, type Account } from './account.js'

/**
 * Help in kind, in a book for each unit and in that unit, never in đồng. All that was handed out has a source; it was given,
 * or it is lent out until it comes back or is forgiven. No regime has a chart for labour days and borrowed land: the codes
 * are our own, off any balance sheet (project decision, low certainty).
 */
export const aidChart: readonly Account[] = [
	account('801', 'aid-source', 'equity', 'credit', 'Nguồn giúp đỡ của Hội, hội viên, nhà hảo tâm', 'Help handed out, by its source'),
	account('802', 'aid-lent', 'asset', 'debit', 'Đang cho mượn', 'Lent out'),
	account('803', 'aid-returned', 'asset', 'debit', 'Đã hoàn trả cho người giúp', 'Returned to those who lent'),
	account('804', 'aid-given', 'expense', 'debit', 'Đã giúp, không hoàn lại', 'Given'),
	account('805', 'aid-forgiven', 'expense', 'debit', 'Đã cho luôn, không đòi lại', 'Lent and forgiven'),
]
