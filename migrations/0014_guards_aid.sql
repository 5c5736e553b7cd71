-- What was entered of an act of help or of a fund is a fact like its events: read and inserted, never changed or deleted.
grant select, insert on aid_acts, funds to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['aid_acts', 'funds'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
