package io.strowger.benchmarks;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.charging.RequestHead;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.Outgoing;
import io.strowger.quickstart.Installation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Charging requests of made-up calls, the n-th always for the n-th account in turn. */
final class RatedCalls {
  private static final SwitchId SWITCH = new SwitchId("load");
  private static final Duration TALK = Duration.ofSeconds(42);

  private final Outgoing.Factory factory =
      new Outgoing.Factory(Installation.CATALOGUE, "rating-load");
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final String name;
  private final int accounts;

  /** Calls that begin with this name, over so many accounts. */
  RatedCalls(String name, int accounts) {
    this.name = name;
    this.accounts = accounts;
  }

  /** May it go ahead? */
  Outgoing authorise(long call) {
    RequestHead head = head(call, "-authorise");
    return record(
        head,
        new ChargingRequest.AuthorizeCall(
            head, null, "61399990000", SWITCH, new LegId(head.callId().value()), 0, 1));
  }

  /** It was answered at once, and lasted 42 s. */
  Outgoing settle(long call) {
    RequestHead head = head(call, "-ended");
    return record(
        head,
        new ChargingRequest.SettleCall(head, start, start.plus(TALK), HangupCause.NORMAL_CLEARING));
  }

  /** The number of the call with this id. */
  static long number(CallId call) {
    return Long.parseLong(call.value().substring(call.value().lastIndexOf('-') + 1));
  }

  /** True for a call of these. */
  boolean isOne(CallId call) {
    return call.value().startsWith(name + "-");
  }

  private RequestHead head(long call, String step) {
    String id = name + "-" + call;
    return new RequestHead(
        new RequestId(id + step), new CallId(id), new AccountId("load-" + call % accounts), start);
  }

  private Outgoing record(RequestHead head, ChargingRequest request) {
    return factory.of(
        Topic.CHARGING_REQUESTS,
        head.accountId().value(),
        request,
        head.requestId().value(),
        null,
        start);
  }
}
