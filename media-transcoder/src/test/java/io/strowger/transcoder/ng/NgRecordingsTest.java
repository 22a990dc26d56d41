package io.strowger.transcoder.ng;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NgRecordingsTest extends ProxiedCalls {
  private static final String ON = "11:record-call2:on";
  private static final String STARTED = "start 1-23978_127.0.0.1-20260301T100000.000Z";

  @Test
  void a_call_is_recorded_from_when_a_proxy_says_so_until_it_says_so_or_the_call_ends()
      throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, B));

    assertThat(perform(KamailioBytes.recording("3", "start")).text("result")).contains("ok");
    assertThat(perform(KamailioBytes.recording("4", "start")).text("result")).contains("ok");
    assertThat(perform(KamailioBytes.recording("5", "stop")).text("result")).contains("ok");
    perform(KamailioBytes.delete("6"));

    assertThat(recorder.said)
        .containsExactly("start 1-23978_127.0.0.1-20260301T100000.000Z", "stop", "stop");
    assertThat(reason(KamailioBytes.recording("7", "start"))).contains("Unknown call-id");
  }

  @Test
  void a_recording_of_a_call_that_fell_silent_ends_with_it() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, B));
    perform(KamailioBytes.recording("3", "start"));

    calls.closeSilent(Duration.ZERO.minusNanos(1), Duration.ZERO, NOW);

    assertThat(recorder.said).hasSize(2).last().isEqualTo("stop");
  }

  @Test
  void a_recording_has_no_name_that_leads_elsewhere() {
    assertThat(Recordings.name("../../etc/passwd", NOW))
        .isEqualTo("_._.._etc_passwd-20260301T100000.000Z");
    assertThat(Recordings.name("\u0000\r\n \u00fc", NOW)).startsWith("_____-");
    assertThat(Recordings.name("x".repeat(5_000), NOW)).hasSizeLessThan(128);
  }

  @Test
  void a_call_is_recorded_from_the_offer_or_answer_that_says_so_to_one_that_says_no()
      throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    assertThat(recorder.said).isEmpty();

    perform(KamailioBytes.answer("2", TRUNK, A, B, "11:record call3:yes"));
    perform(KamailioBytes.offer("3", HANDSET, MASKED));
    perform(KamailioBytes.offer("4", HANDSET, MASKED + ON));
    perform(KamailioBytes.offer("5", HANDSET, MASKED + "5:flagsl14:record-call=noe"));

    assertThat(recorder.said).containsExactly(STARTED, "stop");
  }

  @Test
  void a_call_that_cannot_be_recorded_is_relayed_with_a_warning() throws Exception {
    recorder.hasFolder = false;

    Bencoded.Dictionary reply = perform(KamailioBytes.offer("1", HANDSET, MASKED + ON));

    assertThat(lines(reply)).isNotEmpty();
    assertThat(reply.text("warning").orElseThrow()).contains("no folder for recordings");
  }

  @Test
  void a_word_that_says_neither_yes_nor_no_to_a_recording_changes_nothing_but_is_warned_of()
      throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED + ON));

    Bencoded.Dictionary reply =
        perform(KamailioBytes.offer("2", HANDSET, MASKED + "11:record-call5:maybe"));
    Bencoded.Dictionary ofNothing =
        perform(KamailioBytes.offer("3", HANDSET, MASKED + "5:flagsl12:record-call=e"));

    assertThat(lines(reply)).isNotEmpty();
    assertThat(reply.text("warning").orElseThrow()).contains("yes, on, no or off");
    assertThat(lines(ofNothing)).isNotEmpty();
    assertThat(ofNothing.text("warning")).isEmpty();
    assertThat(recorder.said).containsExactly(STARTED);
  }

  @Test
  void a_call_is_recorded_where_the_flag_stands_without_a_word() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED + "5:flagsl11:record-calle"));

    assertThat(recorder.said).containsExactly(STARTED);
  }
}
