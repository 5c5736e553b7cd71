import { z } from 'zod'
import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { idSchema } from '../kernel/wire.js'
import { addSavingsRate, creditInterest, setGroupMinimum } from './crediting-actions.js'
import * as products from './product-actions.js'
import * as schemas from './product-schemas.js'
import { savingsRefusals } from './refusals.js'

const params = z.strictObject({ id: idSchema })
const refusals = [...Object.keys(savingsRefusals), ...Object.keys(contractRefusals)]
const tag = 'savings'

export function savingsProductRoutes(door: AppDoor): void {
	door.operation({
		id: 'listSavingsProducts',
		method: 'GET',
		path: '/savings-products',
		tag,
		summary: 'Where members can save, with rates by date and rules by opening date',
		query: schemas.listSavingsProductsQuery,
		answer: schemas.savingsProductsView,
		handle: ({ tx, query, asker }) => products.listSavingsProducts(tx, query, asker),
	})
	door.operation({
		id: 'createSavingsProduct',
		method: 'POST',
		path: '/savings-products',
		tag,
		summary: 'Enters a savings product with its rates and rules',
		body: schemas.openSavingsProductSchema,
		answer: schemas.savingsProductView,
		status: 201,
		refusals: ['savings-product.code-taken', 'lender.not-found'],
		handle: ({ tx, body, asker }) => products.openSavingsProduct(tx, body, asker),
	})
	door.operation({
		id: 'addSavingsRate',
		method: 'POST',
		path: '/savings-products/:id/rates',
		tag,
		summary: 'Adds a rate from a day on; one that reaches open accounts is recorded on each of them',
		params,
		body: schemas.addSavingsRateSchema,
		answer: schemas.savingsRateAnswer,
		status: 201,
		rehearsable: true,
		refusals,
		handle: ({ tx, params: { id }, body, asker, today }) => addSavingsRate(tx, id, body, asker, today),
	})
	door.operation({
		id: 'creditSavingsInterest',
		method: 'POST',
		path: '/savings-products/:id/interest-credits',
		tag,
		summary: 'Credits the interest of all open accounts of a product on one day; asked again, nobody is credited twice',
		params,
		body: schemas.creditAllSchema,
		answer: schemas.creditAllAnswer,
		status: 201,
		money: true,
		refusals,
		handle: ({ tx, params: { id }, body, asker, today }) => creditInterest(tx, { ...body, productId: id }, asker, today),
	})
	door.operation({
		id: 'setGroupSavingsMinimum',
		method: 'POST',
		path: '/savings-products/:id/group-minimums',
		tag,
		summary: 'Changes what each member of a group saves a month, as the group agreed it (10C/TD)',
		params,
		body: schemas.groupMinimumSchema,
		answer: schemas.groupMinimumAnswer,
		status: 201,
		money: true,
		refusals,
		handle: ({ tx, params: { id }, body, asker, today }) => setGroupMinimum(tx, id, body, asker, today),
	})
}
