create table tariff (
  name text not null check (name ~ '^[A-Za-z0-9_.@+-]{1,64}$'),
  version int not null check (version > 0),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  active boolean not null,
  created_at timestamptz not null default now(),
  primary key (name, version)
);
create unique index one_active_version on tariff (name) where active;

create table rate (
  tariff text not null,
  version int not null,
  prefix text not null check (prefix ~ '^[0-9*#]{0,15}$'),
  connect_fee numeric not null check (connect_fee >= 0),
  slots jsonb not null,
  primary key (tariff, version, prefix),
  foreign key (tariff, version) references tariff (name, version)
);

-- Grows with every new tariff, so that every instance sees when to read them anew.
create table tariff_version (version bigint not null);
insert into tariff_version values (1);
create function next_tariff_version() returns trigger language plpgsql as $$
begin
  update tariff_version set version = version + 1;
  return null;
end $$;
create trigger tariff_changed after insert or update or delete on tariff
  for each statement execute function next_tariff_version();

create table account (
  id text primary key check (id ~ '^[A-Za-z0-9_.@+-]{1,64}$'),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  tariff text not null,
  prepaid boolean not null,
  enabled boolean not null default true,
  credit_limit_micros bigint not null default 0 check (credit_limit_micros >= 0),
  balance_micros bigint not null default 0,
  reserved_micros bigint not null default 0 check (reserved_micros >= 0),
  constraint money_for_every_reservation
    check (not prepaid or balance_micros - reserved_micros >= -credit_limit_micros)
) with (fillfactor = 70);

-- The ledger. An account's balance is the sum of its entries because nothing else can change it.
create table entry (
  id bigint generated always as identity primary key,
  posting_id text not null unique,
  account text not null references account (id),
  call_id text,
  kind text not null
    check (kind in ('TOP_UP', 'ADJUSTMENT', 'RESERVATION', 'RELEASE', 'SETTLEMENT')),
  amount_micros bigint not null,
  reserved_micros bigint not null,
  balance_after_micros bigint not null,
  recorded_at timestamptz not null default now(),
  constraint moves_something check (amount_micros <> 0 or reserved_micros <> 0)
);
create index entry_of_account on entry (account, id);

create function post_entry() returns trigger language plpgsql as $$
begin
  update account
     set balance_micros = balance_micros + new.amount_micros,
         reserved_micros = reserved_micros + new.reserved_micros
   where id = new.account
   returning balance_micros into new.balance_after_micros;
  return new;
end $$;
create trigger entry_moves_balance before insert on entry
  for each row execute function post_entry();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'entries of the ledger are never changed or deleted' using errcode = '23514';
end $$;
create trigger entry_is_for_ever before update or delete on entry
  for each row execute function refuse_change();
create trigger entries_are_for_ever before truncate on entry
  for each statement execute function refuse_change();

create function refuse_balance_by_hand() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'a balance changes by entries of the ledger only' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger balance_by_entries_only before update of balance_micros, reserved_micros on account
  for each row
  when (old.balance_micros is distinct from new.balance_micros
        or old.reserved_micros is distinct from new.reserved_micros)
  execute function refuse_balance_by_hand();
create function refuse_opening_balance() returns trigger language plpgsql as $$
begin
  if new.balance_micros <> 0 or new.reserved_micros <> 0 then
    raise exception 'an account opens with nothing; top it up' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger opens_with_nothing before insert on account
  for each row execute function refuse_opening_balance();

create table session (
  call_id text primary key,
  account text not null,
  state jsonb not null,
  settled boolean not null,
  renew_at timestamptz,
  expires_at timestamptz,
  updated_at timestamptz not null default now()
) with (fillfactor = 70);
create index session_renewal on session (renew_at) where renew_at is not null;
create index session_expiry on session (expires_at) where expires_at is not null;
create index session_settled on session (updated_at) where settled;

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
