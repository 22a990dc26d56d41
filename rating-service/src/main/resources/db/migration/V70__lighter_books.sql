-- A balance's indexes leave out what entries change, so that its row is rewritten where it is. When
-- to look for its expiry is a moment of its own: nothing once it expired with nothing in it.
alter table balance add column due_at timestamptz;
update balance set due_at = expires_at
 where expires_at is not null and (available_micros <> 0 or reserved_micros <> 0);
drop index balance_expiry;
create index balance_due on balance (due_at) where due_at is not null;

-- An entry is of the balance's own account and unit; all entries of a statement are looked at
-- together, in place of a look at account and balance for each.
alter table entry drop constraint entry_account_fkey, drop constraint entry_balance_fkey;
create or replace function book_entries() returns trigger language plpgsql as $$
begin
  update balance b
     set available_micros = b.available_micros + moved.amount - moved.reserved,
         reserved_micros = b.reserved_micros + moved.reserved,
         entries = b.entries + moved.entries,
         due_at = coalesce(b.due_at, b.expires_at)
    from (select balance, sum(amount_micros) as amount, sum(reserved_micros) as reserved,
                 count(*) as entries
            from added group by balance) moved
   where b.id = moved.balance;
  if exists (
    select from added a left join balance b on b.id = a.balance
     where b.id is null or b.account <> a.account or b.unit <> a.unit) then
    raise exception 'an entry tells of a balance that its account has not'
      using errcode = '23503';
  end if;
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

drop trigger balance_keeps_its_owner on balance;
create trigger balance_keeps_its_owner before update of id, account, unit on balance
  for each row when (old.id <> new.id or old.account <> new.account or old.unit <> new.unit)
  execute function refuse_another_owner();
create trigger balances_are_not_emptied before truncate on balance
  for each statement execute function refuse_change();

-- Written once and read once, within a moment: compressing them costs more than it spares.
alter table outbox alter column value set storage external;
alter table session set (toast_tuple_target = 8160);

-- Sessions are read and written whole; nothing is looked for within.
alter table session alter column state type text using state::text;
