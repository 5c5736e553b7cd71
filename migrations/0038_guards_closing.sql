-- What was closed, on which checklist and checkpoint, what was waived, and who asked and agreed to open it again are facts.
grant select, insert on checkpoints, closing_waivers, closing_items, closing_reopenings, closing_reopening_approvals to soquy_app;
--> statement-breakpoint
grant usage on sequence closings_id_seq, closing_waivers_id_seq, closing_reopenings_id_seq to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['checkpoints', 'closing_waivers', 'closing_items', 'closing_reopenings', 'closing_reopening_approvals'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
--> statement-breakpoint
-- Who closes a book waits for everybody who is posting, and makes everybody wait who is about to: a statement takes its view of
-- the closings after it has this lock's turn. The program may insert entries and nothing more, so the lock is lent to it; and
-- rather than stop all work behind one long writer, closing gives up.
create function hold_books() returns void language plpgsql security definer set search_path from current set lock_timeout = '5s' as $$
begin
	lock table entries in share row exclusive mode;
end $$;
--> statement-breakpoint
revoke all on function hold_books() from public;
--> statement-breakpoint
grant execute on function hold_books() to soquy_app;
