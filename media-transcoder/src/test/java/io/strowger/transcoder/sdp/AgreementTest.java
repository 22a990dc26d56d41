package io.strowger.transcoder.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {
  private static final Set<AudioCodec> ALL = EnumSet.allOf(AudioCodec.class);
  private static final Set<AudioCodec> AMR = EnumSet.of(AudioCodec.AMR);

  @Test
  void the_callers_first_format_that_is_spoken_is_taken_with_its_own_events() throws Exception {
    AgreedAudio wide = agreed(Offers.VOLTE, ALL, null);
    AgreedAudio narrow = agreed(Offers.VOLTE, AMR, null);

    assertThat(wide.codec()).isEqualTo(AudioCodec.AMR_WB);
    assertThat(wide.events()).hasToString("111 TELEPHONE-EVENT/16000");
    assertThat(narrow.codec()).isEqualTo(AudioCodec.AMR);
    assertThat(narrow.events()).hasToString("110 TELEPHONE-EVENT/8000");
  }

  @Test
  void events_of_another_clock_are_better_than_none() throws Exception {
    String offer = Offers.VOLTE.replace(" 111 110 8", " 110");

    AgreedAudio wide = agreed(offer, ALL, null);

    assertThat(wide.codec()).isEqualTo(AudioCodec.AMR_WB);
    assertThat(wide.events()).hasToString("110 TELEPHONE-EVENT/8000");
  }

  @Test
  void octet_align_absent_means_bandwidth_efficient() throws Exception {
    assertThat(amr(Offers.AMR).octetAligned()).isTrue();
    assertThat(amr(Offers.AMR.replace("; octet-align=1", "")).octetAligned()).isFalse();
    assertThat(amr(Offers.AMR.replace("octet-align=1", "octet-align=0")).octetAligned()).isFalse();
    assertThat(amr(Offers.AMR.replace("a=fmtp:104 mode-set=7; octet-align=1\n", "")).answered())
        .isEmpty();
  }

  @Test
  void rules_for_modes_are_understood_and_returned_as_they_came() throws Exception {
    AmrParameters amr = agreed(Offers.VOLTE, AMR, null).amr();

    assertThat(amr)
        .isEqualTo(
            new AmrParameters(
                false,
                Set.of(0, 2, 4, 7),
                2,
                true,
                "mode-set=0,2,4,7; mode-change-period=2; mode-change-neighbor=1; max-red=0"));
    assertThat(amr.highestMode()).isEqualTo(7);
  }

  @Test
  void parameters_that_the_standard_does_not_know_are_not_answered() throws Exception {
    String offer = Offers.AMR.replace("mode-set=7;", "vendor-thing=3; Mode-Set=7;");

    assertThat(amr(offer).answered()).isEqualTo("Mode-Set=7; octet-align=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crc=1 | crc is not spoken",
        "octet-align=1; robust-sorting=1 | robust-sorting is not spoken",
        "interleaving=4 | interleaving is not spoken",
        "mode-set=9 | mode-set cannot be read",
        "mode-set=8 | mode-set names a mode that the codec does not have",
        "mode-set= | mode-set cannot be read",
        "octet-align=2 | octet-align must be 0 or 1",
        "octet-align=1; octet-align=1 | octet-align is given twice",
        "mode-change-period=3 | mode-change-period must be 1 or 2",
        "max-red=x | max-red is no number of milliseconds",
      })
  void a_payload_type_that_wants_what_is_not_spoken_is_refused(String fmtp, String why)
      throws Exception {
    String offer = Offers.AMR.replace("mode-set=7; octet-align=1", fmtp);

    assertThat(Agreement.with(SdpReader.read(offer).audio(), ALL, null))
        .isEqualTo(new Agreement.Failed("104 AMR/8000: " + why));
  }

  @Test
  void the_next_payload_type_is_taken_when_the_first_wants_too_much() throws Exception {
    String offer =
        Offers.AMR
            .replace("104 110", "105 104 110")
            .replace("a=ptime", "a=rtpmap:105 AMR/8000\na=fmtp:105 octet-align=1; crc=1\na=ptime");

    assertThat(agreed(offer, ALL, null).format().payloadType()).isEqualTo(104);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AMR/8000/2", "AMR/16000", "EVS/16000"})
  void what_sounds_alike_is_not_taken(String encoding) throws Exception {
    String offer = Offers.AMR.replace("AMR/8000", encoding);

    assertThat(Agreement.with(SdpReader.read(offer).audio(), ALL, null))
        .isEqualTo(new Agreement.Failed("104 " + encoding + " is not spoken"));
  }

  @Test
  void audio_that_is_refused_or_encrypted_without_a_key_cannot_be_spoken() throws Exception {
    String encrypted = Offers.AMR.replace("RTP/AVP", "RTP/SAVP");
    String refused = Offers.AMR.replace("4000", "0");

    assertThat(Agreement.with(SdpReader.read(encrypted).audio(), ALL, null))
        .isEqualTo(
            new Agreement.Failed(
                "RTP/SAVP without a=crypto of [AES_CM_128_HMAC_SHA1_80, AES_CM_128_HMAC_SHA1_32,"
                    + " AES_256_CM_HMAC_SHA1_80]"));
    assertThat(Agreement.with(SdpReader.read(refused).audio(), ALL, null))
        .isEqualTo(new Agreement.Failed("the audio is refused"));
  }

  @Test
  void a_reoffer_keeps_what_was_agreed_whatever_stands_first_in_it() throws Exception {
    AgreedAudio first = agreed(Offers.VOLTE, AMR, null);
    String again = Offers.VOLTE.replace("107 106 111", "8 107 106 111") + "a=sendonly\n";

    AgreedAudio second = agreed(again.replace(" 110 8", " 110"), ALL, first);

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    ",, 20",
    "30,, 20",
    "40,, 40",
    "60, 40, 40",
    "100,, 60",
    "10,, 20",
    "40, 30, 20",
    "20, 240, 20"
  })
  void packets_hold_whole_frames_and_no_more_than_the_peer_takes(
      @Nullable Integer ptime, @Nullable Integer most, int sent) {
    assertThat(new AudioDescription.Packets(ptime, most).sentMillis()).isEqualTo(sent);
  }

  private static AmrParameters amr(String offer) throws Exception {
    return java.util.Objects.requireNonNull(agreed(offer, ALL, null).amr());
  }

  private static AgreedAudio agreed(
      String offer, Set<AudioCodec> spoken, @Nullable AgreedAudio before) throws Exception {
    return ((Agreement.Reached) Agreement.with(SdpReader.read(offer).audio(), spoken, before))
        .audio();
  }
}
