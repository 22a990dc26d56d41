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
import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.cdr.AttemptRecord;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.cdr.RelayRecord;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.transcoding.MediaQuality;
import io.strowger.contracts.transcoding.TranscodingReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssemblerTest {
  private static final CallId CALL = new CallId("a-leg");
  private static final SwitchId SWITCH = new SwitchId("fs-1");
  private static final Instant START = Instant.parse("2026-11-23T10:00:00.123456Z");
  private static final Instant NOW = START.plusSeconds(60);
  private static final MediaSummary MEDIA = new MediaSummary("PCMA", "PCMA", 4.5, 100.0, 1L, 1L);

  private final Assembler assembler =
      new Assembler(
          new Graces(
              Duration.ofSeconds(3),
              Duration.ofSeconds(5),
              Duration.ofMinutes(1),
              Duration.ofHours(26)));
  private final List<CallDetailRecord> published = new ArrayList<>();
  private @Nullable CallAssembly assembly;

  @Test
  void an_answered_call_has_both_legs_its_attempt_and_its_charge() {
    take(created("a-leg"), created("b1"), ended(answered("b1", 1, "alpha")), ended(aLeg(true)));
    assertThat(published).as("the charge is missing").isEmpty();
    take(charge());

    CallDetailRecord record = only();
    assertThat(record.revision()).isEqualTo(1);
    assertThat(record.legs()).extracting(leg -> leg.legId().value()).containsExactly("a-leg", "b1");
    assertThat(record.carrier()).hasToString("alpha");
    assertThat(record.attempts()).singleElement().matches(AttemptRecord::answered);
    assertThat(record.charge().costMicros()).isEqualTo(30_000);
    assertThat(record.postDialDelayMicros()).isEqualTo(200_000);
    assertThat(record.times().answeredAt()).isEqualTo(START.plusSeconds(2));
  }

  @Test
  void a_caller_whom_the_dialplan_sent_on_has_both_numbers_in_the_record() {
    LegIdentity sentOn = identity("a-leg", null, null).sentOn("61255500100");
    take(created("a-leg"), created("b1"), ended(answered("b1", 1, "alpha")));
    take(ended(leg("a-leg", sentOn, true, "NORMAL_CLEARING", null, false)), charge());

    CallDetailRecord record = only();
    assertThat(record.destination()).isEqualTo("61");
    assertThat(record.sentTo()).isEqualTo("61255500100");
  }

  @Test
  void a_hunt_over_two_carriers_has_two_attempts_and_the_answering_carrier() {
    take(
        created("b1"),
        ended(failed("b1", 1, "alpha", "NORMAL_TEMPORARY_FAILURE", 503)),
        created("b2"),
        ended(answered("b2", 2, "beta")),
        charge(),
        ended(aLeg(true)));

    assertThat(only().attempts())
        .containsExactly(
            new AttemptRecord(
                1,
                new CarrierId("alpha"),
                new LegId("b1"),
                false,
                new HangupCause("NORMAL_TEMPORARY_FAILURE"),
                new SipStatus(503)),
            new AttemptRecord(
                2,
                new CarrierId("beta"),
                new LegId("b2"),
                true,
                HangupCause.NORMAL_CLEARING,
                null));
    assertThat(only().carrier()).hasToString("beta");
  }

  @Test
  void a_relayed_call_waits_for_what_the_relay_measured() {
    MediaQuality heard = new MediaQuality("AMR", 300, 300, 3, 0, 3, 1.5, 4.1, 20.0, 0.0);
    MediaQuality trunk = new MediaQuality("PCMA", 300, 300, 0, 0, 0, 0.2, 4.4, null, null);
    TranscodingReply.Head head =
        new TranscodingReply.Head(new RequestId("r"), CALL, "media-transcoder-0", NOW);

    take(
        created("a-leg"),
        known -> assembler.relayed(Objects.requireNonNull(known), NOW),
        charge(),
        ended(aLeg(true)));
    assertThat(published).as("the relay has not told yet").isEmpty();
    take(known ->
        assembler.released(
            Objects.requireNonNull(known),
            new TranscodingReply.RelayReleased(head, false, heard, trunk),
            NOW));

    assertThat(only().transcoded()).isTrue();
    assertThat(only().relay())
        .isEqualTo(new RelayRecord("media-transcoder-0", false, heard, trunk));
  }

  @Test
  void an_attempt_without_a_leg_is_an_attempt() {
    take(executed(1), charge(), ended(aLeg(false)));

    assertThat(only().attempts())
        .singleElement()
        .satisfies(attempt -> {
          assertThat(attempt.legId()).isNull();
          assertThat(attempt.carrier()).hasToString("alpha");
          assertThat(attempt.cause()).hasToString("INVALID_GATEWAY");
        });
  }

  @Test
  void an_unanswered_call_says_what_the_far_end_last_said() {
    take(ended(failed("b1", 1, "alpha", "USER_BUSY", 486)), charge(), ended(aLeg(false)));

    assertThat(only().end().sipStatus()).isEqualTo(new SipStatus(486));
  }

  @Test
  void what_is_missing_is_waited_for_and_then_done_without() {
    take(created("b1"), ended(aLeg(true)));
    assertThat(published).isEmpty();
    assertThat(Objects.requireNonNull(assembly).due()).isEqualTo(NOW.plusSeconds(5));

    keep(assembler.waitedLongEnough(Objects.requireNonNull(assembly)));

    assertThat(only().charge().costMicros()).isNull();
  }

  @Test
  void what_comes_late_makes_another_revision() {
    take(ended(aLeg(true)));
    keep(assembler.waitedLongEnough(Objects.requireNonNull(assembly)));
    take(charge(), charge());

    assertThat(published).extracting(CallDetailRecord::revision).containsExactly(1, 2);
    assertThat(published.getLast().charge().costMicros()).isEqualTo(30_000);
  }

  @Test
  void a_corrected_charge_makes_another_revision_of_the_record() {
    take(ended(answered("b1", 1, "alpha")), ended(aLeg(true)), charge(), correction(20_000, 2));

    assertThat(published.getLast().revision()).isEqualTo(2);
    assertThat(published.getLast().charge().costMicros()).isEqualTo(20_000);
    assertThat(published.getLast().charge().chargeRevision()).isEqualTo(2);
  }

  @Test
  void the_latest_correction_holds_in_whatever_order_they_come() {
    take(ended(answered("b1", 1, "alpha")), ended(aLeg(true)));
    take(correction(10_000, 3), charge(), correction(20_000, 2), correction(10_000, 3));

    assertThat(only().charge().costMicros()).isEqualTo(10_000);
  }

  @Test
  void the_record_of_a_call_long_past_is_corrected_too_once_for_each_correction() {
    take(ended(answered("b1", 1, "alpha")), ended(aLeg(true)), charge());

    CallDetailRecord revised = assembler.recharged(only(), charge(20_000, 2)).orElseThrow();

    assertThat(revised.revision()).isEqualTo(2);
    assertThat(revised.charge().costMicros()).isEqualTo(20_000);
    assertThat(assembler.recharged(revised, charge(20_000, 2))).isEmpty();
    assertThat(assembler.recharged(revised, charge(30_000, null))).isEmpty();
  }

  @Test
  void an_end_that_was_seen_after_all_replaces_a_reconstructed_one() {
    take(charge(), ended(reconstructed()), ended(aLeg(true)));

    assertThat(published.getLast().end().reconstructed()).isFalse();
    assertThat(published).hasSize(2);
  }

  @Test
  void inputs_twice_and_in_any_order_give_the_same_record() {
    List<Function<@Nullable CallAssembly, Step>> inputs =
        List.of(
            created("a-leg"),
            created("b1"),
            created("b2"),
            executed(3),
            ended(failed("b1", 1, "alpha", "NORMAL_TEMPORARY_FAILURE", 503)),
            ended(answered("b2", 2, "beta")),
            ended(aLeg(true)),
            charge());
    CallDetailRecord expected = null;
    for (long seed = 0; seed < 500; seed++) {
      // Given
      assembly = null;
      published.clear();
      List<Function<@Nullable CallAssembly, Step>> shuffled = new ArrayList<>(inputs);
      shuffled.addAll(inputs);
      Collections.shuffle(shuffled, new Random(seed));

      // When
      for (Function<@Nullable CallAssembly, Step> input : shuffled) {
        keep(input.apply(assembly));
      }

      // Then
      CallDetailRecord last = CallRecords.of(Objects.requireNonNull(assembly), 0);
      expected = expected == null ? last : expected;
      assertThat(last).as("seed %d", seed).isEqualTo(expected);
      assertThat(CallRecords.of(assembly, published.getLast().revision()))
          .as("seed %d", seed)
          .isEqualTo(published.getLast());
    }
  }

  @SafeVarargs
  private void take(Function<@Nullable CallAssembly, Step>... inputs) {
    for (Function<@Nullable CallAssembly, Step> input : inputs) {
      keep(input.apply(assembly));
    }
  }

  private void keep(Step step) {
    assembly = step.assembly();
    if (step.record() != null) {
      published.add(step.record());
    }
  }

  private CallDetailRecord only() {
    assertThat(published).hasSize(1);
    return published.getFirst();
  }

  private Function<@Nullable CallAssembly, Step> created(String leg) {
    var event = new CallEvent.LegCreated(head(leg), identity(leg, null, null));
    return before -> assembler.created(before, event, NOW);
  }

  private Function<@Nullable CallAssembly, Step> ended(CallEvent.LegHungUp event) {
    return before -> assembler.ended(before, event, NOW);
  }

  private Function<@Nullable CallAssembly, Step> executed(int attempt) {
    CommandResult result =
        new CommandResult(
            new CommandId("bridge-" + attempt),
            "bridge_call",
            CALL,
            new LegId("a-leg"),
            SWITCH,
            NOW,
            CommandOutcome.FAILED,
            new HangupCause("INVALID_GATEWAY"),
            null,
            null,
            new CarrierId("alpha"),
            attempt,
            null,
            null,
            0,
            1);
    return before -> assembler.executed(before, result, NOW);
  }

  private Function<@Nullable CallAssembly, Step> charge() {
    return before -> assembler.charged(before, charge(30_000, null), NOW);
  }

  private Function<@Nullable CallAssembly, Step> correction(long cost, int revision) {
    return before -> assembler.charged(before, charge(cost, revision), NOW);
  }

  private static CallCharged charge(long cost, @Nullable Integer revision) {
    return new CallCharged(
        "charge",
        CALL,
        new AccountId("1001"),
        "61",
        "retail/1",
        "61",
        2_500_000,
        3,
        cost,
        Currency.getInstance("EUR"),
        9_970_000,
        NOW,
        null,
        revision);
  }

  private static CallEvent.LegHungUp aLeg(boolean answered) {
    return leg("a-leg", identity("a-leg", null, null), answered, "NORMAL_CLEARING", null, false);
  }

  private static CallEvent.LegHungUp reconstructed() {
    return leg("a-leg", identity("a-leg", null, null), true, "NORMAL_CLEARING", null, true);
  }

  private static CallEvent.LegHungUp answered(String leg, int attempt, String carrier) {
    return leg(leg, identity(leg, attempt, carrier), true, "NORMAL_CLEARING", null, false);
  }

  private static CallEvent.LegHungUp failed(
      String leg, int attempt, String carrier, String cause, int status) {
    LegIdentity identity = identity(leg, attempt, carrier);
    return leg(leg, identity, false, cause, new SipStatus(status), false);
  }

  private static CallEvent.LegHungUp leg(
      String leg,
      LegIdentity identity,
      boolean answered,
      String cause,
      @Nullable SipStatus status,
      boolean reconstructed) {
    return new CallEvent.LegHungUp(
        head(leg),
        identity,
        new LegTimes(
            START,
            answered ? START.plusMillis(200) : null,
            null,
            answered ? START.plusSeconds(2) : null,
            null,
            START.plusSeconds(5)),
        new LegUsage(5, 5_000_000, 3, 3_000_000),
        new LegEnd(new HangupCause(cause), 16, status, "send_bye", reconstructed),
        MEDIA,
        Map.of());
  }

  private static LegIdentity identity(
      String leg, @Nullable Integer attempt, @Nullable String carrier) {
    boolean caller = leg.equals("a-leg");
    return new LegIdentity(
        caller ? LegRole.A_LEG : LegRole.B_LEG,
        null,
        "6139",
        "Zoë",
        "61",
        null,
        null,
        caller ? new AccountId("1001") : null,
        carrier == null ? null : new CarrierId(carrier),
        attempt);
  }

  private static EventHead head(String leg) {
    return new EventHead(new EventId("core:" + leg), CALL, new LegId(leg), SWITCH, NOW, 0, 1);
  }
}
