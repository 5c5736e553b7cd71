-- A comparison, what was found, what was done about it and who signed are facts: never changed, never deleted.
grant select, insert on reconciliations, reconciliation_items, reconciliation_steps, reconciliation_signatures to soquy_app;
--> statement-breakpoint
grant usage on sequence reconciliations_id_seq to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['reconciliations', 'reconciliation_items', 'reconciliation_steps', 'reconciliation_signatures'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
