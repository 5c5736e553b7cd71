-- The calendar and the places of loans are facts like the events: what was known of a day is never changed, a later line says otherwise.
revoke update, delete on days_off, transaction_days, transaction_day_overrides from soquy_app;
--> statement-breakpoint
grant select, insert on loan_places to soquy_app;
--> statement-breakpoint
-- What was entered before the calendar kept its moments was known from the beginning.
update days_off set recorded_at = 'epoch';
--> statement-breakpoint
update transaction_days set recorded_at = 'epoch';
--> statement-breakpoint
update transaction_day_overrides set recorded_at = 'epoch';
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['days_off', 'transaction_days', 'transaction_day_overrides', 'loan_places'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
