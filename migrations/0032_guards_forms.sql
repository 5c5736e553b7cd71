-- How forms look and into which accounts lenders are paid are facts: the program reads and inserts them, and nobody changes or deletes one.
grant select, insert on form_layouts, payment_accounts to soquy_app;
--> statement-breakpoint
grant usage on sequence form_layouts_id_seq, payment_accounts_id_seq to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['form_layouts', 'payment_accounts'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
