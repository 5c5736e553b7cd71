import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import { Refusal } from '../kernel/refusal.js'
import type { Instant } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { pageWish } from '../platform/page.js'
import { findLender, findProduct } from '../products/actions.js'
import { readCodes } from '../products/store.js'
import { lockForLoading } from '../units/store.js'
import { refuseUnwholeShares } from './agreement.js'
import * as store from './agreement-store.js'
import { agreementLines } from './catalogue.js'
import type { AddAgreement, FeeAgreementView, ListAgreements } from './schemas.js'

export function listAgreements(tx: Tx, query: ListAgreements, asker: Asker) {
	return store.listAgreements(tx, asker.scope, query.lenderId ?? null, pageWish(query))
}

/** Enters what was agreed with a bank from a month on. Months that were reckoned stay as they were until they are reckoned again. */
export async function addAgreement(tx: Tx, command: AddAgreement, asker: Asker): Promise<FeeAgreementView> {
	const { lenderId, productId } = command
	const lender = await findLender(tx, lenderId, asker)
	if (!lender.entrusted) throw new Refusal('fee.lender-not-entrusting', { path: 'lenderId' })
	const product = productId === undefined ? null : await findProduct(tx, productId, asker)
	if (product !== null && product.lenderId !== lenderId) throw new Refusal('fee.product-of-another-lender', { path: 'productId' })
	refuseUnwholeShares(command.terms)
	const line = { ...command, productId: product?.id ?? null }
	const id = await store.insertAgreement(tx, line, asker.userId)
	return { id, lenderCode: lender.code, productCode: product?.code ?? null, ...line }
}

/** Enters the agreements of the catalogue, once: where a lender has any line already, its lines stay as they are. */
export async function loadAgreements(tx: Tx): Promise<void> {
	await lockForLoading(tx, 'catalogue')
	const lenders = await readCodes(tx, 'lenders', [...new Set(agreementLines.map(({ lender }) => lender))])
	const products = await readCodes(tx, 'products', [...new Set(agreementLines.flatMap(({ product }) => product ?? []))])
	for (const [code, lenderId] of lenders) {
		if ((await store.readAgreements(tx, lenderId, 'infinity' as Instant)).length > 0) continue
		for (const { lender, product, ...line } of agreementLines) {
			if (lender !== code) continue
			const productId = product === null ? null : must(products.get(product), `the product ${product}`)
			await store.insertAgreement(tx, { ...line, lenderId, productId }, '1', 'always')
		}
	}
}
