import { Client } from 'pg'

/** The rival: a plain SUM over all postings up to the day, by commune, as anybody would write it. */
export async function outstandingRival(url: string, day: string): Promise<number> {
	const client = new Client({ connectionString: url })
	await client.connect()
	try {
		const start = performance.now()
		await client.query(
			`select l.commune_id,
				sum(case when p.debit in ('12881', '12882', '12883', '9821', '9822', '9823') then p.amount else 0 end)
				- sum(case when p.credit in ('12881', '12882', '12883', '9821', '9822', '9823') then p.amount else 0 end) as outstanding
			from postings p join loans l on l.id = p.contract_id where p."on" <= $1 group by l.commune_id`,
			[day],
		)
		return performance.now() - start
	} finally {
		await client.end()
	}
}
