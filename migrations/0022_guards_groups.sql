-- What groups decided, where they have been and how the bank scored them are facts: a later line says otherwise, and none is changed.
grant select, insert on group_places, group_changes, group_rules, group_meetings, group_meeting_versions, group_meeting_attendance, group_scores to soquy_app;
--> statement-breakpoint
grant usage on sequence group_changes_id_seq, group_meetings_id_seq to soquy_app;
--> statement-breakpoint
alter table group_meeting_attendance add foreign key (meeting_id, version) references group_meeting_versions (meeting_id, version);
--> statement-breakpoint
-- What was entered before places were kept was so from the beginning, and known from the beginning.
insert into group_places (group_id, from_on, recorded_at, commune_id, hamlet) select id, established_on, 'epoch', commune_id, hamlet from groups;
--> statement-breakpoint
do $$
declare
	fact text;
begin
	foreach fact in array array['group_places', 'group_changes', 'group_rules', 'group_meetings', 'group_meeting_versions', 'group_meeting_attendance', 'group_scores'] loop
		execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', fact);
		execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', fact);
	end loop;
end $$;
