package io.strowger.transcoder.ng;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlagTextTest {
  @Test
  void flags_stand_between_spaces() {
    assertThat(FlagText.read("  replace-origin   address-family=IP4 "))
        .containsExactly("replace-origin", "address-family=IP4");
  }

  @Test
  void what_stands_in_brackets_is_taken_apart() {
    assertThat(
            FlagText.read(
                "via-branch=auto OSRTP=[accept] codec=[transcode=[ PCMA PCMU ] mask=[AMR-WB]]"
                    + " ICE=remove"))
        .containsExactly(
            "via-branch=auto",
            "OSRTP-accept",
            "codec-transcode-PCMA",
            "codec-transcode-PCMU",
            "codec-mask-AMR-WB",
            "ICE=remove");
  }

  @Test
  void brackets_within_brackets_without_end_fill_no_memory() {
    List<String> flags = FlagText.read("=[x ".repeat(16_000));

    assertThat(flags).hasSize(16_000);
    assertThat(flags.getLast()).hasSizeLessThan(20);
  }

  @Test
  void brackets_that_do_not_close_or_were_not_opened_do_no_harm() {
    assertThat(FlagText.read("]] a codec=[mask=[AMR")).containsExactly("a", "codec-mask-AMR");
    assertThat(FlagText.read("")).isEmpty();
  }
}
