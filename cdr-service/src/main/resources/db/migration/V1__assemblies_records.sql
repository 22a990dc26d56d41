create table assembly (
  call_id text primary key,
  state jsonb not null,
  published boolean not null,
  due timestamptz,
  updated_at timestamptz not null default now()
) with (fillfactor = 70);
create index assembly_due on assembly (due) where due is not null;
create index assembly_updated on assembly (updated_at);

create table cdr (
  call_id text primary key,
  revision int not null check (revision > 0),
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz not null,
  caller text,
  destination text,
  account text,
  carrier text,
  cause text not null,
  billed_micros bigint not null,
  cost_micros bigint,
  currency char(3),
  record jsonb not null,
  stored_at timestamptz not null default now()
);
create index cdr_by_time on cdr (started_at desc, call_id desc);
create index cdr_by_caller on cdr (caller, started_at desc);
create index cdr_by_destination on cdr (destination, started_at desc);
create index cdr_by_account on cdr (account, started_at desc);
create index cdr_by_cause on cdr (cause, started_at desc);

create table inbox (id text primary key, seen_at timestamptz not null default now());
create table outbox (
  id bigint generated always as identity primary key,
  instance int not null,
  topic text not null,
  partition int,
  key text not null,
  headers jsonb not null,
  value bytea not null
);
