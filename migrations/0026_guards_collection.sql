-- What was written on a collection sheet is a fact like an event: a correction is a line more.
grant select, insert on collection_sheets, collection_steps, collection_lines, collection_payments to soquy_app;
--> statement-breakpoint
grant usage on sequence collection_sheets_id_seq to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['collection_sheets', 'collection_steps', 'collection_lines', 'collection_payments'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
