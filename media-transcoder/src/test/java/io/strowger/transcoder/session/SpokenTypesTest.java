package io.strowger.transcoder.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpokenTypesTest {
  @Test
  void both_the_types_told_and_the_sides_own_are_understood() {
    SpokenTypes types = new SpokenTypes(106, 120, 101, 121);

    assertThat(types.isSpeech(106)).isTrue();
    assertThat(types.isSpeech(120)).isTrue();
    assertThat(types.isEvent(101)).isTrue();
    assertThat(types.isEvent(121)).isTrue();
    assertThat(types.isSpeech(101)).isFalse();
    assertThat(types.isEvent(13)).isFalse();
  }

  @Test
  void what_a_type_was_told_to_mean_holds_where_the_sides_own_contradict_it() {
    SpokenTypes types = new SpokenTypes(106, 101, 101, 106);

    assertThat(types.isSpeech(106)).isTrue();
    assertThat(types.isEvent(106)).isFalse();
    assertThat(types.isEvent(101)).isTrue();
    assertThat(types.isSpeech(101)).isFalse();
  }

  @Test
  void a_side_without_events_sends_none() {
    SpokenTypes types = new SpokenTypes(8, 8, SpokenTypes.NONE, SpokenTypes.NONE);

    assertThat(types.isEvent(101)).isFalse();
    assertThat(types.isSpeech(8)).isTrue();
  }
}
