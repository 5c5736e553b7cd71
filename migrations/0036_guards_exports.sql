-- What a bank's list looks like and who took which list are facts: the program reads and inserts them, and nobody changes or deletes one.
grant select, insert on bank_layouts, export_downloads to soquy_app;
--> statement-breakpoint
grant usage on sequence bank_layouts_id_seq, export_downloads_id_seq to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['bank_layouts', 'export_downloads'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
