package io.strowger.routing.hunt;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.command.MediaPath;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.routing.carrier.PlannedAttempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call's search for someone who answers.
 *
 * @param caller where the call came from and where commands for it go
 * @param stage what it waits for
 * @param plan the attempts, in order
 * @param attempt how many attempts were begun
 * @param grant what rating granted; absent when the call is not charged or has no limit
 * @param relay the media relay of this call; absent while it has none
 * @param asked the request for a relay that was last made; absent before the first
 * @param deadline when waiting ends; absent when the switch's own timers end it
 * @param returned the attempt's command, given back by a gateway that does not serve the call;
 *     absent while it was not
 * @param owed other commands that came back so; absent when none waits to be sent again
 * @param doubt of an attempt whose end was not told in time; absent while there is none
 */
public record Hunt(
    Caller caller,
    Stage stage,
    List<PlannedAttempt> plan,
    int attempt,
    @Nullable Grant grant,
    @Nullable Relay relay,
    @Nullable RelayAsked asked,
    @Nullable Instant deadline,
    @Nullable Returned returned,
    @Nullable Owed owed,
    @Nullable Doubt doubt) {

  /**
   * Where a call came from, and where commands for it go.
   *
   * @param variables of the A-leg, named {@code strowger_*} and {@code cgr_*}
   * @param answeredBefore when the call was handed over, where its caller had been answered before
   */
  public record Caller(
      CallId call,
      LegId leg,
      SwitchId switchId,
      int partition,
      long epoch,
      @Nullable String number,
      String destination,
      @Nullable AccountId account,
      @Nullable String offeredSdp,
      @Nullable Map<String, String> variables,
      @Nullable Instant answeredBefore) {

    static Caller of(CallEvent.CallParked parked) {
      EventHead head = parked.head();
      return new Caller(
          head.callId(),
          head.legId(),
          head.switchId(),
          head.returnPartition(),
          head.returnEpoch(),
          parked.leg().callerNumber(),
          Objects.requireNonNullElse(parked.leg().wanted(), ""),
          parked.leg().account(),
          parked.offeredSdp(),
          parked.variables(),
          parked.answered() ? head.occurredAt() : null);
    }

    CallAddress address() {
      return new CallAddress(partition, epoch);
    }
  }

  /**
   * A first grant, enforced on the switch from answer.
   *
   * @param callerVariables what the caller's leg is to carry; absent when nothing
   */
  public record Grant(int seconds, String group, @Nullable Map<String, String> callerVariables) {}

  /**
   * A media relay.
   *
   * @param callerSdp answers the caller
   * @param trunkSdp offered to the trunk
   * @param trunkCodecs what it was asked to offer to the trunk
   * @param path of the attempt that last used it; absent before the first
   * @param holder where it is; absent when its place was not told
   * @param callerOffer what the caller last said of its media; absent while its first offer counts
   * @param trunkAnswer what the trunk last said of its media; absent before it did
   */
  public record Relay(
      String callerSdp,
      String trunkSdp,
      @Nullable List<String> trunkCodecs,
      @Nullable MediaPath path,
      @Nullable RelayHolder holder,
      @Nullable String callerOffer,
      @Nullable String trunkAnswer) {

    Relay on(MediaPath other) {
      return new Relay(callerSdp, trunkSdp, trunkCodecs, other, holder, callerOffer, trunkAnswer);
    }

    Relay heldBy(RelayHolder other) {
      return new Relay(callerSdp, trunkSdp, trunkCodecs, path, other, callerOffer, trunkAnswer);
    }

    Relay offered(String offer) {
      return new Relay(callerSdp, trunkSdp, trunkCodecs, path, holder, offer, trunkAnswer);
    }

    Relay connected(String answer) {
      return new Relay(callerSdp, trunkSdp, trunkCodecs, path, holder, callerOffer, answer);
    }
  }

  /**
   * Where a relay is.
   *
   * @param transcoder the instance
   * @param startedAt its start: a later one has lost the relay
   * @param restoreAsked when it was asked to restore the relay; absent when it was not, or refused
   */
  public record RelayHolder(
      String transcoder, Instant startedAt, RelayPlace place, @Nullable Instant restoreAsked) {
    /** The same, as none of its starts has the relay. */
    RelayHolder lost() {
      return new RelayHolder(transcoder, Instant.EPOCH, place, null);
    }

    /** True until somebody says that it has the relay, however it was refused meanwhile. */
    boolean isLost() {
      return startedAt.equals(Instant.EPOCH);
    }

    /** Lost, and asked of that transcoder now. */
    RelayHolder restoredBy(String heir, Instant now) {
      return new RelayHolder(heir, Instant.EPOCH, place, now);
    }
  }

  /**
   * A request for a relay.
   *
   * @param number 1 is the call's first
   * @param tried the instances that were asked for this attempt
   */
  public record RelayAsked(int number, List<String> tried) {}

  /**
   * A command that was not executed, for another gateway serves the call.
   *
   * @param times how often the attempt's command came back
   * @param until the attempt's deadline
   * @param waits true until it is sent again
   */
  public record Returned(int times, Instant until, boolean waits) {}

  /**
   * Commands that came back, to be sent again.
   *
   * @param at when
   */
  public record Owed(Instant at, List<Unsent> commands) {
    /** Copies what it is given. */
    public Owed {
      commands = List.copyOf(commands);
    }
  }

  /**
   * A command that was not executed.
   *
   * @param name as it came back
   */
  public record Unsent(CommandId name, LegId leg) {}

  /**
   * Whether the caller talks is asked of the switch.
   *
   * @param times how often it was asked
   */
  public record Doubt(int times) {}

  /** When something is to be done about it though nothing is told; absent when nothing is. */
  public @Nullable Instant due() {
    if (owed == null) {
      return deadline;
    }
    return deadline == null || owed.at().isBefore(deadline) ? owed.at() : deadline;
  }

  /** True when the caller was told the relay's address already: it cannot be told another. */
  boolean isBoundToRelay() {
    return relay != null && relay.path() == MediaPath.RELAY_WITH_EARLY_MEDIA;
  }

  /** True when this instance holds the call's relay, as far as is known. */
  boolean hasRelayAt(String transcoder) {
    RelayHolder holder = relay == null ? null : relay.holder();
    return relay != null && (holder == null || holder.transcoder().equals(transcoder));
  }

  /** The attempt that was begun last. */
  PlannedAttempt current() {
    return plan.get(attempt - 1);
  }

  /** The transcoders that were asked for the coming attempt's relay. */
  List<String> transcodersTried() {
    return asked == null ? List.of() : asked.tried();
  }

  /** True while this instance's answer to the request that was made last is waited for. */
  boolean isAsking(String transcoder) {
    List<String> tried = transcodersTried();
    return stage == Stage.RELAY && !tried.isEmpty() && tried.getLast().equals(transcoder);
  }

  /** The same, with commands going there from now on, unless that is an older address. */
  Hunt servedBy(CallAddress heard) {
    CallAddress now = caller.address().afterHearing(heard);
    Caller served =
        new Caller(
            caller.call(),
            caller.leg(),
            caller.switchId(),
            now.partition(),
            now.epoch(),
            caller.number(),
            caller.destination(),
            caller.account(),
            caller.offeredSdp(),
            caller.variables(),
            caller.answeredBefore());
    return new Hunt(
        served, stage, plan, attempt, grant, relay, asked, deadline, returned, owed, doubt);
  }

  Hunt waiting(Stage next, @Nullable Instant until) {
    return new Hunt(caller, next, plan, attempt, grant, relay, asked, until, returned, owed, null);
  }

  Hunt asking(RelayAsked request, Instant until) {
    return new Hunt(
        caller, Stage.RELAY, plan, attempt, grant, relay, request, until, null, owed, null);
  }

  Hunt granted(Grant given) {
    return new Hunt(
        caller, stage, plan, attempt, given, relay, asked, deadline, returned, owed, doubt);
  }

  Hunt relayed(@Nullable Relay given) {
    return new Hunt(
        caller, stage, plan, attempt, grant, given, asked, deadline, returned, owed, doubt);
  }

  Hunt attempting(int number, Instant until) {
    return new Hunt(
        caller, Stage.ATTEMPT, plan, number, grant, relay, asked, until, null, owed, null);
  }

  Hunt returned(Returned how, Instant until) {
    return new Hunt(caller, stage, plan, attempt, grant, relay, asked, until, how, owed, null);
  }

  /** Asked whether the caller talks, and waiting so long for the answer. */
  Hunt doubted(Doubt how, Instant until) {
    return new Hunt(caller, stage, plan, attempt, grant, relay, asked, until, returned, owed, how);
  }

  /** One more command to be sent again then; one that is owed already is owed once. */
  Hunt owing(Unsent command, Instant at) {
    List<Unsent> all = new ArrayList<>(owed == null ? List.of() : owed.commands());
    if (!all.contains(command)) {
      all.add(command);
    }
    Owed more = new Owed(owed == null ? at : owed.at(), all);
    return new Hunt(
        caller, stage, plan, attempt, grant, relay, asked, deadline, returned, more, doubt);
  }

  Hunt owingNothing() {
    return new Hunt(
        caller, stage, plan, attempt, grant, relay, asked, deadline, returned, null, doubt);
  }

  Hunt ended() {
    return waiting(Stage.ENDED, null);
  }
}
