-- What was agreed of a circle is a fact: the program reads and inserts it, and nobody changes or deletes it.
grant select, insert on circles to soquy_app;
--> statement-breakpoint
create trigger append_only before update or delete on circles for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on circles for each statement execute function refuse_change();
