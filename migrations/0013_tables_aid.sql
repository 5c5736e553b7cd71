-- Help in kind and collective funds have a row for each contract, and a book says in which unit it counts.
CREATE TABLE "funds" (
	"id" bigint PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"purpose" text NOT NULL,
	"opened_on" date NOT NULL,
	"unit_id" bigint,
	"group_id" bigint,
	"commune_id" bigint,
	CONSTRAINT "funds_keeper_one" CHECK (num_nonnulls(unit_id, group_id) = 1)
);
--> statement-breakpoint
CREATE TABLE "aid_acts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"code" text GENERATED ALWAYS AS ('GD' || lpad(id::text, 8, '0')) STORED NOT NULL,
	"mode" text NOT NULL,
	"unit" text NOT NULL,
	"goods" text,
	"purpose" text NOT NULL,
	"programme" text,
	"on" date NOT NULL,
	"giver_member_id" bigint,
	"giver_group_id" bigint,
	"giver_unit_id" bigint,
	"giver_name" text,
	"receiver_member_id" bigint,
	"receiver_group_id" bigint,
	"receiver_unit_id" bigint,
	"receiver_name" text,
	"commune_id" bigint NOT NULL,
	"group_id" bigint,
	"value" "dong",
	CONSTRAINT "aid_acts_giver_one" CHECK (num_nonnulls(giver_member_id, giver_group_id, giver_unit_id, giver_name) = 1),
	CONSTRAINT "aid_acts_receiver_one" CHECK (num_nonnulls(receiver_member_id, receiver_group_id, receiver_unit_id, receiver_name) = 1),
	CONSTRAINT "aid_acts_value" CHECK (value > 0)
);
--> statement-breakpoint
ALTER TABLE "books" ADD COLUMN "unit" text DEFAULT 'đồng' NOT NULL;--> statement-breakpoint
ALTER TABLE "books" ADD COLUMN "decimals" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "funds" ADD CONSTRAINT "funds_id_contracts_id_fk" FOREIGN KEY ("id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funds" ADD CONSTRAINT "funds_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funds" ADD CONSTRAINT "funds_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funds" ADD CONSTRAINT "funds_commune_id_units_id_fk" FOREIGN KEY ("commune_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aid_acts" ADD CONSTRAINT "aid_acts_id_contracts_id_fk" FOREIGN KEY ("id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aid_acts" ADD CONSTRAINT "aid_acts_giver_member_id_members_id_fk" FOREIGN KEY ("giver_member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aid_acts" ADD CONSTRAINT "aid_acts_giver_group_id_groups_id_fk" FOREIGN KEY ("giver_group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aid_acts" ADD CONSTRAINT "aid_acts_giver_unit_id_units_id_fk" FOREIGN KEY ("giver_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aid_acts" ADD CONSTRAINT "aid_acts_receiver_member_id_members_id_fk" FOREIGN KEY ("receiver_member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aid_acts" ADD CONSTRAINT "aid_acts_receiver_group_id_groups_id_fk" FOREIGN KEY ("receiver_group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aid_acts" ADD CONSTRAINT "aid_acts_receiver_unit_id_units_id_fk" FOREIGN KEY ("receiver_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aid_acts" ADD CONSTRAINT "aid_acts_commune_id_units_id_fk" FOREIGN KEY ("commune_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aid_acts" ADD CONSTRAINT "aid_acts_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "funds_code" ON "funds" USING btree ("code");--> statement-breakpoint
CREATE INDEX "funds_unit" ON "funds" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "funds_group" ON "funds" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "funds_commune" ON "funds" USING btree ("commune_id");--> statement-breakpoint
CREATE UNIQUE INDEX "aid_acts_code" ON "aid_acts" USING btree ("code");--> statement-breakpoint
CREATE INDEX "aid_acts_giver" ON "aid_acts" USING btree ("giver_member_id");--> statement-breakpoint
CREATE INDEX "aid_acts_receiver" ON "aid_acts" USING btree ("receiver_member_id");--> statement-breakpoint
CREATE INDEX "aid_acts_group" ON "aid_acts" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "aid_acts_commune" ON "aid_acts" USING btree ("commune_id");