import { assert } from '../kernel/assert.js'
import type { Role } from './asker.js'

/** How far a role's operation reaches: everything, what lies in the asker's scope, or what is her own. */
export type Reach = 'all' | 'scope' | 'own'

/** One operation's row: open to anybody, or to these roles and no other. */
export type Row = { readonly anonymous: true } | Readonly<Partial<Record<Role, Reach>>>
export type PermissionTable = Readonly<Record<string, Row>>

const anybody = { anonymous: true } as const
const admin = { admin: 'all' } as const
const reading = { admin: 'all', auditor: 'all' } as const
const own = { admin: 'own', officer: 'own', leader: 'own', bank: 'own', auditor: 'own' } as const
/** An officer's work in her unit. */
const office = { admin: 'all', officer: 'scope' } as const
/** What a leader does for her own groups beside the office. */
const officeAndLeader = { ...office, leader: 'scope' } as const
const officeReads = { ...office, auditor: 'all' } as const
/** A bank's clerk reads what concerns her bank. */
const officeAndBankRead = { ...officeReads, bank: 'scope' } as const
/** A bank's clerk hands in her own bank's lists. */
const officeAndBank = { ...office, bank: 'scope' } as const
/** A leader reads what her own groups ask for and owe, and what they may ask for. */
const everyoneReads = { ...officeAndBankRead, leader: 'scope' } as const
/** What the Union and its groups keep among themselves is no bank's. */
const unionReads = { ...officeReads, leader: 'scope' } as const
/** The books of a lender belong to the Union's centre and to that lender. */
const booksRead = { ...reading, bank: 'scope' } as const

/** Who may do what, and how far: the only place that says so. An operation that is not here stops the start. */
export const permissions: PermissionTable = {
	createSession: anybody,
	endSession: own,
	readMe: own,
	changePassword: own,
	listSessions: { ...own, ...reading },
	revokeSession: { ...own, ...admin },
	createToken: { admin: 'own', officer: 'own', bank: 'own', auditor: 'own' },
	listTokens: { officer: 'own', bank: 'own', ...reading },
	revokeToken: { officer: 'own', bank: 'own', auditor: 'own', ...admin },
	listUsers: reading,
	createUser: admin,
	disableUser: admin,
	listAuditTrail: reading,

	listUnits: officeAndBankRead,
	findUnit: officeAndBankRead,
	findTransactionDays: officeAndBankRead,
	setTransactionDay: office,
	overrideTransactionDay: office,
	listDaysOff: officeAndBankRead,
	setDayOff: admin,

	listMembers: everyoneReads,
	createMember: office,
	readMember: everyoneReads,
	recordPoverty: office,
	recordSpouse: office,
	endSpouse: office,
	readHousehold: officeAndBankRead,

	listGroups: everyoneReads,
	createGroup: office,
	readGroup: everyoneReads,
	addMembership: office,
	listGroupChanges: everyoneReads,
	listGroupRules: everyoneReads,
	addGroupRule: admin,
	recordGroupMeeting: officeAndLeader,
	correctGroupMeeting: officeAndLeader,
	cancelGroupMeeting: office,
	listGroupMeetings: everyoneReads,
	readGroupMeeting: everyoneReads,
	readGroupAttendance: everyoneReads,
	importGroupScores: office,
	listGroupScores: everyoneReads,
	admitToGroup: office,
	departFromGroup: office,
	splitGroup: office,
	mergeGroup: office,
	moveGroup: office,

	listLenders: officeAndBankRead,
	createLender: admin,
	listProducts: everyoneReads,
	createProduct: admin,
	readProduct: everyoneReads,
	addProductRate: admin,
	readTrueYearlyRate: officeAndBankRead,
	listCaps: officeAndBankRead,
	addCap: admin,

	computeSchedule: anybody,
	listLoans: everyoneReads,
	signLoan: office,
	readLoan: everyoneReads,
	disburseLoan: office,
	cancelLoan: office,
	repayLoan: office,
	changeLoanRate: office,
	moveLoanToOverdue: office,
	freezeLoan: office,
	thawLoan: office,
	writeOffLoan: office,
	recoverLoan: office,
	waiveLoanInterest: office,
	transferLoan: office,
	offsetLoanAgainstSavings: office,
	receiveInterestSupport: office,
	extendLoan: office,
	rescheduleLoan: office,
	rollOverLoan: office,
	reverseLoanEvent: office,
	readLoanSchedule: everyoneReads,
	listLoanEvents: everyoneReads,
	readLoanStatement: everyoneReads,
	readLoanExplanation: everyoneReads,
	readMemberStatement: everyoneReads,
	readPassbook: everyoneReads,
	readCollectionForm: everyoneReads,
	listForms: everyoneReads,
	readFormLayout: everyoneReads,
	enterFormLayout: admin,
	listPaymentAccounts: everyoneReads,
	enterPaymentAccount: admin,
	readLoanRequestForm: everyoneReads,
	readDisbursementForm: everyoneReads,
	readGroupDueNotices: everyoneReads,
	readMemberDueNotice: everyoneReads,
	readLoanContract: everyoneReads,
	readExtensionRequest: everyoneReads,
	readLoanReceipt: everyoneReads,
	readCollectionReceipt: everyoneReads,
	readBalanceConfirmation: everyoneReads,
	readInspectionForm: everyoneReads,
	readLoanDifferences: everyoneReads,
	recordCollection: officeAndLeader,
	bringCollectionLines: officeAndLeader,
	correctCollection: office,
	reverseCollection: office,
	findCollectionSheet: everyoneReads,
	listCollections: everyoneReads,
	readCollection: everyoneReads,
	withdrawSavings: office,
	offsetSavings: office,
	reverseSavingsOffset: office,

	listCircles: unionReads,
	openCircle: office,
	readCircle: unionReads,
	contributeToCircle: officeAndLeader,
	bidForTurn: officeAndLeader,
	drawTurn: officeAndLeader,
	advanceShare: officeAndLeader,
	repayAdvance: officeAndLeader,
	chargeLateShare: officeAndLeader,
	payLateShare: officeAndLeader,
	swapTurns: officeAndLeader,
	leaveCircle: office,
	replaceCircleMember: office,
	declareDefault: office,
	closeCircle: office,
	reverseCircleEvent: office,
	listCircleEvents: unionReads,
	readCircleRecordBook: unionReads,
	readCircleReceipt: unionReads,
	computeBidCap: unionReads,
	handOverCash: officeAndLeader,
	readGroupCustody: everyoneReads,
	reverseCashHandover: office,
	noteCustodyException: office,
	reportCustody: everyoneReads,
	issueReceiptBook: office,
	listReceiptBooks: everyoneReads,
	readReceiptBook: everyoneReads,
	cancelReceipts: officeAndLeader,
	recordMissingReceipts: officeAndLeader,
	returnReceipts: office,
	reverseReceiptEvent: office,
	handOverGroup: office,
	listLeaderHandovers: everyoneReads,

	listSavingsProducts: everyoneReads,
	createSavingsProduct: admin,
	addSavingsRate: admin,
	creditSavingsInterest: office,
	setGroupSavingsMinimum: office,
	listSavingsAccounts: everyoneReads,
	openSavingsAccount: office,
	readSavingsAccount: everyoneReads,
	depositSavings: office,
	creditAccountInterest: office,
	changeSavingsRate: office,
	changeSavingsMinimum: office,
	closeSavingsAccount: office,
	transferSavingsAccount: office,
	reverseSavingsEvent: office,
	listSavingsEvents: everyoneReads,

	startPiggyBanks: officeAndLeader,
	feedPiggyBank: officeAndLeader,
	openPiggyBank: officeAndLeader,
	openPiggyBanks: officeAndLeader,
	payOutOfPiggyBank: officeAndLeader,
	reversePiggyBankEvent: office,
	listPiggyBanks: unionReads,
	readPiggyBank: unionReads,
	reportPiggyBanks: unionReads,

	announceCampaign: admin,
	setCampaignTargets: office,
	recordCampaignCounts: office,
	recordCampaignConfirmations: office,
	reverseCampaignEvent: office,
	listCampaigns: officeAndBankRead,
	readCampaign: officeAndBankRead,
	listCampaignEvents: officeAndBankRead,
	readCampaignReconciliation: officeAndBankRead,
	readSavingsStatement: everyoneReads,
	readSavingsExplanation: everyoneReads,

	requestLoan: officeAndLeader,
	recordLoanReviews: officeAndLeader,
	approveLoanApplication: office,
	rejectLoanApplication: office,
	withdrawLoanApplication: office,
	signLoanApplication: office,
	reverseLoanApplicationStep: office,
	listLoanApplications: everyoneReads,
	readLoanApplication: everyoneReads,
	readLoanReviewMeeting: everyoneReads,
	exportLoanReviewList: everyoneReads,

	listAid: unionReads,
	recordAid: office,
	readAid: unionReads,
	recordAidWork: office,
	returnAid: office,
	forgiveAid: office,
	reverseAidEvent: office,
	reportAid: unionReads,

	listFunds: unionReads,
	openFund: office,
	readFund: unionReads,
	receiveIntoFund: office,
	payFromFund: office,
	moveWithinFund: office,
	returnFromFund: office,
	transferFundMoney: office,
	pledgeToFund: office,
	endFundPledge: office,
	reverseFundEvent: office,
	reportFunds: unionReads,
	listFeeAgreements: officeAndBankRead,
	addFeeAgreement: admin,
	reckonFees: office,
	recordFeePayment: office,
	reverseFeeEvent: office,
	listFees: everyoneReads,
	readFeeExplanation: everyoneReads,
	reportFees: everyoneReads,

	reportOutstanding: officeAndBankRead,
	reportArrears: everyoneReads,
	reportDue: everyoneReads,
	reportPortfolioQuality: officeAndBankRead,
	reportPortfolioQualityHistory: officeAndBankRead,
	reportAging: officeAndBankRead,
	reportGroupScores: officeAndBankRead,
	reportDifferences: officeAndBankRead,
	reportReceipts: everyoneReads,
	reportSavings: officeAndBankRead,
	reportLent: officeAndBankRead,
	reportStructure: officeReads,
	reportAnnual: officeAndBankRead,
	exportReconciliation: officeAndBankRead,
	readExportLayout: officeAndBankRead,
	enterExportLayout: admin,
	listExportDownloads: booksRead,
	receiveBankList: officeAndBank,
	listBankLists: officeAndBankRead,
	readBankList: officeAndBankRead,
	listBankListRows: officeAndBankRead,
	readBankListMapping: officeAndBankRead,
	setBankListMapping: officeAndBank,
	startReconciliation: officeAndBank,
	reconcileBankList: officeAndBank,
	listReconciliations: officeAndBankRead,
	readReconciliation: officeAndBankRead,
	listReconciliationItems: officeAndBankRead,
	acceptReconciliationItem: office,
	disputeReconciliationItem: officeAndBank,
	assignReconciliationItem: office,
	signReconciliation: officeAndBank,
	readReconciliationCopy: booksRead,

	startJob: office,
	listJobs: officeAndBankRead,
	readJob: officeAndBankRead,
	readJobResult: officeAndBankRead,
	resumeJob: office,
	cancelJob: office,
	acceptJob: office,

	readOpeningTemplate: officeReads,
	importOpening: office,
	listOpenings: officeReads,
	readOpening: officeReads,
	listOpeningEntries: officeReads,
	readOpeningProgress: officeReads,
	listLeftRows: officeReads,
	correctLoanOpening: office,
	correctSavingsOpening: office,

	readTrialBalance: booksRead,
	listEntries: booksRead,
	readEntry: booksRead,
	exportJournal: booksRead,
	readJournalBook: booksRead,
	readCashBook: booksRead,
	listBooks: booksRead,
}

/** How far the operation reaches for a role, or null where it is closed to it. */
export function reachOf(table: PermissionTable, operation: string, role: Role): Reach | null {
	const row = rowOf(table, operation)
	return 'anonymous' in row ? 'all' : ((row as Partial<Record<Role, Reach>>)[role] ?? null)
}

export function isOpen(table: PermissionTable, operation: string): boolean {
	return 'anonymous' in rowOf(table, operation)
}

/** Every operation has exactly one row and every row its operation; otherwise the program does not start. */
export function assertComplete(registered: readonly string[], table: PermissionTable): void {
	const rowless = registered.filter((operation) => !Object.hasOwn(table, operation))
	const twice = registered.filter((operation, at) => registered.indexOf(operation) !== at)
	const idle = Object.keys(table).filter((operation) => !registered.includes(operation))
	const found = [
		...rowless.map((operation) => `${operation} has no row`),
		...twice.map((operation) => `${operation} is registered twice`),
		...idle.map((operation) => `${operation} has a row and no operation`),
	]
	assert(found.length === 0, `the permission table is complete: ${found.join('; ')}`)
}

/** An operation without a row is closed to everybody until `assertComplete` has told of it. */
function rowOf(table: PermissionTable, operation: string): Row {
	return Object.hasOwn(table, operation) ? (table[operation] ?? {}) : {}
}
