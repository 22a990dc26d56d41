package io.strowger.gateway.control;

import io.strowger.contracts.command.Attempt;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.id.LegId;
import io.strowger.gateway.esl.EslEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command on its way through its steps. */
final class Execution {
  /** How long the switch may take for a command that dials nobody. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);

  final Submitted submitted;
  private final Manner manner;
  private String leg;
  private final ArrayDeque<Step> steps = new ArrayDeque<>();
  private int taken;
  Instant began = Instant.MAX;
  Instant deadline = Instant.MAX;
  boolean finished;
  boolean dialling;
  boolean mediaRerouted;
  @Nullable Step asked;
  @Nullable String refusal;
  @Nullable Verdict shown;
  @Nullable Instant answeredAt;
  @Nullable LegId dialled;
  @Nullable EslEvent completion;
  @Nullable Instant completedAt;

  Execution(Submitted submitted) {
    this.submitted = submitted;
    this.manner = Manner.of(submitted.command());
    this.leg = firstLeg();
  }

  /** Begins with these steps. */
  void begin(List<Step> planned, Instant now) {
    steps.addAll(planned);
    began = now;
    deadline = now.plus(allowance(submitted.command()));
  }

  private static Duration allowance(CallCommand command) {
    Attempt dialled = command.dial();
    return dialled == null
        ? ANSWERED_WITHIN
        : ANSWERED_WITHIN.plusSeconds(dialled.originateTimeoutSeconds());
  }

  /** How long the leg that it brings into being may ring before the switch answers. */
  Duration rings() {
    Attempt dialled = command().dial();
    return manner == Manner.CREATING && dialled != null
        ? Duration.ofSeconds(dialled.originateTimeoutSeconds())
        : Duration.ZERO;
  }

  /** Whether it was begun. */
  boolean hasBegun() {
    return began != Instant.MAX;
  }

  CallCommand command() {
    return submitted.command();
  }

  Manner manner() {
    return manner;
  }

  String call() {
    return command().head().callId().value();
  }

  /** The UUID by which its leg goes now. */
  String leg() {
    return leg;
  }

  /** The UUID by which its leg went when it was ordered. */
  String firstLeg() {
    return command().head().legId().value();
  }

  void legRenamed(String present) {
    leg = present;
  }

  String id() {
    return command().head().commandId().value();
  }

  /** The next step; absent when all were taken. */
  @Nullable Step takeStep() {
    asked = steps.pollFirst();
    taken++;
    return asked;
  }

  /** Has this step taken next. */
  void goOnWith(Step step) {
    steps.addFirst(step);
  }

  /** How many steps were taken. */
  int taken() {
    return taken;
  }

  /** Notes what an event shows of it; true when it shows that it is done. */
  boolean notice(EslEvent event) {
    boolean shows =
        shown == null
            && asked instanceof Step.ApiShownBy(String _, Sign sign)
            && sign.isSeenIn(event, leg());
    if (shows && asked instanceof Step.ApiShownBy(String _, Sign sign)) {
      shown = sign.verdict().of(event);
    }
    return shows;
  }

  /** True when what shows that it is done has been awaited long enough. */
  boolean isShownLate(Instant now) {
    return answeredAt != null
        && asked instanceof Step.ApiShownBy(String _, Sign sign)
        && sign.shownWithin() != null
        && answeredAt.plus(sign.shownWithin()).isBefore(now);
  }

  /** True while it waits for its leg and no longer for the switch's answer. */
  boolean isLasting() {
    return answeredAt != null;
  }
}
