package io.strowger.cdr.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.cdr.assembly.Assembler.Step;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.call.MediaSummary;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls whose end nobody tells, for whoever served them is gone. */
class LostCallsTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00.5Z");
  private static final Instant ANSWERED = START.plusSeconds(3);
  private static final Instant LATER = START.plus(Duration.ofMinutes(7));

  private final Assembler assembler =
      new Assembler(
          new Graces(
              Duration.ofSeconds(3),
              Duration.ofSeconds(5),
              Duration.ofMinutes(1),
              Duration.ofHours(26)));
  private @Nullable CallAssembly assembly;
  private @Nullable CallDetailRecord published;

  @Test
  void it_ended_as_its_charge_says() {
    // Given
    talks();

    // When
    take(assembler.charged(assembly, charge(60_000_000), LATER));
    assertThat(now().due()).as("its hang-up may be on its way").isEqualTo(LATER.plusSeconds(60));
    take(assembler.waitedLongEnough(now()));

    // Then
    CallDetailRecord record = record();
    assertThat(record.end().reconstructed()).isTrue();
    assertThat(record.end().cause()).hasToString("NORMAL_UNSPECIFIED");
    assertThat(record.times().answeredAt()).isEqualTo(ANSWERED);
    assertThat(record.times().endedAt()).isEqualTo(ANSWERED.plusSeconds(60));
    assertThat(record.usage()).isEqualTo(new LegUsage(63, 63_000_000, 60, 60_000_000));
    assertThat(record.destination()).isEqualTo("61255500100");
    assertThat(record.carrier()).hasToString("alpha");
    assertThat(record.charge().costMicros()).isEqualTo(30_000);
    assertThat(record.legs()).hasSize(2).allMatch(leg -> leg.end().reconstructed());
  }

  @Test
  void without_a_charge_it_ended_when_it_was_last_heard_of() {
    talks();
    assertThat(now().due()).isEqualTo(START.plus(Duration.ofHours(26)));

    take(assembler.waitedLongEnough(now()));

    assertThat(record().times().endedAt()).isEqualTo(ANSWERED);
    assertThat(record().end().reconstructed()).isTrue();
  }

  @Test
  void its_end_may_be_told_after_all() {
    // Given
    talks();
    take(assembler.waitedLongEnough(now()));

    // When
    take(assembler.ended(assembly, hungUp(START.plusSeconds(90)), LATER));

    // Then
    assertThat(record().revision()).isEqualTo(2);
    assertThat(record().times().endedAt()).isEqualTo(START.plusSeconds(90));
    assertThat(record().end().reconstructed()).isFalse();
  }

  @Test
  void its_end_may_be_told_long_after_its_assembly_was_forgotten() {
    // Given
    talks();
    take(assembler.waitedLongEnough(now()));
    assembly = assembler.resumed(record());

    // When its record is told once more, and then its end
    take(assembler.answered(assembly, answered("a-leg", LegRole.A_LEG)));
    assertThat(record().revision()).isEqualTo(1);
    take(assembler.ended(assembly, hungUp(START.plusSeconds(90)), LATER));
    take(assembler.ended(assembly, hungUp(START.plusSeconds(90)), LATER));

    // Then
    assertThat(record().revision()).isEqualTo(2);
    assertThat(record().times().endedAt()).isEqualTo(START.plusSeconds(90));
    assertThat(record().end().reconstructed()).isFalse();
    assertThat(record().legs()).hasSize(2);
  }

  @Test
  void a_charge_that_overtakes_the_hang_up_delays_nothing() {
    talks();
    take(assembler.charged(assembly, charge(60_000_000), LATER));

    take(assembler.ended(assembly, hungUp(START.plusSeconds(63)), LATER));

    assertThat(published).as("the other leg is missing").isNull();
    assertThat(now().due()).isEqualTo(LATER.plusSeconds(3));
  }

  /** Brought by its switch, so that nothing but the park tells of the caller. */
  private void talks() {
    take(
        assembler.parked(
            null,
            new CallEvent.CallParked(
                head("a-leg", START), caller(), null, "public", false, Map.of()),
            START));
    take(
        assembler.created(
            assembly, new CallEvent.LegCreated(head("b1", START.plusSeconds(1)), called()), START));
    take(assembler.answered(assembly, answered("b1", LegRole.B_LEG)));
    take(assembler.answered(assembly, answered("a-leg", LegRole.A_LEG)));
  }

  private void take(Step step) {
    assembly = step.assembly();
    published = step.record() == null ? published : step.record();
  }

  private CallAssembly now() {
    return Objects.requireNonNull(assembly);
  }

  private CallDetailRecord record() {
    return Objects.requireNonNull(published);
  }

  private static CallEvent.LegAnswered answered(String leg, LegRole role) {
    return new CallEvent.LegAnswered(head(leg, ANSWERED), role, ANSWERED, null);
  }

  private static CallEvent.LegHungUp hungUp(Instant end) {
    return new CallEvent.LegHungUp(
        head("a-leg", end),
        caller(),
        new LegTimes(START, null, null, ANSWERED, null, end),
        new LegUsage(90, 90_000_000, 87, 87_000_000),
        new LegEnd(HangupCause.NORMAL_CLEARING, 16, null, "recv_bye", false),
        new MediaSummary(null, null, null, null, null, null),
        Map.of());
  }

  private static CallCharged charge(long usedMicros) {
    return new CallCharged(
        "charge",
        new CallId("a-leg"),
        new AccountId("1001"),
        "61",
        "retail/1",
        "61",
        usedMicros,
        60,
        30_000,
        Currency.getInstance("EUR"),
        9_970_000,
        LATER,
        null,
        null);
  }

  private static LegIdentity caller() {
    return new LegIdentity(
        LegRole.A_LEG,
        null,
        "6139",
        "Zoë",
        "61255500100",
        null,
        null,
        new AccountId("1001"),
        null,
        null);
  }

  private static LegIdentity called() {
    return new LegIdentity(
        LegRole.B_LEG,
        null,
        "6139",
        null,
        "61255500100",
        null,
        null,
        null,
        new CarrierId("alpha"),
        1);
  }

  private static EventHead head(String leg, Instant at) {
    return new EventHead(
        new EventId(leg + at), new CallId("a-leg"), new LegId(leg), new SwitchId("fs"), at, 0, 1);
  }
}
