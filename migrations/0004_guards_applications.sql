-- Steps and minutes are facts: append-only by grant and by trigger. Of a request only how far it has come is a cache.
grant select, insert on loan_applications, loan_review_meetings, loan_application_steps to soquy_app;
--> statement-breakpoint
grant usage on sequence loan_applications_id_seq, loan_review_meetings_id_seq to soquy_app;
--> statement-breakpoint
grant update (status, version) on loan_applications to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['loan_application_steps', 'loan_review_meetings'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
--> statement-breakpoint
create trigger asked_for_stays
	before delete or update of product_id, lender_id, member_id, amount, months, purpose, beneficiary, own_capital, note on loan_applications
	for each row execute function refuse_change();
--> statement-breakpoint
create trigger asked_for_stays_whole before truncate on loan_applications for each statement execute function refuse_change();
