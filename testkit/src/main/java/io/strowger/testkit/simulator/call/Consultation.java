package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.channel.Variables;
import java.time.Duration;
import java.util.Optional;

/** {@code att_xfer}: a third party is called while the leg's partner waits. */
final class Consultation implements OriginateOutcome {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final Exchange exchange;
  private final Execution execution;
  private final Leg third;

  private Consultation(Exchange exchange, Execution execution, Leg third) {
    this.exchange = exchange;
    this.execution = execution;
    this.third = third;
  }

  static void begin(Exchange exchange, Execution execution) {
    DialString dialled = DialString.parse(execution.data());
    Optional<FarEnd> farEnd = exchange.farEndOf(dialled);
    if (farEnd.isEmpty()) {
      conclude(exchange, execution, HangupCauses.INVALID_GATEWAY);
      return;
    }
    Leg third = new LegFactory(exchange).outgoing(dialled, execution.leg());
    Duration limit =
        OriginateTimers.seconds(third.channel().variables(), "originate_timeout")
            .orElse(DEFAULT_TIMEOUT);
    new OutgoingLeg(exchange, third, new Consultation(exchange, execution, third))
        .invite(farEnd.get(), limit);
  }

  @Override
  public void alerting() {
    // the transferor hears it, no event tells
  }

  @Override
  public void earlyMedia(String sdp) {
    // the transferor hears it, no event tells
  }

  @Override
  public void answering(String sdp) {
    // nobody is to be told beforehand
  }

  @Override
  public void answered(String sdp) {
    execution.leg().channel().variables().set("originate_disposition", "SUCCESS");
  }

  @Override
  public void failed(String cause, int sipStatus, boolean byPeer) {
    exchange.hangups().endUnanswered(third, cause);
    conclude(exchange, execution, cause);
  }

  @Override
  public void hungUp() {
    exchange.hangups().byPeer(third, HangupCauses.NORMAL_CLEARING);
    conclude(exchange, execution, "SUCCESS");
  }

  private static void conclude(Exchange exchange, Execution execution, String disposition) {
    Variables variables = execution.leg().channel().variables();
    variables.set("originate_disposition", disposition);
    exchange.applications().complete(execution, "_none_");
  }
}
