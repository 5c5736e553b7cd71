-- A list that was handed in is a fact: another one is another list. What its headers stand for is said anew, never changed.
grant select, insert on bank_lists, bank_list_rows, bank_list_mappings to soquy_app;
--> statement-breakpoint
grant usage on sequence bank_lists_id_seq, bank_list_mappings_id_seq to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['bank_lists', 'bank_list_rows', 'bank_list_mappings'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
