-- What was handed in, what was found of it and what became of it are facts: a corrected list is a list of its own.
grant select, insert on openings, opening_rows, opening_findings, opening_outcomes, opening_entries to soquy_app;
--> statement-breakpoint
grant usage on sequence openings_id_seq to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['openings', 'opening_rows', 'opening_findings', 'opening_outcomes', 'opening_entries'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
--> statement-breakpoint
alter table openings add foreign key (recorded_by) references users (id);
