-- Facts are append-only by grant and by trigger: what was recorded is never changed or deleted, corrections are new events.
-- Caches and records of people may be changed, each only where it has to be.
grant usage on schema public to soquy_app;
--> statement-breakpoint
grant select on all tables in schema public to soquy_app;
--> statement-breakpoint
grant usage on all sequences in schema public to soquy_app;
--> statement-breakpoint
grant insert on all tables in schema public to soquy_app;
--> statement-breakpoint
revoke all on soquy_migrations from soquy_app;
--> statement-breakpoint
grant update (version, last_on, last_recorded_at, state) on contracts to soquy_app;
--> statement-breakpoint
grant update (group_id, commune_id) on loans to soquy_app;
--> statement-breakpoint
grant update on installation, users, credentials, members, member_poverty, groups, memberships, units, unit_versions,
	days_off, transaction_days, transaction_day_overrides, external_codes, lenders, products to soquy_app;
--> statement-breakpoint
grant delete on user_groups, days_off, transaction_day_overrides, external_codes to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['events', 'entries', 'postings', 'dues', 'closings', 'requests', 'product_rules', 'product_rates'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
--> statement-breakpoint
alter table users add foreign key (unit_id) references units (id), add foreign key (lender_id) references lenders (id);
--> statement-breakpoint
alter table user_groups add foreign key (user_id) references users (id), add foreign key (group_id) references groups (id);
--> statement-breakpoint
alter table credentials add foreign key (user_id) references users (id);
--> statement-breakpoint
-- The program itself is user 1: what it records by itself, it records by this name. Nobody can sign in as it.
insert into users (id, username, name, password_hash, role, demonstration, must_change_password, created_at)
values (1, 'soquy', 'Sổ Quỹ', '!', 'admin', false, false, now());
--> statement-breakpoint
create index contracts_status on contracts ((state ->> 'status'));
