-- A call may be charged to several: their runs stand in its session's state.
alter table session add column announce_at timestamptz;
create index session_announcement on session (announce_at) where announce_at is not null;
create index session_open on session (account) where not settled;

-- Sessions of before have one run, which holds what was reserved of the default balance.
update session s
   set state = jsonb_build_object(
         'call', s.call_id,
         'account', s.account,
         'settled', s.settled,
         'runs', case when s.state -> 'price' is null then '[]'::jsonb else
           jsonb_build_array(jsonb_build_object(
             'name', '*default',
             'account', s.account,
             'mode', a.mode,
             'cut', a.mode = 'PREPAID',
             'priced', jsonb_build_object(
               'tariff', split_part(s.state -> 'price' ->> 'tariff', '/', 1),
               'version', split_part(s.state -> 'price' ->> 'tariff', '/', 2)::int,
               'currency', s.state -> 'price' ->> 'currency',
               'profile', jsonb_build_object(
                 'tenant', a.tenant, 'category', 'call', 'subject', s.account),
               'destination', ltrim(s.state -> 'price' ->> 'destination', '+')),
             'metered', jsonb_build_object(
               'steps', s.state -> 'slice',
               'last_usage', (s.state ->> 'granted_seconds')::bigint * 1000000000,
               'total_usage', (s.state ->> 'granted_seconds')::bigint * 1000000000,
               'reserve', 0,
               'spent_micros', s.state -> 'reserved_micros',
               'stretches', case when (s.state ->> 'reserved_micros')::bigint = 0
                 then '[]'::jsonb else
                 jsonb_build_array(jsonb_build_object(
                   'from', 0, 'subject', s.account, 'plan', '', 'destination', '',
                   'prefix', s.state -> 'price' -> 'rate' ->> 'prefix',
                   'rounding', jsonb_build_object('method', 'MIDDLE', 'decimals', 0),
                   'draws', jsonb_build_array(jsonb_build_object(
                     'increment', (s.state ->> 'granted_seconds')::bigint * 1000000000,
                     'count', 1,
                     'units_micros', 0,
                     'money', (select id from balance b where b.account = s.account
                                  and b.name = '*default' limit 1),
                     'cost_micros', s.state -> 'reserved_micros')))) end))) end,
         'grant', jsonb_build_object(
           'slice', s.state -> 'slice', 'seconds', s.state -> 'granted_seconds', 'last', false),
         'moments', jsonb_strip_nulls(jsonb_build_object(
           'answered_at', s.state -> 'answered_at',
           'renew_at', s.state -> 'renew_at',
           'expires_at', s.state -> 'expires_at')))
       || case when s.state -> 'route' is null then '{}'::jsonb
               else jsonb_build_object('route', s.state -> 'route') end
  from account a
 where a.id = s.account;

-- What calls cost those who are charged for them.
create table charge (
  id bigint generated always as identity primary key,
  charge_id text not null unique,
  call_id text not null,
  run text not null,
  account text not null,
  mode text not null,
  tenant text not null,
  category text not null,
  subject text not null,
  destination text not null,
  setup_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz not null,
  used_micros bigint not null check (used_micros >= 0),
  cost_micros bigint,
  currency char(3) not null,
  tariff text,
  prefix text,
  failure text,
  stretches jsonb not null,
  extra jsonb not null,
  kept_at timestamptz not null default clock_timestamp()
);
create index charge_of_account on charge (account, id);
create index charge_of_call on charge (call_id);
create index charge_by_time on charge (setup_at);
create trigger charge_is_for_ever before update or delete on charge
  for each row execute function refuse_change();

-- Who else is charged for calls.
create table charger (
  tenant text not null,
  id text not null,
  run text not null,
  accounts text[] not null default '{}',
  prefixes text[] not null default '{}',
  account text,
  subject text,
  category text,
  mode text check (mode in ('PREPAID', 'PSEUDO_PREPAID', 'POSTPAID', 'RATED')),
  weight numeric not null default 0,
  primary key (tenant, id)
);
create table charger_version (version bigint not null);
insert into charger_version values (1);
create function next_charger_version() returns trigger language plpgsql as $$
begin
  update charger_version set version = version + 1;
  return null;
end $$;
create trigger charger_changed after insert or update or delete on charger
  for each statement execute function next_charger_version();
