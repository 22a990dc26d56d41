package io.strowger.rating.cgrates.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.metering.Metered;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AutoDebitTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:05Z");
  private static final long SECOND = 1_000_000_000;

  @Test
  void debits_of_a_session_keep_pace_with_the_clock_however_late_they_are_made() {
    // Given
    ApiSession session = begun(10 * SECOND);

    // When: the second one is made half a minute late
    ApiSession once = debited(session, 10, NOW);
    ApiSession twice = debited(once, 10, NOW.plusSeconds(40));

    // Then
    assertThat(once.dueAt()).isEqualTo(NOW.plusSeconds(10));
    assertThat(twice.dueAt()).isEqualTo(NOW.plusSeconds(20));
    assertThat(twice.autoDebit()).extracting(AutoDebit::last).isEqualTo(false);
  }

  @Test
  void the_session_is_over_when_less_than_an_interval_could_be_debited_and_that_is_used() {
    // Given
    ApiSession session = debited(begun(10 * SECOND), 10, NOW);

    // When
    ApiSession shortOfMoney = debited(session, 4, NOW.plusSeconds(10));

    // Then
    assertThat(shortOfMoney.autoDebit()).extracting(AutoDebit::last).isEqualTo(true);
    assertThat(shortOfMoney.dueAt()).isEqualTo(NOW.plusSeconds(14));
  }

  @Test
  void lasts_after_each_time_it_is_heard_of_as_long_as_was_said_last() throws Exception {
    // Given
    ApiSession session = debited(begun(10 * SECOND), 10, NOW);
    AutoDebit debits = debits(session);

    // When
    ApiSession told = session.heardOf(debits, true, NOW.plusSeconds(1), options("5s"));
    ApiSession again = told.heardOf(debits, true, NOW.plusSeconds(4), RpcJson.object());

    // Then
    assertThat(session.isMissed(NOW.plusSeconds(1_000))).isFalse();
    assertThat(told.expiresAt()).isEqualTo(NOW.plusSeconds(6));
    assertThat(again.expiresAt()).isEqualTo(NOW.plusSeconds(9));
    assertThat(again.dueAt()).isEqualTo(NOW.plusSeconds(9));
    assertThat(again.isMissed(NOW.plusSeconds(9))).isTrue();
  }

  @Test
  void what_was_to_be_debited_before_its_silence_ended_it_is_debited_however_late_that_is_seen() {
    // Given: debited by the second, and lasting for two and a half after it was heard of
    ApiSession session = debited(begun(SECOND), 1, NOW);
    ApiSession heardOf = session.heardOf(debits(session), true, NOW, options("2500ms"));
    Instant late = NOW.plusSeconds(30);

    // When
    ApiSession twice = debited(heardOf, 1, late);
    ApiSession thrice = debited(twice, 1, late);

    // Then
    assertThat(heardOf.isMissed(late)).isFalse();
    assertThat(twice.isMissed(late)).isFalse();
    assertThat(thrice.isMissed(late)).isTrue();
    assertThat(thrice.isMissed(NOW.plusSeconds(2))).isFalse();
  }

  @Test
  void intervals_shorter_than_a_second_are_drawn_for_together_as_far_as_they_have_begun() {
    // Given
    ApiSession session = begun(300_000_000);
    AutoDebit debits = debits(session);
    ApiSession endless = begun(1_000);

    // When
    ApiSession heardOf = session.heardOf(debits, true, NOW, options("600ms"));

    // Then
    assertThat(session.wanted(debits, NOW).usage()).isEqualTo(300_000_000);
    assertThat(session.wanted(debits, NOW.plusMillis(700)).usage()).isEqualTo(900_000_000);
    assertThat(session.wanted(debits, NOW.plusSeconds(5_000)).usage()).isEqualTo(900_000_000);
    assertThat(heardOf.wanted(debits, NOW.plusSeconds(30)).usage()).isEqualTo(600_000_000);
    assertThat(endless.wanted(debits(endless), NOW.plusSeconds(30)).usage()).isEqualTo(SECOND);
    assertThat(debits.granted(600_000_000, session.wanted(debits, NOW.plusSeconds(1))))
        .isEqualTo(new AutoDebit(300_000_000, NOW.plusMillis(600), true, true));
  }

  @Test
  void intervals_of_a_second_and_more_are_drawn_for_one_by_one_however_late() {
    ApiSession session = begun(SECOND);

    assertThat(session.wanted(debits(session), NOW).usage()).isEqualTo(SECOND);
    assertThat(session.wanted(debits(session), NOW.plusSeconds(30)).usage()).isEqualTo(SECOND);
  }

  @Test
  void only_what_is_paid_for_beforehand_is_debited_by_itself() throws Exception {
    CgrEvent event = event("{\"*sessionsDebitInterval\": \"10s\"}");

    assertThat(AutoDebit.of(event, List.of(run("*postpaid")), Duration.ZERO, NOW)).isNull();
    assertThat(AutoDebit.of(event, runs("*rated", "*prepaid"), Duration.ZERO, NOW))
        .extracting(AutoDebit::interval)
        .isEqualTo(10 * SECOND);
    assertThat(AutoDebit.of(event, List.of(run("*dynaprepaid")), Duration.ZERO, NOW)).isNotNull();
  }

  @Test
  void what_a_request_says_of_the_interval_goes_before_the_setting() throws Exception {
    List<CgrEvent> runs = List.of(run("*prepaid"));
    Duration setting = Duration.ofSeconds(30);

    assertThat(AutoDebit.of(event("{}"), runs, setting, NOW))
        .extracting(AutoDebit::interval)
        .isEqualTo(30 * SECOND);
    assertThat(AutoDebit.of(event("{\"*sessionsDebitInterval\": 5000000000}"), runs, setting, NOW))
        .extracting(AutoDebit::interval)
        .isEqualTo(5 * SECOND);
    assertThat(AutoDebit.of(event("{\"*sessionsDebitInterval\": \"0s\"}"), runs, setting, NOW))
        .isNull();
    assertThatThrownBy(
            () -> AutoDebit.of(event("{\"*sessionsDebitInterval\": \"soon\"}"), runs, setting, NOW))
        .isInstanceOf(RpcError.class)
        .hasMessage("time: invalid duration \"soon\"");
  }

  @Test
  void sessions_that_begin_together_do_not_all_end_in_one_moment() {
    // Given
    ObjectNode options = options("5s").put("*sessionsTTLMaxDelay", "2s");

    // When
    Set<Instant> ends = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      ApiSession session =
          ApiSession.begun(
              CgrEvent.of("t", RpcJson.object().put("OriginID", "c" + i)), 0, List.of(), null, NOW);
      ApiSession led = session.led(List.of(), NOW, options);
      assertThat(led.led(List.of(), NOW, RpcJson.object()).expiresAt()).isEqualTo(led.expiresAt());
      ends.add(Objects.requireNonNull(led.expiresAt()));
    }

    // Then
    assertThat(ends)
        .hasSizeGreaterThan(90)
        .allMatch(end -> !end.isBefore(NOW.plusSeconds(5)) && end.isBefore(NOW.plusSeconds(7)));
  }

  private static ApiSession begun(long interval) {
    AutoDebit debits = new AutoDebit(interval, NOW, true, false);
    return ApiSession.begun(
        CgrEvent.of("t", RpcJson.object()),
        0,
        List.of(SessionRun.begun(RpcJson.object())),
        debits,
        NOW);
  }

  private static ApiSession debited(ApiSession session, long seconds, Instant at) {
    AutoDebit debits = debits(session);
    SessionRun run = session.runs().getFirst();
    long total = run.totalUsage() + seconds * SECOND;
    Metered metered = new Metered(List.of(), 1, seconds * SECOND, total, 0, 0);
    return session.debited(List.of(run.metered(metered)), debits, at);
  }

  private static AutoDebit debits(ApiSession session) {
    return Objects.requireNonNull(session.autoDebit());
  }

  private static ObjectNode options(String lasting) {
    return RpcJson.object().put("*sessionsTTL", lasting);
  }

  private static CgrEvent event(String options) throws Exception {
    return new CgrEvent("t", RpcJson.object(), RpcJson.read(options));
  }

  private static List<CgrEvent> runs(String first, String second) {
    return List.of(run(first), run(second));
  }

  private static CgrEvent run(String requestType) {
    ObjectNode fields = RpcJson.object().put("RequestType", requestType);
    return CgrEvent.of("t", fields);
  }
}
