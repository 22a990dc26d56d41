package io.strowger.rating.cgrates.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventFlagsTest {
  @Test
  void a_flag_is_set_unless_it_says_false() {
    EventFlags flags = EventFlags.of(List.of("*rals", "*store:false", "*cdrs:true", "*stats:*x"));

    assertThat(flags.isSet("*rals")).isTrue();
    assertThat(flags.isSet("*store")).isFalse();
    assertThat(flags.isSet("*store", true)).isFalse();
    assertThat(flags.isSet("*cdrs")).isTrue();
    assertThat(flags.isSet("*stats")).isTrue();
  }

  @Test
  void what_is_not_listed_is_as_the_method_says() {
    EventFlags flags = EventFlags.of(List.of("*rals"));

    assertThat(flags.isSet("*export")).isFalse();
    assertThat(flags.isSet("*chargers", true)).isTrue();
  }

  @Test
  void the_options_of_a_flag_listed_twice_add_up() {
    EventFlags flags = EventFlags.of(List.of("*rals:*cost:a&b", "*rals:*derived_reply"));

    assertThat(flags.has("*rals", "*cost")).isTrue();
    assertThat(flags.has("*rals", "*derived_reply")).isTrue();
    assertThat(flags.has("*rals", "a&b")).isFalse();
    assertThat(flags.has("*cdrs", "*cost")).isFalse();
  }
}
