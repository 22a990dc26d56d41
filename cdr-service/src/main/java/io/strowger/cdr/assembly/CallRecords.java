package io.strowger.cdr.assembly;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.cdr.AttemptRecord;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.cdr.ChargeRecord;
import io.strowger.contracts.cdr.LegRecord;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.SwitchId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the record of what was assembled. */
final class CallRecords {
  /** Of a call that another system carried, told by a request. */
  static final SwitchId ELSEWHERE = new SwitchId("elsewhere");

  /** Of a call of which nothing but its charge is known. */
  static final SwitchId UNKNOWN_SWITCH = new SwitchId("unknown");

  private static final Comparator<LegRecord> A_LEG_THEN_BY_TIME =
      Comparator.comparing((LegRecord leg) -> leg.leg().role())
          .thenComparing(leg -> leg.times().createdAt())
          .thenComparing(LegRecord::legId);

  private CallRecords() {}

  /** The leg that the record is about: the one whose UUID names the call; absent until it ended. */
  static Optional<LegRecord> mainLeg(CallAssembly assembly) {
    return assembly.ended().stream()
        .filter(leg -> leg.legId().value().equals(assembly.call().value()))
        .findFirst();
  }

  static CallDetailRecord of(CallAssembly assembly, int revision) {
    LegRecord main = mainLeg(assembly).orElseThrow();
    List<LegRecord> legs = assembly.ended().stream().sorted(A_LEG_THEN_BY_TIME).toList();
    List<AttemptRecord> attempts = attempts(assembly, legs);
    SwitchId switchId = assembly.switchId();
    return new CallDetailRecord(
        assembly.call(),
        revision,
        switchId,
        main.leg().callerNumber(),
        main.leg().callerName(),
        main.leg().destination(),
        main.leg().sentTo(),
        main.leg().sipCallId(),
        main.leg().account(),
        carrier(attempts),
        main.times(),
        main.usage(),
        end(main, attempts),
        postDialDelay(main, legs),
        assembly.refusal(),
        assembly.transcoded(),
        Objects.requireNonNullElse(assembly.charge(), ChargeRecord.NONE),
        attempts,
        legs,
        assembly.relay());
  }

  /** Of a call that another system carried, all that is heard of which is its charge. */
  static CallDetailRecord of(CallCharged charge, Instant setupAt, Instant endedAt) {
    Instant answeredAt = charge.answeredAt();
    Duration whole = Duration.between(setupAt, endedAt);
    return new CallDetailRecord(
        charge.callId(),
        1,
        ELSEWHERE,
        null,
        null,
        charge.destination(),
        null,
        null,
        charge.accountId(),
        null,
        new LegTimes(setupAt, null, null, answeredAt, null, endedAt),
        new LegUsage(
            whole.toSeconds(),
            whole.toNanos() / 1_000,
            charge.usedMicros() / 1_000_000,
            charge.usedMicros()),
        new LegEnd(HangupCause.NORMAL_UNSPECIFIED, null, null, null, false),
        null,
        null,
        false,
        ChargeRecord.of(charge),
        List.of(),
        List.of(),
        null);
  }

  private static List<AttemptRecord> attempts(CallAssembly assembly, List<LegRecord> legs) {
    List<AttemptRecord> attempts = new ArrayList<>();
    int number = 0;
    for (LegRecord leg : legs) {
      if (leg.leg().role() == LegRole.B_LEG) {
        number++;
        attempts.add(
            new AttemptRecord(
                Objects.requireNonNullElse(leg.leg().attempt(), number),
                leg.leg().carrier(),
                leg.legId(),
                leg.times().answeredAt() != null,
                leg.end().cause(),
                leg.end().sipStatus()));
      }
    }
    for (AttemptRecord legless : assembly.legless()) {
      if (attempts.stream().noneMatch(attempt -> attempt.attempt() == legless.attempt())) {
        attempts.add(legless);
      }
    }
    attempts.sort(Comparator.comparingInt(AttemptRecord::attempt));
    return List.copyOf(attempts);
  }

  private static @Nullable CarrierId carrier(List<AttemptRecord> attempts) {
    return attempts.stream()
        .filter(AttemptRecord::answered)
        .findFirst()
        .or(() -> attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast()))
        .map(AttemptRecord::carrier)
        .orElse(null);
  }

  /** The A-leg's end, with what the far end last said where the call was not answered. */
  private static LegEnd end(LegRecord main, List<AttemptRecord> attempts) {
    LegEnd end = main.end();
    if (main.times().answeredAt() != null || end.sipStatus() != null || attempts.isEmpty()) {
      return end;
    }
    SipStatus status = attempts.getLast().sipStatus();
    return new LegEnd(end.cause(), end.q850(), status, end.disposition(), end.reconstructed());
  }

  private static @Nullable Long postDialDelay(LegRecord main, List<LegRecord> legs) {
    return legs.stream()
        .filter(leg -> leg.leg().role() == LegRole.B_LEG)
        .flatMap(leg -> signs(leg.times()))
        .min(Comparator.naturalOrder())
        .map(first -> Duration.between(main.times().createdAt(), first).toNanos() / 1000)
        .orElse(null);
  }

  private static Stream<Instant> signs(LegTimes times) {
    return Stream.of(
            Optional.ofNullable(times.progressAt()),
            Optional.ofNullable(times.progressMediaAt()),
            Optional.ofNullable(times.answeredAt()))
        .flatMap(Optional::stream);
  }
}
