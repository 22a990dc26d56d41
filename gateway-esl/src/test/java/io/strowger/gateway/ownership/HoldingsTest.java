package io.strowger.gateway.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.ownership.Holdings.Holding;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldingsTest {
  private static final SwitchId WEST = new SwitchId("west");
  private static final SwitchId EAST = new SwitchId("east");
  private static final Holding WEST_1 = new Holding(WEST, 1);
  private static final Holding WEST_2 = new Holding(WEST, 2);

  private final Holdings holdings = new Holdings();

  @Test
  void what_is_granted_is_held_until_it_is_granted_no_more() {
    assertThat(holdings.gain(Map.of(WEST, 1L))).containsExactly(WEST_1);
    assertThat(holdings.gain(Map.of(WEST, 1L))).isEmpty();

    assertThat(holdings.lose(Map.of(WEST, 1L))).isEmpty();
    assertThat(holdings.lose(Map.of())).containsExactly(WEST_1);
    assertThat(holdings.held()).isEmpty();
  }

  @Test
  void a_switch_granted_anew_is_lost_under_its_old_epoch_and_held_under_its_new_one() {
    holdings.gain(Map.of(WEST, 1L));

    assertThat(holdings.lose(Map.of(WEST, 2L))).containsExactly(WEST_1);
    assertThat(holdings.gain(Map.of(WEST, 2L))).containsExactly(WEST_2);
  }

  @Test
  void what_is_let_go_is_held_until_all_was_told_and_not_taken_back() {
    // Given
    holdings.gain(Map.of(WEST, 1L, EAST, 1L));

    // When
    assertThat(holdings.shed(Set.of(EAST))).containsExactly(WEST_1);
    assertThat(holdings.shed(Set.of(EAST))).as("once").isEmpty();
    holdings.takeOutGone();

    // Then
    assertThat(holdings.held()).contains(WEST_1);
    holdings.letGo(WEST_1);
    holdings.takeOutGone();
    assertThat(holdings.held()).containsExactly(new Holding(EAST, 1));
    assertThat(holdings.gain(Map.of(WEST, 1L, EAST, 1L))).as("the log lags behind").isEmpty();
    assertThat(holdings.isFree(WEST)).isFalse();

    holdings.forgetGone(Map.of(EAST, 1L));
    assertThat(holdings.isFree(WEST)).isTrue();
  }

  @Test
  void a_switch_lost_while_it_was_let_go_is_served_when_it_is_granted_anew() {
    // Given
    holdings.gain(Map.of(WEST, 1L));
    holdings.shed(Set.of());
    holdings.lose(Map.of());

    // When
    assertThat(holdings.gain(Map.of(WEST, 2L))).containsExactly(WEST_2);
    holdings.letGo(WEST_1);
    holdings.takeOutGone();
    holdings.forgetGone(Map.of(WEST, 2L));

    // Then
    assertThat(holdings.held()).containsExactly(WEST_2);
    assertThat(holdings.shed(Set.of())).as("let go in its own time").containsExactly(WEST_2);
    holdings.takeOutGone();
    assertThat(holdings.held()).containsExactly(WEST_2);
  }
}
