import XMLBuilder from 'fast-xml-builder'
import { oneLine, type Out } from '../documents/sheet.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { type Money, negate, subtract, zero } from '../kernel/money.js'
import type { LoanEventType } from '../lending/event.js'
import { movementNames } from '../lending/names.js'

/** What moved a loan's principal on one day: owed more by it is positive. */
export type StatementEntry = {
	readonly on: CalendarDate
	readonly amount: Money
	readonly loanCode: string
	readonly bankLoanCode: string | null
	/** Her name, or that of the group where it borrowed itself. */
	readonly borrowerName: string | null
	/** What happened on the day; mostly one thing. Their amounts are all that was paid, interest too. */
	readonly events: readonly { readonly type: LoanEventType; readonly amount: Money | null; readonly receiptNo: string | null }[]
}

type Sum = { readonly count: number; readonly amount: Money }
/** Balances in đồng on the eve of the first day and on the last, and what the entries between them come to. */
export type StatementSums = { readonly opening: Money; readonly closing: Money; readonly lent: Sum; readonly returned: Sum }

export type Statement = StatementSums & {
	readonly lender: { readonly id: string; readonly code: string; readonly name: string }
	readonly from: CalendarDate
	readonly to: CalendarDate
	readonly knownAt: Instant
	readonly entries: AsyncIterable<readonly StatementEntry[]>
}

type Tag = { readonly [name: string]: unknown }

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true })

/**
 * Writes the loan account that the Union keeps for a lender as a statement (ISO 20022 camt.053.001.08, BankToCustomerStatement):
 * principal that is owed before and after, and an entry for what moved each loan's principal on each day. What is owed to
 * the lender is a debit balance, as of any account with credit drawn on it: a disbursement is a debit (DBIT), a repayment a
 * credit (CRDT), and opening plus debits less credits is closing.
 */
export async function writeStatement(statement: Statement, out: Out): Promise<void> {
	await out.write(`<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}"><BkToCstmrStmt>`)
	await out.write(xml({ GrpHdr: { MsgId: messageId(statement), CreDtTm: statement.knownAt } }))
	await out.write(`<Stmt>${xml(head(statement))}`)
	let no = 0
	for await (const page of statement.entries) {
		await out.write(xml({ Ntry: page.map((entry) => entryTag(entry, (no += 1))) }))
	}
	await out.write(`${xml({ AddtlStmtInf: asKnown(statement.knownAt) })}</Stmt></BkToCstmrStmt></Document>\n`)
}

const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'

function xml(tag: Tag): string {
	return builder.build(tag)
}

/** Unlike for every lender and every moment of knowledge; the same question has the same. */
function messageId({ lender, to, knownAt }: Statement): string {
	return cut(`${lender.id}-${digits(to)}-${digits(knownAt)}`, 35)
}

/** All of a statement before its entries, in the order that the schema wants. */
function head({ lender, from, to, knownAt, opening, closing, lent, returned }: Statement): Tag {
	const net = subtract(lent.amount, returned.amount)
	return {
		Id: cut(`${lender.id}-${digits(from)}-${digits(to)}`, 35),
		CreDtTm: knownAt,
		FrToDt: { FrDtTm: `${from}T00:00:00+07:00`, ToDtTm: `${to}T23:59:59+07:00` },
		Acct: {
			Id: { Othr: { Id: cut(lender.code, 34), SchmeNm: { Prtry: 'MA-BEN-CHO-VAY' } } },
			Tp: { Cd: 'LOAN' },
			Ccy: 'VND',
			Nm: cut(`Dư nợ gốc: ${lender.name}`, 70),
			Ownr: { Nm: cut(lender.name, 140) },
			Svcr: { FinInstnId: { Nm: 'Hội Liên hiệp Phụ nữ' } },
		},
		Bal: [balance('OPBD', opening, from), balance('CLBD', closing, to)],
		TxsSummry: {
			TtlNtries: {
				NbOfNtries: String(lent.count + returned.count),
				Sum: String(lent.amount + returned.amount),
				TtlNetNtry: { Amt: String(net < zero ? negate(net) : net), CdtDbtInd: side(net) },
			},
			TtlCdtNtries: { NbOfNtries: String(returned.count), Sum: String(returned.amount) },
			TtlDbtNtries: { NbOfNtries: String(lent.count), Sum: String(lent.amount) },
		},
	}
}

function balance(code: 'OPBD' | 'CLBD', amount: Money, on: CalendarDate): Tag {
	return { Tp: { CdOrPrtry: { Cd: code } }, Amt: dongTag(amount), CdtDbtInd: side(amount), Dt: { Dt: on } }
}

function entryTag({ on, amount, events, ...loan }: StatementEntry, no: number): Tag {
	const [first] = events
	const code = transactionCode(first?.type ?? null)
	return {
		NtryRef: String(no),
		Amt: dongTag(amount),
		CdtDbtInd: side(amount),
		Sts: { Cd: 'BOOK' },
		BookgDt: { Dt: on },
		ValDt: { Dt: on },
		BkTxCd: code,
		NtryDtls: {
			...(events.length > 1 ? { Btch: { NbOfTxs: String(events.length) } } : {}),
			TxDtls: events.map((event) => detailTag(event, amount, loan)),
		},
	}
}

type LoanNamed = Pick<StatementEntry, 'loanCode' | 'bankLoanCode' | 'borrowerName'>

function detailTag({ type, amount, receiptNo }: StatementEntry['events'][number], moved: Money, loan: LoanNamed): Tag {
	const { loanCode, bankLoanCode, borrowerName } = loan
	const party = borrowerName === null ? {} : { [moved > zero ? 'Cdtr' : 'Dbtr']: { Pty: { Nm: cut(borrowerName, 140) } } }
	return {
		Refs: {
			AcctSvcrRef: cut(bankLoanCode ?? loanCode, 35),
			EndToEndId: cut(receiptNo ?? 'NOTPROVIDED', 35),
			Prtry: { Tp: 'MA-KHOAN-VAY-HOI', Ref: cut(loanCode, 35) },
		},
		...(amount === null ? {} : { AmtDtls: { InstdAmt: { Amt: dongTag(amount) } } }),
		BkTxCd: transactionCode(type),
		...(Object.keys(party).length === 0 ? {} : { RltdPties: party }),
		RmtInf: { Ustrd: cut(`${loanCode} ${movementNames[type].vi}`, 140) },
	}
}

/**
 * Domain and family of the list of external codes (ISO 20022, BankTransactionCode): loans, consumer loans; drawn down, principal
 * paid, or other.
 */
function transactionCode(type: LoanEventType | null): Tag {
	const sub = type === 'disbursed' ? 'DDWN' : type === 'repaid' || type === 'savings-offset' ? 'PPAY' : 'OTHR'
	return { Domn: { Cd: 'LDAS', Fmly: { Cd: 'CSLN', SubFmlyCd: sub } }, ...(type === null ? {} : { Prtry: { Cd: type } }) }
}

/** A zero balance is a credit, as the message definition says. */
function side(amount: Money): 'DBIT' | 'CRDT' {
	return amount > zero ? 'DBIT' : 'CRDT'
}

function dongTag(amount: Money): Tag {
	return { '#text': String(amount < zero ? negate(amount) : amount), '@Ccy': 'VND' }
}

function cut(text: string, length: number): string {
	return Array.from(oneLine(text)).slice(0, length).join('')
}

function digits(text: string): string {
	return text.replace(/\D/g, '')
}

function asKnown(knownAt: Instant): string {
	return `Dư nợ gốc theo sổ của Hội, theo những gì đã biết lúc ${knownAt}`
}
