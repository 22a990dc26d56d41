create table carrier (
  id text primary key check (id ~ '^[A-Za-z0-9_.@+-]{1,64}$'),
  trunk text not null,
  codecs text[] not null default '{}',
  originate_timeout_seconds int not null check (originate_timeout_seconds between 1 and 3600),
  progress_timeout_seconds int check (progress_timeout_seconds between 1 and 3600),
  strip int not null default 0 check (strip between 0 and 32),
  prepend text not null default '' check (prepend ~ '^\+?[0-9*#]{0,16}$'),
  enabled boolean not null default true
);

create table route (
  prefix text not null check (prefix ~ '^[0-9*#]{0,15}$'),
  carrier text not null references carrier (id),
  priority int not null check (priority between 0 and 1000),
  primary key (prefix, carrier)
);

-- Grows with every change of carriers and routes, so that every instance sees when to read them anew.
create table route_version (version bigint not null);
insert into route_version values (1);

create function next_route_version() returns trigger language plpgsql as $$
begin
  update route_version set version = version + 1;
  return null;
end $$;
create trigger carrier_changed after insert or update or delete or truncate on carrier
  for each statement execute function next_route_version();
create trigger route_changed after insert or update or delete or truncate on route
  for each statement execute function next_route_version();

-- Kept for a while after its end, so that a park delivered again begins no second hunt.
create table hunt (
  call_id text primary key,
  state jsonb not null,
  ended boolean not null,
  deadline timestamptz,
  updated_at timestamptz not null default now()
) with (fillfactor = 70);
create index hunt_deadline on hunt (deadline) where deadline is not null;
create index hunt_ended on hunt (updated_at) where ended;

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
