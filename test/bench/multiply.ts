import { Client } from 'pg'

/** What a loan is made of, in the order in which one leans on the other, and the columns that hold numbers of loans and of entries. */
const tables: readonly (readonly [table: string, numbers: readonly string[]])[] = [
	['contracts', ['id']],
	['loans', ['id']],
	['events', ['contract_id']],
	['entries', ['id', 'contract_id']],
	['postings', ['entry_id', 'contract_id']],
	['dues', ['contract_id']],
	['loan_places', ['loan_id']],
]

const apart = 100_000_000

/** Makes the books so many times as large: every loan once more, with its whole history, under numbers of its own. */
export async function multiply(url: string, times: number): Promise<void> {
	const client = new Client({ connectionString: url })
	await client.connect()
	try {
		for (let copy = 1; copy < times; copy += 1) for (const [table, numbers] of tables) await copyOf(client, table, numbers, copy * apart)
		await client.query('vacuum analyze')
	} finally {
		await client.end()
	}
}

async function copyOf(client: Client, table: string, numbers: readonly string[], shift: number): Promise<void> {
	const { rows } = await client.query<{ name: string }>(
		`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
		[table],
	)
	const columns = rows.map(({ name }) => name)
	const values = columns.map((name) => {
		if (numbers.includes(name)) return `"${name}" + ${shift}`
		return table === 'loans' && name === 'code' ? `code || '-${shift / apart}'` : `"${name}"`
	})
	const from = table === 'entries' || table === 'postings' ? 'contract_id is not null and contract_id' : (numbers[0] ?? 'id')
	await client.query(
		`insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')}) select ${values.join(', ')} from ${table} where ${from} < ${apart}`,
	)
}
