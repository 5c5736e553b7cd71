-- What a savings product said and where an account has been are facts like the events; an account's place is a cache of them.
grant select, insert on savings_products, savings_product_rules, savings_product_rates, savings_accounts, savings_places to soquy_app;
--> statement-breakpoint
grant usage on sequence savings_products_id_seq to soquy_app;
--> statement-breakpoint
grant update (group_id, commune_id) on savings_accounts to soquy_app;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['savings_products', 'savings_product_rules', 'savings_product_rates', 'savings_places'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
