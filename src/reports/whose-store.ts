import { type SQL, sql } from 'drizzle-orm'

/**
 * Joins that tell whose a contract is, by the expression that names it: its own table, then the group and the member `m` of
 * it. Aliases l, a, o, f, h, r, y, g and m are taken.
 */
export function whoseContract(contractId: SQL): SQL {
	return sql`left join loans l on l.id = ${contractId}
			left join savings_accounts a on a.id = ${contractId}
			left join circles o on o.id = ${contractId}
			left join funds f on f.id = ${contractId}
			left join custodies h on h.id = ${contractId}
			left join fees r on r.id = ${contractId}
			left join piggy_banks y on y.id = ${contractId}
			left join groups g on g.id = coalesce(h.group_id, r.group_id, y.group_id)
			left join members m on m.id = coalesce(l.member_id, a.member_id, h.leader_id, y.member_id)`
}

/** What such a contract is called: by a code of its own, or by that of the group whose it is. */
export const codeOfContract = sql`coalesce(l.code, a.code, o.code, f.code, g.code)`
