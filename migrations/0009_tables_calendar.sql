-- The calendar keeps when each of its lines was learnt, a loan where it has been, and one that is late by when the bank comes is told apart.
CREATE TABLE "loan_places" (
	"loan_id" bigint NOT NULL,
	"event_seq" integer NOT NULL,
	"on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"group_id" bigint,
	"commune_id" bigint NOT NULL,
	CONSTRAINT "loan_places_loan_id_event_seq_pk" PRIMARY KEY("loan_id","event_seq")
);
--> statement-breakpoint
ALTER TABLE "days_off" DROP CONSTRAINT "days_off_kind";--> statement-breakpoint
ALTER TABLE "days_off" DROP CONSTRAINT "days_off_pkey";--> statement-breakpoint
ALTER TABLE "transaction_day_overrides" DROP CONSTRAINT "transaction_day_overrides_unit_id_month_pk";--> statement-breakpoint
ALTER TABLE "transaction_days" DROP CONSTRAINT "transaction_days_unit_id_from_on_pk";--> statement-breakpoint
-- The index that covers the column goes with it, and is drawn anew.
ALTER TABLE "loans" drop column "late_rule";--> statement-breakpoint
ALTER TABLE "loans" ADD COLUMN "late_rule" smallint GENERATED ALWAYS AS (case when terms -> 'overdue' ->> 'transfer' = 'automatic' then case terms ->> 'dueDays' when 'next-working-day' then 32 when 'transaction-day' then coalesce((terms ->> 'transactionDay')::smallint, 0) else 33 end end) STORED;--> statement-breakpoint
CREATE INDEX "loans_told" ON "loans" USING btree ("id","lender_id","product_id","group_id","member_id","commune_id","late_rule");--> statement-breakpoint
ALTER TABLE "days_off" ADD COLUMN "recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
ALTER TABLE "transaction_day_overrides" ADD COLUMN "recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
ALTER TABLE "transaction_days" ADD COLUMN "recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
ALTER TABLE "days_off" ADD CONSTRAINT "days_off_on_date_recorded_at_pk" PRIMARY KEY("on_date","recorded_at");--> statement-breakpoint
ALTER TABLE "transaction_day_overrides" ADD CONSTRAINT "transaction_day_overrides_unit_id_month_recorded_at_pk" PRIMARY KEY("unit_id","month","recorded_at");--> statement-breakpoint
ALTER TABLE "transaction_days" ADD CONSTRAINT "transaction_days_unit_id_from_on_recorded_at_pk" PRIMARY KEY("unit_id","from_on","recorded_at");--> statement-breakpoint
ALTER TABLE "loan_places" ADD CONSTRAINT "loan_places_loan_id_loans_id_fk" FOREIGN KEY ("loan_id") REFERENCES "public"."loans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan_places" ADD CONSTRAINT "loan_places_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan_places" ADD CONSTRAINT "loan_places_commune_id_units_id_fk" FOREIGN KEY ("commune_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_reversals" ON "events" USING btree ("contract_id","reverses","recorded_at") WHERE reverses is not null;--> statement-breakpoint
CREATE INDEX "loan_places_group" ON "loan_places" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "loans_transaction_day" ON "loans" USING btree ("commune_id","late_rule") WHERE late_rule <= 31;--> statement-breakpoint
ALTER TABLE "days_off" ADD CONSTRAINT "days_off_kind" CHECK ("days_off"."kind" in ('off', 'worked', 'ordinary'));
