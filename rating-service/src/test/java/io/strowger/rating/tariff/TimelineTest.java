package io.strowger.rating.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void the_latest_activation_holds() {
    Timeline timeline = new Timeline(List.of(active(2, 2, 60), active(1, 1, 0)));

    assertThat(timeline.at(NOON.minusSeconds(1))).isEmpty();
    assertThat(timeline.at(NOON)).contains(1);
    assertThat(timeline.at(NOON.plusSeconds(59))).contains(1);
    assertThat(timeline.at(NOON.plusSeconds(60))).contains(2);
  }

  @Test
  void of_two_activations_at_one_moment_the_later_entered_holds() {
    Timeline timeline = new Timeline(List.of(active(8, 5, 0), active(7, 6, 0)));

    assertThat(timeline.at(NOON)).contains(5);
  }

  @Test
  void a_rollback_leads_to_the_version_before() {
    Timeline timeline = new Timeline(List.of(active(1, 1, 0), active(2, 2, 10), active(3, 2, 20)));

    assertThat(timeline.before(NOON.plusSeconds(30))).contains(1);
    assertThat(timeline.before(NOON)).isEmpty();
  }

  @Test
  void what_was_withdrawn_never_holds() {
    Timeline timeline =
        new Timeline(
            List.of(
                active(1, 1, 0),
                new Activation(2, "t", 2, Activation.Kind.ACTIVATION, NOON.plusSeconds(5), true)));

    assertThat(timeline.at(NOON.plusSeconds(9))).contains(1);
    assertThat(timeline.after(NOON)).isEmpty();
  }

  @Test
  void where_a_version_cannot_be_used_the_one_before_it_goes_on() {
    Timeline timeline = new Timeline(List.of(active(1, 1, 0), active(2, 2, 10), active(3, 3, 20)));

    assertThat(timeline.at(NOON.plusSeconds(20), version -> version != 3)).contains(2);
    assertThat(timeline.at(NOON.plusSeconds(20), version -> version == 1)).contains(1);
    assertThat(timeline.at(NOON.plusSeconds(20), _ -> false)).isEmpty();
  }

  private static Activation active(long id, int version, long seconds) {
    return new Activation(
        id, "t", version, Activation.Kind.ACTIVATION, NOON.plusSeconds(seconds), false);
  }
}
