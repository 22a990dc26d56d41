package io.strowger.rating.crash;

/** Questions to the ledger's tables, each answered by names and numbers. */
final class Books {
  /** Balances whose entries do not add up to what they hold, with the difference. */
  static final String DIFFERENCES = "select balance, held - entered from ledger_difference";

  /** Accounts of which something is reserved. */
  static final String RESERVED =
      "select account, sum(reserved_micros) from balance where reserved_micros <> 0"
          + " group by account";

  /** What every account holds. */
  static final String BALANCES =
      "select account, sum(available_micros + reserved_micros) from balance group by account";

  /** Prepaid accounts that held less than nothing, free or in all, after any of their entries. */
  static final String BELOW_ZERO =
      """
      select account, min(free) from (
        select e.account, sum(e.amount_micros - e.reserved_micros) over sofar as free
          from entry e join account a on a.id = e.account and a.mode = 'PREPAID'
        window sofar as (partition by e.balance order by e.id)) history
       where free < 0 group by account\
      """;

  /** Every entry with its amount. */
  static final String ENTRIES =
      "select posting_id, amount_micros from entry where posting_id not like 'payment-%'";

  /** Opens an account with its default balance: its id, and whether it is prepaid. */
  static final String OPEN =
      """
      with opened as (
        insert into account (id, currency, tariff, mode, state)
        select ?, 'EUR', 'crash', case when ? then 'PREPAID' else 'POSTPAID' end, 'ACTIVE'
        returning id, mode)
      insert into balance (id, account, name, unit, terms, lowest_micros)
      select id || '-money', id, '*default', 'EUR', '{}', case when mode = 'PREPAID' then 0 end
        from opened\
      """;

  /** Pays in: the payment's key, the account, the amount in micro-units. */
  static final String PAY_IN =
      """
      insert into entry
             (posting_id, account, balance, unit, kind, amount_micros, reserved_micros, contra,
              contra_micros, balance_after_micros, reserved_after_micros)
      select paid.key, b.account, b.id, b.unit, 'TOP_UP', paid.micros, 0, 'cash', -paid.micros,
             b.available_micros + b.reserved_micros + paid.micros, b.reserved_micros
        from (select ?::text as key, ?::text as account, ?::bigint as micros) paid
        join balance b on b.account = paid.account
         for no key update of b\
      """;

  /** Lets the time come at which calls that nobody told the end of are settled. */
  static final String EXPIRE =
      "update session set expires_at = now(), renew_at = null where not settled";

  /** What is known of calls, and how many rows wait to be told. */
  static final String KNOWN =
      """
      select s::text from session s where call_id = any (?)
       union all select 'in the outbox: ' || count(*) from outbox\
      """;

  private Books() {}
}
