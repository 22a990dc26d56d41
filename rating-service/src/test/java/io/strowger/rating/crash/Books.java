package io.strowger.rating.crash;

/** Questions to the ledger's tables, each answered by names and numbers. */
final class Books {
  /** Accounts whose entries do not add up to what they hold, with the difference. */
  static final String DIFFERENCES =
      """
      select a.id, a.balance_micros - coalesce(sum(e.amount_micros), 0)
        from account a left join entry e on e.account = a.id group by a.id
      having a.balance_micros <> coalesce(sum(e.amount_micros), 0)
          or a.reserved_micros <> coalesce(sum(e.reserved_micros), 0)\
      """;

  /** Accounts of which something is reserved. */
  static final String RESERVED =
      "select id, reserved_micros from account where reserved_micros <> 0";

  /** What every account holds. */
  static final String BALANCES = "select id, balance_micros from account";

  /** Prepaid accounts that held less than nothing, free or in all, after any of their entries. */
  static final String BELOW_ZERO =
      """
      select account, min(free) from (
        select e.account, sum(e.amount_micros - e.reserved_micros) over sofar as free
          from entry e join account a on a.id = e.account and a.prepaid
        window sofar as (partition by e.account order by e.id)) history
       where free < 0 group by account\
      """;

  /** Every entry with its amount. */
  static final String ENTRIES =
      "select posting_id, amount_micros from entry where posting_id not like 'payment-%'";

  /** Opens an account: its id, and whether it is prepaid. */
  static final String OPEN =
      "insert into account (id, currency, tariff, prepaid) values (?, 'EUR', 'crash', ?)";

  /** Pays in: the payment's key, the account, the amount in micro-units. */
  static final String PAY_IN =
      """
      insert into entry
             (posting_id, account, kind, amount_micros, reserved_micros, balance_after_micros)
      values (?, ?, 'TOP_UP', ?, 0, 0)\
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
