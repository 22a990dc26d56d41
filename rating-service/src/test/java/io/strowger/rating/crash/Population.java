package io.strowger.rating.crash;

import io.strowger.contracts.id.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Who pays: prepaid accounts with plenty of money, some that always run out, and postpaid ones. */
final class Population {
  private static final int RICH = 40;
  private static final int POOR = 10;
  private static final int POSTPAID = 10;
  private static final long PLENTY_CENTS = 100_000_000;
  private static final String TARIFF = "crash";

  private final Operator operator;
  private final List<AccountId> everyone = new ArrayList<>();
  private final Map<String, Long> paidInCents = new HashMap<>();
  private final List<CompletableFuture<Void>> payments = new ArrayList<>();

  /** Opens the accounts. */
  Population(Operator operator) {
    this.operator = operator;
    operator.tariff(TARIFF, Prices.RATES);
    open("rich-", RICH, true);
    open("poor-", POOR, true);
    open("postpaid-", POSTPAID, false);
    for (int i = 0; i < RICH; i++) {
      payIn("rich-" + i, PLENTY_CENTS);
    }
    settlePayments();
  }

  private void open(String name, int count, boolean prepaid) {
    for (int i = 0; i < count; i++) {
      operator.account(name + i, TARIFF, prepaid);
      everyone.add(new AccountId(name + i));
      paidInCents.put(name + i, 0L);
    }
  }

  AccountId any(Random random) {
    return everyone.get(random.nextInt(everyone.size()));
  }

  /** Pays a little into a poor account, enough for a call or two. */
  void payInALittle(Random random) {
    payIn("poor-" + random.nextInt(POOR), random.nextLong(2, 30));
  }

  private void payIn(String account, long cents) {
    String key = "payment-" + payments.size();
    paidInCents.merge(account, cents, Long::sum);
    payments.add(operator.topUp(account, key, cents));
  }

  /** Waits until every payment was answered. */
  void settlePayments() {
    payments.forEach(CompletableFuture::join);
  }

  /** What was paid into an account, in micro-units. */
  Map<String, Long> paidInMicros() {
    Map<String, Long> micros = new HashMap<>();
    paidInCents.forEach((account, cents) -> micros.put(account, cents * 10_000));
    return micros;
  }

  /** True where a call's price is never cut for want of money. */
  static boolean paysInFull(AccountId account) {
    return !account.value().startsWith("poor-");
  }
}
