-- Agreements on fees, and for whom a fee is, are facts: the program reads and inserts them, and nobody changes or deletes one.
grant select, insert on fee_agreements, fees to soquy_app;
--> statement-breakpoint
grant usage on sequence fee_agreements_id_seq to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['fee_agreements', 'fees'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
