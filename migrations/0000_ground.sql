-- The ground that tables stand on: money as a domain that refuses fractions (numeric(20,0) would silently round 1.5 to 2),
-- the role that the running program takes, and the guard that keeps facts from being changed or deleted.
create domain dong as numeric check (value = trunc(value) and value > -1e20 and value < 1e20);
--> statement-breakpoint
do $$
begin
	if not exists (select from pg_roles where rolname = 'soquy_app') then
		create role soquy_app nologin;
	end if;
exception when duplicate_object or unique_violation then
	-- Another database of the same cluster was migrated at the same moment: roles are shared.
	null;
end $$;
--> statement-breakpoint
grant soquy_app to current_user;
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as $$
begin
	raise exception 'facts are append-only: % on %', tg_op, tg_table_name using errcode = 'SQ001';
end $$;
