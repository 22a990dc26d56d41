package io.strowger.gateway.control;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.gateway.call.HangupCauses;
import io.strowger.gateway.call.KnownLeg;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.esl.EslEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bridges in progress, one a leg, and how each ends.
 *
 * <p>The failed leg's own end tells why: the A-leg's variables may still be those of the attempt
 * before ({@code last_bridge_proto_specific_hangup_cause}). That end may come after the bridge's
 * completion, so it is awaited a while.
 */
final class Dials {
  /** How long a dialled leg's end is awaited once its bridge has ended. */
  static final Duration END_AWAITED = Duration.ofSeconds(2);

  /** A leg that was ending when its bridge was sent never executes it, nor says so. */
  private static final Duration ENDED_LEG_AWAITED = Duration.ofSeconds(3);

  /** After this an A-leg that nobody knows is taken for gone. */
  private static final Duration UNKNOWN_LEG_AWAITED = Duration.ofSeconds(60);

  private final LegDirectory legs;
  private final Finish finish;
  private final Map<String, Execution> byLeg = new HashMap<>();

  /** Ends an execution. */
  @FunctionalInterface
  interface Finish {
    void accept(Execution execution, Verdict verdict, Instant now);
  }

  Dials(LegDirectory legs, Finish finish) {
    this.legs = legs;
    this.finish = finish;
  }

  void begin(Execution execution) {
    byLeg.put(execution.leg(), execution);
  }

  void end(Execution execution) {
    byLeg.remove(execution.leg(), execution);
    byLeg.remove(execution.firstLeg(), execution);
  }

  /** An A-leg is still found by its former UUID, which names the call; a B-leg only by its new. */
  void renamed(String former, String present) {
    Execution own = byLeg.get(former);
    if (own != null) {
      byLeg.put(present, own);
      if (!former.equals(own.firstLeg())) {
        byLeg.remove(former);
      }
      return;
    }
    KnownLeg leg = legs.find(present);
    Execution dialling = leg == null ? null : byLeg.get(leg.call().value());
    boolean isDialled =
        leg != null
            && dialling != null
            && dialling.dialled != null
            && dialling.dialled.value().equals(former);
    if (isDialled) {
      dialling.dialled = leg.id();
    }
  }

  /** The media of a leg, or of one that it dialled, take another way from now on. */
  void mediaRerouted(String uuid) {
    KnownLeg leg = legs.find(uuid);
    Execution execution = byLeg.get(leg == null ? uuid : leg.call().value());
    if (execution != null) {
      execution.mediaRerouted = true;
    }
  }

  void legCreated(EslEvent event) {
    KnownLeg leg = known(event);
    Execution execution = leg == null || leg.isCallers() ? null : byLeg.get(leg.call().value());
    if (leg != null && execution != null && isAttemptOf(leg, execution)) {
      execution.dialled = leg.id();
    }
  }

  /** A leg that tells its attempt belongs to no other one. */
  private static boolean isAttemptOf(KnownLeg leg, Execution execution) {
    Integer attempt = leg.identity().attempt();
    return attempt == null
        || !(execution.command() instanceof CallCommand.BridgeCall bridge)
        || bridge.dial().attempt() == attempt;
  }

  /** The {@code bridge} application has returned. */
  void completed(Execution execution, EslEvent event, Instant now) {
    execution.completion = event;
    execution.completedAt = now;
    KnownLeg dialled = dialled(execution);
    boolean dialledLives = dialled != null && dialled.ending() == null;
    boolean nothingToAwait = !dialledLives || (answered(event) && !goesOnWithout(execution, event));
    if (nothingToAwait) {
      conclude(execution, now);
    }
  }

  void legEnded(EslEvent event, Instant now) {
    KnownLeg leg = known(event);
    if (leg == null) {
      return;
    }
    Execution own = byLeg.get(leg.id().value());
    if (own != null) {
      conclude(own, now);
      return;
    }
    Execution dialling = byLeg.get(leg.call().value());
    boolean awaited =
        dialling != null && dialling.completion != null && leg.id().equals(dialling.dialled);
    if (awaited) {
      conclude(Objects.requireNonNull(dialling), now);
    }
  }

  void tick(Execution execution, Instant now) {
    Instant completedAt = execution.completedAt;
    EslEvent completion = execution.completion;
    if (completedAt != null && completion != null) {
      boolean overdue = completedAt.plus(END_AWAITED).isBefore(now);
      if (overdue && !(answered(completion) && goesOnWithout(execution, completion))) {
        conclude(execution, now);
      }
    }
    KnownLeg caller = legs.find(execution.leg());
    boolean endedBefore = caller != null && caller.ending() != null && completion == null;
    if (endedBefore && execution.began.plus(ENDED_LEG_AWAITED).isBefore(now)) {
      conclude(execution, now);
    }
    boolean unknown = caller == null;
    if (unknown && execution.deadline.plus(UNKNOWN_LEG_AWAITED).isBefore(now)) {
      finish.accept(execution, Verdict.of(CommandOutcome.GONE, "nothing is known of the leg"), now);
    }
  }

  private void conclude(Execution execution, Instant now) {
    KnownLeg caller = legs.find(execution.leg());
    KnownLeg dialled = dialled(execution);
    EslEvent completion = execution.completion;
    boolean answered =
        completion == null ? dialled != null && dialled.answeredAt() != null : answered(completion);
    if (answered) {
      finish.accept(execution, Verdict.completed(execution.dialled), now);
      return;
    }
    boolean callerGone =
        (caller != null && caller.ending() != null)
            || (completion != null && "hangup".equals(completion.header("Answer-State")));
    KnownLeg.Ending ending = dialled == null ? null : dialled.ending();
    finish.accept(
        execution,
        new Verdict(
            callerGone ? CommandOutcome.GONE : CommandOutcome.FAILED,
            ending == null ? cause(completion, caller) : ending.cause(),
            ending == null ? null : ending.farEndStatus(),
            execution.dialled,
            completion == null ? null : completion.variable("originate_disposition"),
            null),
        now);
  }

  private static @Nullable HangupCause cause(
      @Nullable EslEvent completion, @Nullable KnownLeg caller) {
    if (completion == null) {
      KnownLeg.Ending ending = caller == null ? null : caller.ending();
      return ending == null ? null : ending.cause();
    }
    HangupCause failed = HangupCauses.parse(completion.variable("originate_failed_cause"));
    return failed == null
        ? HangupCauses.parse(completion.variable("originate_disposition"))
        : failed;
  }

  private static boolean answered(EslEvent completion) {
    return "SUCCESS".equals(completion.variable("originate_disposition"));
  }

  /**
   * With bypassed media the application returns at answer, and the legs go on without it; when
   * their media are taken off the switch later ({@code uuid_media off}), it returns then.
   */
  private static boolean goesOnWithout(Execution execution, EslEvent completion) {
    boolean bypassed = execution.mediaRerouted || completion.variable("signal_bridge_to") != null;
    return bypassed && !"hangup".equals(completion.header("Answer-State"));
  }

  private @Nullable KnownLeg dialled(Execution execution) {
    var dialled = execution.dialled;
    return dialled == null ? null : legs.find(dialled.value());
  }

  private @Nullable KnownLeg known(EslEvent event) {
    String uuid = event.legUuid();
    return uuid == null ? null : legs.find(uuid);
  }
}
