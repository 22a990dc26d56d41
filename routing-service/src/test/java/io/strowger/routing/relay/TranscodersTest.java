package io.strowger.routing.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.contracts.transcoding.TranscoderStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscodersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final Transcoders transcoders = new Transcoders();

  @Test
  void the_one_with_most_room_is_asked_first_then_the_next() {
    transcoders.heard(status("a", NOW, 0.2, true));
    transcoders.heard(status("b", NOW, 0.7, true));
    transcoders.heard(status("full", NOW, 0, true));
    transcoders.heard(status("leaving", NOW, 0.9, false));

    assertThat(transcoders.choose(List.of(), NOW)).contains("b");
    assertThat(transcoders.choose(List.of("b"), NOW)).contains("a");
    assertThat(transcoders.choose(List.of("a", "b"), NOW)).isEmpty();
  }

  @Test
  void one_that_has_just_started_is_asked_only_where_there_is_no_other() {
    transcoders.heard(status("a", NOW.plusSeconds(20), 0.2, true));
    Instant now = NOW.plusSeconds(20);
    transcoders.heard(
        new TranscoderStatus(
            "back", now, now, "192.0.2.1", null, true, 0, 1, 1, 100, List.of("AMR")));

    assertThat(transcoders.choose(List.of(), NOW.plusSeconds(20))).contains("a");
    assertThat(transcoders.choose(List.of("a"), NOW.plusSeconds(20))).contains("back");
  }

  @Test
  void one_not_heard_of_for_ten_seconds_is_lost() {
    transcoders.heard(status("a", NOW, 0.5, true));

    assertThat(transcoders.choose(List.of(), NOW.plusSeconds(10))).contains("a");
    assertThat(transcoders.choose(List.of(), NOW.plusSeconds(11))).isEmpty();
    assertThat(transcoders.incarnations(NOW.plusSeconds(11))).isEmpty();
  }

  @Test
  void a_report_that_comes_late_changes_nothing() {
    transcoders.heard(status("a", NOW.plusSeconds(4), 0.5, true));
    transcoders.heard(status("a", NOW, 0, true));

    assertThat(transcoders.choose(List.of(), NOW.plusSeconds(4))).contains("a");
  }

  @Test
  void a_restart_is_another_incarnation() {
    transcoders.heard(status("a", NOW, 0.5, true));
    List<String> before = transcoders.incarnations(NOW);
    transcoders.heard(
        new TranscoderStatus(
            "a",
            NOW.plusSeconds(3),
            NOW.plusSeconds(4),
            "192.0.2.1",
            null,
            true,
            0,
            1,
            1,
            9,
            List.of()));

    assertThat(transcoders.incarnations(NOW.plusSeconds(4))).doesNotContainAnyElementsOf(before);
    assertThat(transcoders.at(new RelayPlace("192.0.2.1", 1, 3), NOW.plusSeconds(4)))
        .contains(new Transcoders.Incarnation("a", NOW.plusSeconds(3)));
    assertThat(transcoders.at(new RelayPlace("192.0.2.9", 1, 3), NOW.plusSeconds(4))).isEmpty();
  }

  @Test
  void a_relay_of_two_addresses_is_inherited_by_who_has_both() {
    transcoders.heard(status("a", NOW, 0.5, true));
    RelayPlace place = new RelayPlace("2001:db8:0:0:0:0:0:1", 1, 3, "192.0.2.1");
    assertThat(transcoders.at(place, NOW)).isEmpty();
    assertThat(transcoders.hasMoved("a", place, NOW)).isTrue();

    transcoders.heard(
        new TranscoderStatus(
            "b", NOW, NOW, "192.0.2.1", "2001:db8:0:0:0:0:0:1", true, 0, 1, 0.5, 9, List.of()));

    assertThat(transcoders.at(place, NOW)).contains(new Transcoders.Incarnation("b", NOW));
    assertThat(transcoders.hasMoved("b", place, NOW)).isFalse();
  }

  private static TranscoderStatus status(
      String name, Instant toldAt, double headRoom, boolean accepting) {
    return new TranscoderStatus(
        name, NOW, toldAt, "192.0.2.1", null, accepting, 1, 1, headRoom, 100, List.of("AMR"));
  }
}
