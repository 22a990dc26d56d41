-- An account has any number of balances, of money and of other units; what was its one balance
-- becomes its default balance.
alter table account
  add column tenant text not null default 'cgrates.org',
  add column mode text check (mode in ('PREPAID', 'PSEUDO_PREPAID', 'POSTPAID', 'RATED')),
  add column state text check (state in ('ACTIVE', 'SUSPENDED', 'CLOSED')),
  add column unlimited boolean not null default false,
  add column terms jsonb not null default '{}',
  add column day date,
  add column day_spent_micros bigint not null default 0,
  add column second bigint not null default 0,
  add column second_calls int not null default 0,
  add column opened_at timestamptz not null default now(),
  add column changed_at timestamptz not null default now();
alter table account drop constraint account_id_check;
alter table account add constraint account_id_check check (id ~ '^[A-Za-z0-9_.:@+-]{1,64}$');
update account
   set mode = case when prepaid then 'PREPAID' else 'POSTPAID' end,
       state = case when enabled then 'ACTIVE' else 'SUSPENDED' end;
alter table account alter column mode set not null, alter column state set not null;
create index account_of_tenant on account (tenant, id);

create table balance (
  id text primary key,
  account text not null references account (id),
  name text not null,
  unit text not null check (unit ~ '^([A-Z]{3}|[a-z][a-z0-9_]{0,15})$'),
  terms jsonb not null,
  expires_at timestamptz,
  -- How low it may be drawn; without limit when absent.
  lowest_micros bigint check (lowest_micros <= 0),
  available_micros bigint not null default 0,
  reserved_micros bigint not null default 0 check (reserved_micros >= 0),
  entries bigint not null default 0,
  opened_at timestamptz not null default clock_timestamp(),
  closed boolean not null default false,
  constraint money_for_every_reservation
    check (lowest_micros is null or available_micros >= lowest_micros),
  constraint closed_with_nothing
    check (not closed or (available_micros = 0 and reserved_micros = 0))
) with (fillfactor = 60);
create index balance_of_account on balance (account, id);
create index balance_expiry on balance (expires_at)
  where expires_at is not null and available_micros <> 0;
create unique index one_default_balance on balance (account, unit)
  where name = '*default' and not closed;

-- Balances that others may draw upon too.
create table balance_share (
  balance text not null references balance (id),
  account text not null references account (id),
  primary key (account, balance)
);

-- Entries move money between three books: what is available, what is reserved, and a book outside
-- the account, the contra book. Their sum is nothing: what the account gains the other book loses.
alter table entry disable trigger user;
alter table entry drop constraint entry_kind_check;
alter table entry drop constraint moves_something;
alter table entry
  add column balance text references balance (id),
  add column unit text,
  add column contra text,
  add column contra_micros bigint,
  add column reserved_after_micros bigint,
  add column reason text;

insert into balance (id, account, name, unit, terms, lowest_micros, available_micros,
                     reserved_micros, entries)
select gen_random_uuid()::text, a.id, '*default', a.currency, '{}',
       case when a.prepaid then -a.credit_limit_micros end,
       a.balance_micros - a.reserved_micros, a.reserved_micros,
       (select count(*) from entry e where e.account = a.id)
  from account a;

update entry e
   set balance = b.id,
       unit = b.unit,
       contra = case e.kind when 'TOP_UP' then 'cash' when 'ADJUSTMENT' then 'adjustments'
                            when 'SETTLEMENT' then 'usage' end,
       contra_micros = -e.amount_micros,
       reserved_after_micros = s.reserved
  from balance b,
       (select id, sum(reserved_micros) over (partition by account order by id) reserved
          from entry) s
 where b.account = e.account and s.id = e.id;

alter table entry
  alter column balance set not null,
  alter column unit set not null,
  alter column contra_micros set not null,
  alter column reserved_after_micros set not null,
  alter column recorded_at set default clock_timestamp(),
  add constraint entry_kind_check
    check (kind in ('TOP_UP', 'ADJUSTMENT', 'RESERVATION', 'RELEASE', 'SETTLEMENT', 'EXPIRY',
                    'TRANSFER', 'CORRECTION')),
  add constraint moves_something check (amount_micros <> 0 or reserved_micros <> 0),
  add constraint books_balance check (amount_micros + contra_micros = 0),
  add constraint contra_book check ((contra is null) = (contra_micros = 0)),
  add constraint reservations_move_nothing_out
    check (kind not in ('RESERVATION', 'RELEASE') or amount_micros = 0);
drop index entry_of_account;
create index entry_of_balance on entry (balance, id);
create index entry_of_call on entry (call_id) where call_id is not null;

drop trigger entry_moves_balance on entry;
drop function post_entry();
alter table entry enable trigger user;

drop trigger balance_by_entries_only on account;
drop trigger opens_with_nothing on account;
alter table account
  drop constraint money_for_every_reservation,
  drop column prepaid,
  drop column enabled,
  drop column balance_micros,
  drop column reserved_micros;

-- Entries of one statement are booked together: a balance is written once for all of them. Each
-- entry says what the balance held after it; a wrong word refuses all.
create function book_entries() returns trigger language plpgsql as $$
begin
  update balance b
     set available_micros = b.available_micros + moved.amount - moved.reserved,
         reserved_micros = b.reserved_micros + moved.reserved,
         entries = b.entries + moved.entries
    from (select balance, sum(amount_micros) as amount, sum(reserved_micros) as reserved,
                 count(*) as entries
            from added group by balance) moved
   where b.id = moved.balance;
  if exists (
    select from (
      select a.balance_after_micros, a.reserved_after_micros,
             b.available_micros + b.reserved_micros
               - coalesce(sum(a.amount_micros) over later, 0) as held,
             b.reserved_micros - coalesce(sum(a.reserved_micros) over later, 0) as reserved
        from added a join balance b on b.id = a.balance
      window later as (partition by a.balance order by a.id
                       rows between 1 following and unbounded following)) told
     where told.balance_after_micros <> told.held
        or told.reserved_after_micros <> told.reserved) then
    raise exception 'an entry tells another balance than its entries add up to'
      using errcode = '23514';
  end if;
  return null;
end $$;
create trigger entries_move_balances after insert on entry
  referencing new table as added for each statement execute function book_entries();

create trigger balance_by_entries_only
  before update of available_micros, reserved_micros, entries on balance
  for each row
  when (old.available_micros is distinct from new.available_micros
        or old.reserved_micros is distinct from new.reserved_micros
        or old.entries is distinct from new.entries)
  execute function refuse_balance_by_hand();
create or replace function refuse_opening_balance() returns trigger language plpgsql as $$
begin
  if new.available_micros <> 0 or new.reserved_micros <> 0 or new.entries <> 0 then
    raise exception 'a balance opens with nothing; top it up' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger opens_with_nothing before insert on balance
  for each row execute function refuse_opening_balance();
create function refuse_another_owner() returns trigger language plpgsql as $$
begin
  raise exception 'a balance keeps its account and its unit' using errcode = '23514';
end $$;
create trigger balance_keeps_its_owner before update of account, unit on balance
  for each row when (old.account <> new.account or old.unit <> new.unit)
  execute function refuse_another_owner();
create trigger balance_is_not_deleted before delete on balance
  for each row execute function refuse_change();

-- The same as lines, one for each book that an entry touches.
create view ledger_line as
  select id as entry, posting_id, balance || '/available' as book, unit,
         amount_micros - reserved_micros as micros, recorded_at
    from entry where amount_micros <> reserved_micros
  union all
  select id, posting_id, balance || '/reserved', unit, reserved_micros, recorded_at
    from entry where reserved_micros <> 0
  union all
  select id, posting_id, contra || '/' || unit, unit, contra_micros, recorded_at
    from entry where contra is not null;

-- Balances whose entries do not add up: always empty.
create view ledger_difference as
  select b.id as balance, b.available_micros + b.reserved_micros as held,
         coalesce(sum(e.amount_micros), 0) as entered, b.reserved_micros as reserved,
         coalesce(sum(e.reserved_micros), 0) as entered_reserved
    from balance b left join entry e on e.balance = b.id
   group by b.id
  having b.available_micros + b.reserved_micros <> coalesce(sum(e.amount_micros), 0)
      or b.reserved_micros <> coalesce(sum(e.reserved_micros), 0)
      or b.entries <> count(e.id);
