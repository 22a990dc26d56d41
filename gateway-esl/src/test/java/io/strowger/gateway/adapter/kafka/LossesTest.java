package io.strowger.gateway.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Records that found no room are announced, each once, however long that takes. */
class LossesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T19:40:00Z");
  private static final SwitchId WEST = new SwitchId("west");

  private final Losses losses = new Losses("gateway-esl-0");

  @Test
  void tells_how_many_of_each_switch_between_when_and_when() {
    // Given
    losses.add(WEST, NOW);
    losses.add(new SwitchId("east"), NOW);
    losses.add(WEST, NOW.plusSeconds(9));

    // Then
    assertThat(losses.take())
        .filteredOn(event -> event.head().switchId().equals(WEST))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.records()).isEqualTo(2);
          assertThat(event.firstAt()).isEqualTo(NOW);
          assertThat(event.lastAt()).isEqualTo(NOW.plusSeconds(9));
        });
    assertThat(losses.isEmpty()).isTrue();
  }

  @Test
  void what_could_not_be_announced_is_announced_with_what_was_lost_since() {
    // Given
    losses.add(WEST, NOW);
    SwitchEvent.RecordsDropped unheard = losses.take().getFirst();
    losses.add(WEST, NOW.plusSeconds(60));

    // When
    losses.giveBack(unheard);

    // Then
    SwitchEvent.RecordsDropped event = losses.take().getFirst();
    assertThat(event.records()).isEqualTo(2);
    assertThat(event.firstAt()).isEqualTo(NOW);
    assertThat(event.lastAt()).isEqualTo(NOW.plusSeconds(60));
    assertThat(event.head().eventId()).isNotEqualTo(unheard.head().eventId());
  }
}
