-- Balances are moved and every entry's word is checked in one pass: entries of a balance follow one
-- another, the first of them follows what the balance held, and it is of its account and unit.
-- Balances are looked up by their keys, whatever the planner believed of an empty table once.
create or replace function book_entries() returns trigger language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  balances bigint;
  booked bigint;
begin
  with told as (
    select balance, account, unit, amount_micros as amount, reserved_micros as reserved,
           balance_after_micros as held_after, reserved_after_micros as reserved_after,
           lag(balance_after_micros) over earlier as held_before,
           lag(reserved_after_micros) over earlier as reserved_before
      from added window earlier as (partition by balance order by id)),
  moved as (
    select balance, account, unit, count(*) as entries,
           sum(amount)::bigint as amount, sum(reserved)::bigint as reserved,
           max(held_after - amount) filter (where held_before is null) as held,
           max(reserved_after - reserved) filter (where held_before is null) as held_back,
           bool_and(held_before is null
                    or held_after = held_before + amount
                       and reserved_after = reserved_before + reserved) as follows
      from told group by balance, account, unit),
  done as (
    update balance b
       set available_micros = b.available_micros + m.amount - m.reserved,
           reserved_micros = b.reserved_micros + m.reserved,
           entries = b.entries + m.entries,
           due_at = coalesce(b.due_at, b.expires_at)
      from moved m
     where b.id = m.balance and b.account = m.account and b.unit = m.unit and m.follows
       and b.available_micros + b.reserved_micros = m.held and b.reserved_micros = m.held_back
    returning 1)
  select (select count(*) from moved), (select count(*) from done) into balances, booked;
  if booked = balances then
    return null;
  end if;
  if exists (
    select from added a left join balance b on b.id = a.balance
     where b.id is null or b.account <> a.account or b.unit <> a.unit) then
    raise exception 'an entry tells of a balance that its account has not'
      using errcode = '23503';
  end if;
  raise exception 'an entry tells another balance than its entries add up to'
    using errcode = '23514';
end $$;

-- Asked before the function is called, not within: it is called for nothing but refusals.
drop trigger balance_by_entries_only on balance;
create trigger balance_by_entries_only
  before update of available_micros, reserved_micros, entries on balance
  for each row
  when (pg_trigger_depth() < 1
        and (old.available_micros is distinct from new.available_micros
             or old.reserved_micros is distinct from new.reserved_micros
             or old.entries is distinct from new.entries))
  execute function refuse_balance_by_hand();
