-- A job moves on, and nothing else of it changes; what it found, what it proposed and what was accepted are facts.
grant select, insert on jobs, due_list_rows, classified_loans, overdue_proposals, overdue_acceptances to soquy_app;
--> statement-breakpoint
grant update (status, done, total, checkpoint, known_at, started_at, finished_at, worker, heartbeat_at, attempts, error) on jobs to soquy_app;
--> statement-breakpoint
grant usage on sequence jobs_id_seq, overdue_proposals_id_seq to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['due_list_rows', 'classified_loans', 'overdue_proposals', 'overdue_acceptances'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
--> statement-breakpoint
alter table jobs add foreign key (requested_by) references users (id);
--> statement-breakpoint
alter table overdue_acceptances add foreign key (accepted_by) references users (id);
