-- Rotating funds: what was agreed of each circle; what happened are the events of its contract.
CREATE TABLE "circles" (
	"id" bigint PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"group_id" bigint,
	"commune_id" bigint NOT NULL,
	"organiser_id" bigint,
	"organiser_name" text NOT NULL,
	"opened_on" date NOT NULL,
	"agreement_no" text,
	"terms" jsonb NOT NULL,
	CONSTRAINT "circles_organiser_named" CHECK ("circles"."organiser_name" <> '')
);
--> statement-breakpoint
ALTER TABLE "circles" ADD CONSTRAINT "circles_id_contracts_id_fk" FOREIGN KEY ("id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circles" ADD CONSTRAINT "circles_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circles" ADD CONSTRAINT "circles_commune_id_units_id_fk" FOREIGN KEY ("commune_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circles" ADD CONSTRAINT "circles_organiser_id_members_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "circles_code" ON "circles" USING btree ("code");--> statement-breakpoint
CREATE INDEX "circles_group" ON "circles" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "circles_commune" ON "circles" USING btree ("commune_id");--> statement-breakpoint
CREATE INDEX "circles_organiser" ON "circles" USING btree ("organiser_id");