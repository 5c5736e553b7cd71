-- Who holds what, why it is late, which book was issued and what two leaders signed are facts: nobody changes or deletes one.
grant select, insert on custodies, custody_notes, receipt_books, leader_handovers to soquy_app;
--> statement-breakpoint
grant usage on sequence custody_notes_id_seq, leader_handovers_id_seq to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['custodies', 'custody_notes', 'receipt_books', 'leader_handovers'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
--> statement-breakpoint
alter table custody_notes add foreign key (recorded_by) references users (id);
--> statement-breakpoint
alter table leader_handovers add foreign key (recorded_by) references users (id);
