-- Rated events told by scripts and sessions of CGRateS's interface: one row for each run.
create table cgrates_cdr (
  order_id bigint generated always as identity primary key,
  cgrid text not null,
  run_id text not null,
  origin_id text not null,
  origin_host text not null,
  source text not null,
  tor text not null,
  request_type text not null,
  tenant text not null,
  category text not null,
  account text not null,
  subject text not null,
  destination text not null,
  setup_time timestamptz,
  answer_time timestamptz,
  usage bigint not null,
  event jsonb not null,
  extra_fields jsonb not null,
  cost numeric not null,
  cost_source text not null,
  cost_details jsonb not null,
  extra_info text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (cgrid, run_id, origin_id)
);
create index cgrates_cdr_of_account on cgrates_cdr (tenant, account, answer_time);
create index cgrates_cdr_answered on cgrates_cdr (answer_time);
