-- Charges of a period, priced once more. A charge itself never changes: how it stands is told by
-- the latest re-rating that it went through.
create table tariff_rerating (
  id text primary key check (id ~ '^[A-Za-z0-9_.:-]{1,80}$'),
  tariff text not null,
  version int,
  account text,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  reason text not null,
  requested_at timestamptz not null default now()
);

create table tariff_rerated_charge (
  id bigint generated always as identity primary key,
  rerating text not null references tariff_rerating (id),
  charge_id text not null,
  tariff text not null,
  before_micros bigint not null,
  after_micros bigint not null,
  -- What is taken of balances for it after this, by balance; less than its cost where a balance
  -- could not be taken any lower.
  taken jsonb not null,
  uncollected_micros bigint not null check (uncollected_micros >= 0),
  stretches jsonb not null,
  recorded_at timestamptz not null default clock_timestamp(),
  unique (rerating, charge_id)
);
create index tariff_rerated_charge_latest on tariff_rerated_charge (charge_id, id desc);
create trigger tariff_rerated_charge_is_for_ever before update or delete on tariff_rerated_charge
  for each row execute function refuse_change();
