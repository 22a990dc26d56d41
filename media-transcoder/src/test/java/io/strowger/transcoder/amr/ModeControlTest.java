package io.strowger.transcoder.amr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModeControlTest {
  @Test
  void begins_with_the_best_mode_allowed() {
    assertThat(control(ModeRules.any(AmrKind.NARROWBAND)).next()).isEqualTo(7);
    assertThat(control(ModeRules.of(Set.of(0, 2, 5))).next()).isEqualTo(5);
  }

  @Test
  void a_request_is_obeyed_until_it_is_taken_back() {
    ModeControl modes = control(ModeRules.any(AmrKind.NARROWBAND));

    modes.request(2);
    assertThat(modes.next()).isEqualTo(2);
    assertThat(modes.next()).isEqualTo(2);

    modes.request(AmrFrames.NO_REQUEST);
    assertThat(modes.next()).isEqualTo(7);
  }

  @Test
  void a_request_outside_the_set_is_met_by_the_best_mode_below_it() {
    ModeControl modes = control(ModeRules.of(Set.of(0, 2, 5)));

    modes.request(4);
    assertThat(modes.next()).isEqualTo(2);
    modes.request(7);
    assertThat(modes.next()).isEqualTo(5);
    modes.request(0);
    assertThat(modes.next()).isEqualTo(0);
  }

  @Test
  void values_for_future_use_are_passed_over() {
    ModeControl modes = control(ModeRules.any(AmrKind.NARROWBAND));
    modes.request(3);
    modes.request(11);
    modes.request(8); // a mode of AMR-WB alone

    assertThat(modes.next()).isEqualTo(3);
  }

  @Test
  void with_a_change_period_of_two_only_every_second_frame_changes_the_mode() {
    ModeControl modes = control(new ModeRules(Set.of(0, 7), 2, false, OptionalInt.empty()));

    assertThat(modes.next()).isEqualTo(7);
    modes.request(0);
    assertThat(modes.next()).isEqualTo(7);
    assertThat(modes.next()).isEqualTo(0);
    modes.request(7);
    assertThat(modes.next()).isEqualTo(0);
    assertThat(modes.next()).isEqualTo(7);
  }

  @Test
  void with_neighbours_only_the_modes_of_the_set_are_gone_through_one_by_one() {
    ModeControl modes = control(new ModeRules(Set.of(0, 2, 5, 7), 1, true, OptionalInt.empty()));
    modes.request(0);

    assertThat(new int[] {modes.next(), modes.next(), modes.next(), modes.next()})
        .containsExactly(5, 2, 0, 0);
  }

  private static ModeControl control(ModeRules rules) {
    return new ModeControl(AmrKind.NARROWBAND, rules);
  }
}
