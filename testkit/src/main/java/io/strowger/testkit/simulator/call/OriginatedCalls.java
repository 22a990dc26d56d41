package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.channel.HangupCauses;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Calls that the switch makes on command ({@code originate}), with an application for when they are
 * answered.
 */
public final class OriginatedCalls {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final Exchange exchange;

  public OriginatedCalls(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Makes one.
   *
   * @param application and argument as in {@code &park()}
   * @param reply gets {@code +OK <uuid>} or {@code -ERR <cause>} when it is answered or has failed
   */
  public void originate(
      String dialString, String application, String argument, Consumer<String> reply) {
    DialString dialled = DialString.parse(dialString);
    Optional<FarEnd> farEnd = exchange.farEndOf(dialled);
    if (farEnd.isEmpty()) {
      reply.accept("-ERR " + HangupCauses.INVALID_GATEWAY + "\n");
      return;
    }
    Leg leg = new LegFactory(exchange).outgoing(dialled, null);
    Duration limit =
        OriginateTimers.seconds(leg.channel().variables(), "originate_timeout")
            .orElse(DEFAULT_TIMEOUT);
    Wish wish = new Wish(application, argument, reply);
    new OutgoingLeg(exchange, leg, new Lonely(leg, wish)).invite(farEnd.get(), limit);
  }

  private record Wish(String application, String argument, Consumer<String> reply) {}

  private final class Lonely implements OriginateOutcome {
    private final Leg leg;
    private final Wish wish;

    private Lonely(Leg leg, Wish wish) {
      this.leg = leg;
      this.wish = wish;
    }

    @Override
    public void alerting() {
      // nobody waits for ringing
    }

    @Override
    public void earlyMedia(String sdp) {
      // originate returns on early media unless told to ignore it; here it waits for the answer
    }

    @Override
    public void answering(String sdp) {
      // nobody is to be told beforehand
    }

    @Override
    public void answered(String sdp) {
      wish.reply().accept("+OK " + leg.channel().uuid() + "\n");
      exchange.events().state(leg.channel(), "CS_EXECUTE", 4);
      exchange.applications().execute(leg, wish.application(), wish.argument(), "");
    }

    @Override
    public void failed(String cause, int sipStatus, boolean byPeer) {
      exchange.hangups().endUnanswered(leg, cause);
      wish.reply().accept("-ERR " + cause + "\n");
    }

    @Override
    public void hungUp() {
      exchange.hangups().byPeer(leg, HangupCauses.NORMAL_CLEARING);
    }
  }
}
