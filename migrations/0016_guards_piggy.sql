-- What was agreed of a piggy bank and announced of a campaign are facts like the events.
grant select, insert on piggy_banks, campaigns to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['piggy_banks', 'campaigns'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
