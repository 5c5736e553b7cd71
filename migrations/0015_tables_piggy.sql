-- Piggy banks of groups and savings campaigns: what was agreed or announced of each; what happened are the events of their contracts.
CREATE TABLE "campaigns" (
	"id" bigint PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"lender_id" bigint NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"by_account" jsonb,
	"note" text,
	CONSTRAINT "campaigns_days" CHECK ("campaigns"."to_on" >= "campaigns"."from_on")
);
--> statement-breakpoint
CREATE TABLE "piggy_banks" (
	"id" bigint PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"group_id" bigint NOT NULL,
	"commune_id" bigint NOT NULL,
	"member_id" bigint,
	"year" integer NOT NULL,
	"target" "dong" NOT NULL,
	"started_on" date NOT NULL,
	"opens_on" date NOT NULL,
	CONSTRAINT "piggy_banks_target" CHECK ("piggy_banks"."target" > 0),
	CONSTRAINT "piggy_banks_opens_later" CHECK ("piggy_banks"."opens_on" > "piggy_banks"."started_on")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_id_contracts_id_fk" FOREIGN KEY ("id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_lender_id_lenders_id_fk" FOREIGN KEY ("lender_id") REFERENCES "public"."lenders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "piggy_banks" ADD CONSTRAINT "piggy_banks_id_contracts_id_fk" FOREIGN KEY ("id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "piggy_banks" ADD CONSTRAINT "piggy_banks_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "piggy_banks" ADD CONSTRAINT "piggy_banks_commune_id_units_id_fk" FOREIGN KEY ("commune_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "piggy_banks" ADD CONSTRAINT "piggy_banks_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaigns_lender" ON "campaigns" USING btree ("lender_id");--> statement-breakpoint
CREATE UNIQUE INDEX "piggy_banks_code" ON "piggy_banks" USING btree ("code");--> statement-breakpoint
CREATE INDEX "piggy_banks_year" ON "piggy_banks" USING btree ("year","group_id");--> statement-breakpoint
CREATE INDEX "piggy_banks_group" ON "piggy_banks" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "piggy_banks_member" ON "piggy_banks" USING btree ("member_id");