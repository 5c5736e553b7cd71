import type { Tx } from './database.js'

/** A table as an archive takes it: without the columns that the database reckons itself; about how many pages it fills. */
export type SchemaTable = { readonly name: string; readonly columns: string[]; readonly pages: number }

/** A trigger and its table, as SQL names them. */
export type Trigger = { readonly on: string; readonly name: string }

/** What refers to what: a table and its constraint, as SQL names them, and what was declared. */
export type Reference = { readonly on: string; readonly name: string; readonly definition: string }

/** What is ours of the schema, and not of an extension. */
const ours = `c.relnamespace = current_schema()::regnamespace
	and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/** The tables of the schema by name, but for the one of the migrations, which an archive's manifest tells. */
export async function readTables(tx: Tx): Promise<readonly SchemaTable[]> {
	const { rows } = await tx.$client.query<SchemaTable>(`
		select c.relname as name, greatest(c.relpages, 1) as pages, array(
			select a.attname::text from pg_attribute a
			where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
		) as columns
		from pg_class c where ${ours} and c.relkind = 'r' and c.relname <> 'soquy_migrations' order by c.relname`)
	return rows
}

/** Where each sequence stands: its last number, and whether that was handed out. Sequences are in no snapshot. */
export async function readSequences(tx: Tx): Promise<{ name: string; last: string; used: boolean }[]> {
	const { rows } = await tx.$client.query<{ name: string; last: string; used: boolean }>(`
		select sequencename as name, coalesce(last_value, start_value) as last, last_value is not null as used
		from pg_sequences where schemaname = current_schema() order by sequencename`)
	return rows
}

/** Everything that refers to a row of another table. */
export async function readReferences(tx: Tx): Promise<readonly Reference[]> {
	const { rows } = await tx.$client.query<Reference>(`
		select conrelid::regclass::text as "on", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
		from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace and conparentid = 0 order by 1, 2`)
	return rows
}

/** The triggers that act on what the program writes. */
export async function readTriggers(tx: Tx): Promise<readonly Trigger[]> {
	const { rows } = await tx.$client.query<Trigger>(`
		select tgrelid::regclass::text as "on", quote_ident(tgname) as name from pg_trigger
		where not tgisinternal and tgenabled = 'O' and tgrelid in (select c.oid from pg_class c where ${ours}) order by 1, 2`)
	return rows
}

/** Anything that stands in the schema already, by its name; null where there is nothing. */
export async function findAnything(tx: Tx): Promise<string | null> {
	const { rows } = await tx.$client.query<{ name: string }>(
		`select c.relname as name from pg_class c where ${ours} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') order by c.relname limit 1`,
	)
	return rows[0]?.name ?? null
}
