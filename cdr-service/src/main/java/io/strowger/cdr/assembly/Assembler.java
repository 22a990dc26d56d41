package io.strowger.cdr.assembly;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.cdr.AttemptRecord;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.cdr.ChargeRecord;
import io.strowger.contracts.cdr.LegRecord;
import io.strowger.contracts.cdr.RelayRecord;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.transcoding.TranscodingReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Leads an assembly on. The same input twice, or inputs in another order, give the same record.
 *
 * <p>The record is complete when the A-leg and every leg created for it have ended, and the charge
 * came if an account is named; or when the graces for what is missing have passed. A call whose end
 * nobody tells, because whoever served it is gone, is taken to have ended as its charge says, else
 * when it was last heard of. What comes later makes another revision.
 */
public final class Assembler {
  private static final String REFUSAL = "strowger_refusal";
  private static final HangupCause UNKNOWN = new HangupCause("NORMAL_TEMPORARY_FAILURE");

  private final Graces graces;

  /** An assembler that waits so long. */
  public Assembler(Graces graces) {
    this.graces = graces;
  }

  /**
   * What came of an input.
   *
   * @param record to be published now; absent when there is nothing new to say
   */
  public record Step(CallAssembly assembly, @Nullable CallDetailRecord record) {}

  /** A leg came to be. */
  public Step created(@Nullable CallAssembly known, CallEvent.LegCreated event, Instant now) {
    CallAssembly assembly = begun(known, event);
    String leg = event.head().legId().value();
    if (assembly.created().contains(leg)) {
      return new Step(assembly, null);
    }
    Set<String> created = new HashSet<>(assembly.created());
    created.add(leg);
    return step(
        seen(assembly.withCreated(Set.copyOf(created)), event.head(), event.leg(), now), now);
  }

  /** A caller waits for a decision: all that is told of a leg which its switch brings by itself. */
  public Step parked(@Nullable CallAssembly known, CallEvent.CallParked event, Instant now) {
    CallAssembly assembly = begun(known, event);
    return assembly.created().contains(event.head().legId().value())
        ? new Step(assembly, null)
        : new Step(seen(assembly, event.head(), event.leg(), now), null);
  }

  /** A leg was answered. */
  public Step answered(@Nullable CallAssembly known, CallEvent.LegAnswered event) {
    CallAssembly assembly = begun(known, event);
    return new Step(
        change(assembly, event.head().legId(), leg -> leg.answered(event.answeredAt())), null);
  }

  private CallAssembly seen(CallAssembly assembly, EventHead head, LegIdentity leg, Instant now) {
    boolean knownBefore =
        find(assembly, head.legId()).isPresent()
            || assembly.seen().stream().anyMatch(seen -> seen.legId().equals(head.legId()));
    if (knownBefore) {
      return assembly;
    }
    List<SeenLeg> all = new ArrayList<>(assembly.seen());
    all.add(new SeenLeg(head.legId(), leg, head.occurredAt(), null, null));
    CallAssembly with = assembly.withSeen(List.copyOf(all));
    return with.published() == null && CallRecords.mainLeg(with).isEmpty()
        ? with.dueBy(now.plus(graces.lost()))
        : with;
  }

  private static CallAssembly change(
      CallAssembly assembly, LegId leg, UnaryOperator<SeenLeg> change) {
    return assembly.withSeen(
        assembly.seen().stream()
            .map(seen -> seen.legId().equals(leg) ? change.apply(seen) : seen)
            .toList());
  }

  /** A leg ended. */
  public Step ended(@Nullable CallAssembly known, CallEvent.LegHungUp event, Instant now) {
    CallAssembly assembly = begun(known, event);
    LegId leg = event.head().legId();
    Optional<LegRecord> before = find(assembly, leg);
    boolean nothingNew =
        before.isPresent() && (!before.get().end().reconstructed() || event.end().reconstructed());
    if (nothingNew) {
      return new Step(assembly, null);
    }
    List<LegRecord> ended = new ArrayList<>(assembly.ended());
    before.ifPresent(ended::remove);
    ended.add(
        new LegRecord(leg, event.leg(), event.times(), event.usage(), event.end(), event.media()));
    CallAssembly with =
        assembly
            .withEnded(List.copyOf(ended))
            .withSeen(assembly.seen().stream().filter(seen -> !seen.legId().equals(leg)).toList());
    String refusal = event.variables().get(REFUSAL);
    if (refusal != null && event.leg().role() == LegRole.A_LEG) {
      with = with.withRefusal(refusal);
    }
    return step(with, now);
  }

  /** A command ended; only attempts that made no leg are news. */
  public Step executed(@Nullable CallAssembly known, CommandResult result, Instant now) {
    CallAssembly assembly =
        known == null ? CallAssembly.begin(result.callId(), result.switchId()) : known;
    Integer number = result.attempt();
    boolean knownAttempt =
        assembly.legless().stream().anyMatch(attempt -> Objects.equals(attempt.attempt(), number));
    boolean legless =
        result.outcome() == CommandOutcome.FAILED && result.otherLegId() == null && number != null;
    if (!legless || knownAttempt) {
      return new Step(assembly, null);
    }
    List<AttemptRecord> attempts = new ArrayList<>(assembly.legless());
    attempts.add(
        new AttemptRecord(
            number,
            result.carrier(),
            null,
            false,
            Objects.requireNonNullElse(result.cause(), UNKNOWN),
            result.sipStatus()));
    return step(assembly.withLegless(List.copyOf(attempts)), now);
  }

  /** The charge came; what the call costs others than the customer is not in its record. */
  public Step charged(@Nullable CallAssembly known, CallCharged charge, Instant now) {
    if (charge.run() != null) {
      return new Step(
          known == null ? CallAssembly.begin(charge.callId(), CallRecords.UNKNOWN_SWITCH) : known,
          null);
    }
    if (known == null) {
      return new Step(nowhere(charge), null);
    }
    if (known.charge() != null && !known.charge().isOlderThan(charge)) {
      return new Step(known, null);
    }
    CallAssembly with = known.withCharge(ChargeRecord.of(charge));
    return CallRecords.mainLeg(with).isPresent()
        ? step(with, now)
        : new Step(chargedBeforeItsEnd(with, charge).dueBy(now.plus(graces.hangUp())), null);
  }

  private static CallAssembly chargedBeforeItsEnd(CallAssembly assembly, CallCharged charge) {
    return change(
        assembly,
        new LegId(assembly.call().value()),
        leg -> leg.endedAt(leg.lastSeen().plusNanos(charge.usedMicros() * 1_000)));
  }

  /**
   * The record of a call that a request told, whole at once: nothing else will be heard of it.
   *
   * @return empty for a call on a switch, and for what others than the customer are charged
   */
  public Optional<CallDetailRecord> told(CallCharged charge) {
    Instant setupAt = charge.setupAt();
    Instant endedAt = charge.endedAt();
    return setupAt == null || endedAt == null || charge.run() != null
        ? Optional.empty()
        : Optional.of(CallRecords.of(charge, setupAt, endedAt));
  }

  /** True for a charge that a request told. */
  public static boolean isTold(CallCharged charge) {
    return charge.endedAt() != null;
  }

  /**
   * A charge came for a call whose assembly is forgotten and whose record is there: a late one, or
   * one that re-rating corrected.
   *
   * @return the record's next revision; empty when the charge says nothing new of it
   */
  public Optional<CallDetailRecord> recharged(CallDetailRecord record, CallCharged charge) {
    return charge.run() == null && record.charge().isOlderThan(charge)
        ? Optional.of(record.recharged(ChargeRecord.of(charge)))
        : Optional.empty();
  }

  /**
   * Something else came for a call whose assembly is forgotten: the end of one that was taken for
   * lost may be told hours later.
   *
   * @param record its record, where there is one
   * @return what was known of the call, to be led on; absent when nothing was known of its legs
   */
  public @Nullable CallAssembly resumed(@Nullable CallDetailRecord record) {
    return record == null || record.legs().isEmpty() ? null : CallAssembly.resumed(record);
  }

  /** A media relay was given to the call. */
  public Step relayed(CallAssembly known, Instant now) {
    return known.transcoded() ? new Step(known, null) : step(known.withRelay(), now);
  }

  /** The call's media relay has ended, and told how the media reached it. */
  public Step released(CallAssembly known, TranscodingReply.RelayReleased released, Instant now) {
    RelayRecord relay =
        new RelayRecord(
            released.head().relay(), released.silent(), released.caller(), released.trunk());
    return relay.equals(known.relay()) ? new Step(known, null) : step(known.withRelay(relay), now);
  }

  /** What is missing did not come in time. */
  public Step waitedLongEnough(CallAssembly assembly) {
    if (CallRecords.mainLeg(assembly).isPresent()) {
      return publish(assembly);
    }
    Optional<SeenLeg> caller =
        assembly.seen().stream()
            .filter(leg -> leg.legId().value().equals(assembly.call().value()))
            .findFirst();
    if (caller.isEmpty()) {
      return new Step(assembly.withDue(null), null);
    }
    Instant end = caller.get().lastSeen();
    List<LegRecord> all = new ArrayList<>(assembly.ended());
    assembly.seen().forEach(leg -> all.add(leg.lost(end)));
    return publish(assembly.withEnded(List.copyOf(all)).withSeen(List.of()));
  }

  private Step step(CallAssembly assembly, Instant now) {
    Optional<LegRecord> main = CallRecords.mainLeg(assembly);
    if (main.isEmpty()) {
      return new Step(assembly, null);
    }
    if (assembly.published() != null) {
      return publish(assembly);
    }
    Duration wait = missing(assembly, main.get());
    if (wait.isZero()) {
      return publish(assembly);
    }
    return new Step(assembly.dueBy(now.plus(wait)), null);
  }

  /** How long to wait for what is missing; zero when nothing is. */
  private Duration missing(CallAssembly assembly, LegRecord main) {
    boolean legsMissing =
        assembly.created().stream().anyMatch(leg -> find(assembly, new LegId(leg)).isEmpty());
    boolean chargeMissing =
        assembly.charge() == null
            && main.leg().account() != null
            && main.leg().role() == LegRole.A_LEG;
    boolean relayMissing = assembly.transcoded() && assembly.relay() == null;
    Duration wait = legsMissing || relayMissing ? graces.leg() : Duration.ZERO;
    return chargeMissing && graces.charge().compareTo(wait) > 0 ? graces.charge() : wait;
  }

  private static Step publish(CallAssembly assembly) {
    CallDetailRecord before = assembly.published();
    CallDetailRecord same = CallRecords.of(assembly, before == null ? 1 : before.revision());
    if (same.equals(before)) {
      return new Step(assembly.withDue(null), null);
    }
    CallDetailRecord next = before == null ? same : CallRecords.of(assembly, before.revision() + 1);
    return new Step(assembly.withPublished(next), next);
  }

  private static CallAssembly begun(@Nullable CallAssembly known, CallEvent event) {
    SwitchId switchId = event.head().switchId();
    if (known == null) {
      return CallAssembly.begin(event.head().callId(), switchId);
    }
    return known.switchId().equals(CallRecords.UNKNOWN_SWITCH) ? known.on(switchId) : known;
  }

  private static Optional<LegRecord> find(CallAssembly assembly, LegId leg) {
    return assembly.ended().stream().filter(record -> record.legId().equals(leg)).findFirst();
  }

  /** A charge may come before the events, for topics are read side by side. */
  private static CallAssembly nowhere(CallCharged charge) {
    return CallAssembly.begin(charge.callId(), CallRecords.UNKNOWN_SWITCH)
        .withCharge(ChargeRecord.of(charge));
  }
}
