package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.id.AccountId;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Received;
import io.strowger.messaging.ServiceLink;
import io.strowger.rating.account.Account;
import io.strowger.rating.charging.BooksAway;
import io.strowger.rating.charging.Charging.Answer;
import io.strowger.rating.charging.ChargingPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers new calls while the database is away, by the policy of their account's class. The
 * requests themselves wait for the database, so this one reads them a second time, ahead of those
 * who wait. What was last known of an account decides; a call of an account not seen since the
 * start is left to routing, which refuses it in time.
 */
public final class WithoutBooks implements BatchHandler {
  private static final Logger LOG = LoggerFactory.getLogger(WithoutBooks.class);
  private static final int MOST_ACCOUNTS = 100_000;

  /** Older requests were given up by those who asked. */
  private static final Duration STILL_WAITED_FOR = Duration.ofSeconds(5);

  private final ServiceLink link;
  private final ChargingPolicy policy;
  private final Clock clock;
  private final Map<AccountId, Account> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<AccountId, Account> eldest) {
              return size() > MOST_ACCOUNTS;
            }
          });
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final BooksAway books = new BooksAway();

  /** Answers by this policy. */
  public WithoutBooks(ServiceLink link, ChargingPolicy policy, Clock clock) {
    this.link = link;
    this.policy = policy;
    this.clock = clock;
  }

  /** Keeps in mind how an account stands. */
  public void remember(Account account) {
    known.put(account.id(), account);
  }

  /** The books were looked at. */
  public void areBack() {
    if (books.worked()) {
      answered.clear();
    }
  }

  /** The books could not be looked at for these. */
  public void areAway(List<Received> batch) {
    if (books.failed(clock.instant())) {
      answer(batch);
    }
  }

  @Override
  public void accept(List<Received> batch) {
    if (books.lasts(clock.instant())) {
      answer(batch);
    }
  }

  private void answer(List<Received> batch) {
    Instant now = clock.instant();
    for (Received received : batch) {
      if (received.message() instanceof ChargingRequest.AuthorizeCall request
          && request.head().requestedAt().plus(STILL_WAITED_FOR).isAfter(now)) {
        Account account = known.get(request.head().accountId());
        if (account != null && answered.add(received.id())) {
          Answer answer = policy.withoutBooks(request, account, now);
          LOG.info("without books: {}", answer);
          link.publisher().send(ChargingRequests.record(link, answer, received.traceparent(), now));
        }
      }
    }
  }
}
