import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { fold } from '../kernel/personal-id.js'
import { Refusal } from '../kernel/refusal.js'
import { type SavingsLife, tellLife, type ToldLife } from '../savings/life.js'
import type { OpeningKey } from './columns.js'
import { said, type SavingsDraft } from './draft.js'
import type { Facts, SavingsProductFact } from './facts.js'
import { savingsLifeOf, savingsRulesThen } from './lives.js'
import type { Checked } from './loan-row.js'
import { partyOf } from './person.js'
import { type Fault, fault } from './reasons.js'
import type { RowValues } from './row.js'

/** Checks what a row says of a savings account against the books, and tells the account as the row opens it. */
export function checkSavingsRow(values: RowValues, facts: Facts, userId: string): Checked<SavingsDraft, ToldLife> {
	const faults: Fault[] = []
	const productCode = values.text('productCode')
	const product = productCode === null ? undefined : facts.savingsProducts.get(fold(productCode))
	if (productCode !== null && product === undefined) faults.push(fault('productCode', 'row.product-unknown', { code: productCode }))
	const past: readonly OpeningKey[] = ['openedOn', 'creditedOn', 'bornOn']
	const late = past.filter((key) => (values.day(key) ?? facts.openingOn) > facts.openingOn)
	faults.push(...late.map((key) => fault(key, 'row.after-opening-day', { on: vietnameseDate(facts.openingOn) })))
	const party = partyOf(values, facts, product?.lender ?? null)
	faults.push(...party.faults)
	const [banks, ours] = [values.text('bankAccountCode'), values.text('accountCode')]
	if (product?.lender?.entrusted === true && banks === null) faults.push(fault('bankAccountCode', 'row.code-of-bank-missing'))
	else if (banks === null && ours === null) faults.push(fault('accountCode', 'row.code-missing'))
	if (product?.lender === null && party.value !== null && party.value.groupId === null) faults.push(fault('groupCode', 'row.group-missing'))
	if (party.value !== null && party.value.memberId === null && party.value.person === null)
		faults.push(fault('memberName', 'row.member-missing'))
	const [openedOn, balance] = [values.day('openedOn'), values.text('balance')]
	if (faults.length > 0 || product === undefined || party.value === null || openedOn === null || balance === null)
		return { sound: null, faults, warnings: party.warnings }
	const opening = said<Omit<SavingsDraft['opening'], 'balance'>>({
		interestAccrued: values.text('interestAccrued'),
		creditedOn: values.day('creditedOn'),
	})
	const draft: SavingsDraft = {
		...party.value,
		productId: product.id,
		code: ours,
		externalCode: banks,
		openedOn,
		minimumMonthly: values.text('minimumMonthly'),
		opening: { balance, ...opening },
	}
	const told = toldOrFault(() => tellLife(lifeOfSavingsDraft(draft, product, facts.openingOn), userId))
	if ('key' in told) return { sound: null, faults: [told], warnings: party.warnings }
	return { sound: { draft, told }, faults, warnings: party.warnings }
}

/** The life that a draft opens; throws the refusal of the rule that does not let it. */
function lifeOfSavingsDraft(draft: SavingsDraft, product: SavingsProductFact, openingOn: CalendarDate): SavingsLife {
	const rules = savingsRulesThen(product, draft.openedOn)
	if (rules === null)
		throw new Refusal('savings-product.not-offered', {
			path: 'openedOn',
			details: { code: product.code, on: vietnameseDate(draft.openedOn) },
		})
	return savingsLifeOf(draft, draft.memberId ?? '0', product, rules, openingOn)
}

function toldOrFault(tell: () => ToldLife): ToldLife | Fault {
	try {
		return tell()
	} catch (error) {
		if (!(error instanceof Refusal)) throw error
		return fault(error.path === 'openedOn' ? 'openedOn' : 'balance', error.code, error.details)
	}
}
