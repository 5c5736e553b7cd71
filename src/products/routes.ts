import type { AppDoor } from '../access/asker.js'
import { addCap, findProduct, listCaps, listLenders, listProducts, openLender, openProduct } from './actions.js'
import {
	addCapSchema,
	capsView,
	capView,
	lendersView,
	lenderView,
	listLendersQuery,
	listProductsQuery,
	openLenderSchema,
	openProductSchema,
	productIdParams,
	productsView,
	productView,
} from './schemas.js'

export function productRoutes(door: AppDoor): void {
	const tag = 'products'
	door.operation({
		id: 'listLenders',
		method: 'GET',
		path: '/lenders',
		tag,
		summary: 'Whose money is lent; a bank sees itself',
		query: listLendersQuery,
		answer: lendersView,
		handle: ({ tx, query, asker }) => listLenders(tx, query, asker),
	})
	door.operation({
		id: 'createLender',
		method: 'POST',
		path: '/lenders',
		tag,
		summary: 'Enters a lender',
		body: openLenderSchema,
		answer: lenderView,
		status: 201,
		refusals: ['lender.code-taken'],
		handle: ({ tx, body, asker }) => openLender(tx, body, asker),
	})
	door.operation({
		id: 'listProducts',
		method: 'GET',
		path: '/products',
		tag,
		summary: 'What is offered, with rates by date and rules by signing date',
		query: listProductsQuery,
		answer: productsView,
		handle: ({ tx, query, asker }) => listProducts(tx, query, asker),
	})
	door.operation({
		id: 'createProduct',
		method: 'POST',
		path: '/products',
		tag,
		summary: 'Enters a product with its rates and rules',
		body: openProductSchema,
		answer: productView,
		status: 201,
		refusals: ['product.code-taken', 'lender.not-found'],
		handle: ({ tx, body, asker }) => openProduct(tx, body, asker),
	})
	door.operation({
		id: 'readProduct',
		method: 'GET',
		path: '/products/:id',
		tag,
		summary: 'One product',
		params: productIdParams,
		answer: productView,
		refusals: ['product.not-found'],
		handle: ({ tx, params, asker }) => findProduct(tx, params.id, asker),
	})
	door.operation({
		id: 'listCaps',
		method: 'GET',
		path: '/caps',
		tag,
		summary: 'What holds loans down, by kind of lender and day: rates, late interest, what a household may owe',
		answer: capsView,
		handle: async ({ tx }) => ({ items: await listCaps(tx), next: null }),
	})
	door.operation({
		id: 'addCap',
		method: 'POST',
		path: '/caps',
		tag,
		summary: 'Adds a cap from a day on; what was signed before keeps its terms',
		body: addCapSchema,
		answer: capView,
		status: 201,
		refusals: ['product.cap-already'],
		handle: ({ tx, body }) => addCap(tx, body),
	})
}
