import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { permissions } from '../../src/access/permissions.js'
import { isOpen, reachOf } from '../../src/access/permitted.js'
import { type Role, roles } from '../../src/access/asker.js'
import type { Call } from '../platform/harness.js'
import { type AccessApp, createAccessApp } from './app.js'

const usernames: Record<Role, string> = { admin: 'admin', officer: 'officer', leader: 'leader', bank: 'nhcsxh', auditor: 'auditor' }
const operations = Object.keys(permissions)

describe('the permission table', () => {
	it('opens nothing to strangers but signing in and computing', () => {
		expect(operations.filter((operation) => isOpen(permissions, operation))).toEqual(['createSession', 'computeSchedule'])
	})

	it('gives the auditor everything to read and nothing to change', () => {
		const changes = operations.filter(
			(operation) => reachOf(permissions, operation, 'auditor') !== null && !/^(list|read|find|report|export|compute)/.test(operation),
		)
		expect(changes).toEqual(['createSession', 'endSession', 'changePassword', 'revokeSession', 'createToken', 'revokeToken'])
		const hidden = operations.filter(
			(operation) => /^(list|read|find|report|export)/.test(operation) && reachOf(permissions, operation, 'auditor') === null,
		)
		expect(hidden).toEqual([])
	})

	it('lets a leader look at her groups, ask for loans, keep minutes, review, collect, hand over and keep the book of a circle, and no more', () => {
		const hers = operations.filter((operation) => reachOf(permissions, operation, 'leader') === 'scope')
		expect(hers.sort()).toEqual(
			[
				'listForms',
				'listPaymentAccounts',
				'readBalanceConfirmation',
				'readCollectionForm',
				'readCollectionReceipt',
				'readDisbursementForm',
				'readExtensionRequest',
				'readFormLayout',
				'readGroupDueNotices',
				'readInspectionForm',
				'readLoanContract',
				'readLoanReceipt',
				'readLoanRequestForm',
				'readMemberDueNotice',
				'readPassbook',
				'advanceShare',
				'bidForTurn',
				'chargeLateShare',
				'computeBidCap',
				'contributeToCircle',
				'drawTurn',
				'exportLoanReviewList',
				'listCircleEvents',
				'listCircles',
				'payLateShare',
				'readCircle',
				'readCircleReceipt',
				'readCircleRecordBook',
				'repayAdvance',
				'swapTurns',
				'cancelReceipts',
				'handOverCash',
				'listAid',
				'listFunds',
				'correctGroupMeeting',
				'listGroupChanges',
				'listGroupMeetings',
				'listGroupRules',
				'listGroupScores',
				'listFees',
				'listGroups',
				'listLeaderHandovers',
				'listLoanApplications',
				'listLoanEvents',
				'listLoans',
				'listMembers',
				'listPiggyBanks',
				'listProducts',
				'listReceiptBooks',
				'listSavingsAccounts',
				'listSavingsEvents',
				'listSavingsProducts',
				'readAid',
				'readFund',
				'startPiggyBanks',
				'feedPiggyBank',
				'openPiggyBank',
				'openPiggyBanks',
				'payOutOfPiggyBank',
				'readPiggyBank',
				'reportPiggyBanks',
				'readFeeExplanation',
				'readGroup',
				'readGroupCustody',
				'readGroupAttendance',
				'readGroupMeeting',
				'readLoan',
				'readLoanApplication',
				'readLoanDifferences',
				'readLoanExplanation',
				'readLoanReviewMeeting',
				'readLoanSchedule',
				'readLoanStatement',
				'readMember',
				'readMemberStatement',
				'readProduct',
				'readReceiptBook',
				'readSavingsAccount',
				'readSavingsExplanation',
				'readSavingsStatement',
				'bringCollectionLines',
				'findCollectionSheet',
				'listCollections',
				'readCollection',
				'recordCollection',
				'recordGroupMeeting',
				'recordLoanReviews',
				'recordMissingReceipts',
				'reportAid',
				'reportArrears',
				'reportCustody',
				'reportDue',
				'reportFunds',
				'reportReceipts',
				'reportFees',
				'requestLoan',
			].sort(),
		)
	})

	it('lets a bank hand in its own lists, say how they are read, compare, dispute and sign, and change nothing else', () => {
		const reached = operations.filter((operation) => reachOf(permissions, operation, 'bank') === 'scope')
		expect(reached.filter((operation) => !/^(list|read|find|report|export)/.test(operation))).toEqual([
			'receiveBankList',
			'setBankListMapping',
			'startReconciliation',
			'reconcileBankList',
			'disputeReconciliationItem',
			'signReconciliation',
		])
	})
})

describe('who may', () => {
	let house: AccessApp
	const calls = new Map<Role, Call>()
	beforeAll(async () => {
		house = await createAccessApp({ everyOperation: true })
		for (const role of roles) calls.set(role, await house.asUser(usernames[role]))
	})
	afterAll(() => house.close())

	const tried = operations.filter((operation) => !/Session|Token|User|Me$|Password|AuditTrail/.test(operation))
	it.each(roles)('does what, of every operation: %s', async (role) => {
		const call = calls.get(role) as Call
		for (const operation of tried) {
			const { status } = await call('POST', `/try/${operation}`)
			const allowed = isOpen(permissions, operation) || reachOf(permissions, operation, role) !== null
			expect([operation, status]).toEqual([operation, allowed ? 200 : 403])
		}
	})

	it('does nothing without signing in', async () => {
		for (const operation of tried) {
			const { status } = await house.call('POST', `/try/${operation}`)
			expect([operation, status]).toEqual([operation, isOpen(permissions, operation) ? 200 : 401])
		}
	})

	it('may use the operations of access itself: its rows hold over HTTP too', async () => {
		const asked: [method: string, path: string, operation: string][] = [
			['GET', '/users', 'listUsers'],
			['GET', '/audit-trail', 'listAuditTrail'],
			['GET', '/sessions', 'listSessions'],
			['GET', '/tokens', 'listTokens'],
			['GET', '/me', 'readMe'],
		]
		for (const role of roles) {
			for (const [method, path, operation] of asked) {
				const { status } = await (calls.get(role) as Call)(method, path)
				expect([role, operation, status]).toEqual([role, operation, reachOf(permissions, operation, role) === null ? 403 : 200])
			}
		}
	})
})
