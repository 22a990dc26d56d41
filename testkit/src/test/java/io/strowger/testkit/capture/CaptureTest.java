package io.strowger.testkit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureTest {

  @ParameterizedTest
  @MethodSource("io.strowger.testkit.capture.Capture#names")
  void every_byte_of_every_capture_belongs_to_a_frame(String name) {
    // When
    Capture capture = Capture.load(name);

    // Then
    assertThat(capture.frames().getLast().end()).isEqualTo(capture.fromSwitch().length);
    assertThat(capture.commands().getLast().end()).isEqualTo(capture.toSwitch().length);
  }

  @Test
  void the_same_call_reads_the_same_in_json_and_plain_and_xml() {
    for (String format : new String[] {"json", "plain", "xml"}) {
      // When
      Capture capture = Capture.load("inbound-" + format + "-park-bridge-answer-hangup");

      // Then
      CapturedEvent created =
          capture.events().stream()
              .filter(event -> event.name().equals("CHANNEL_CREATE"))
              .findFirst()
              .orElseThrow();
      assertThat(created.header("Caller-Caller-ID-Name")).isEqualTo("Zoë O'Brien");
      assertThat(created.header("Caller-Destination-Number")).isEqualTo("61411111111");
      assertThat(created.variable("switch_r_sdp")).startsWith("v=0\r\no=FreeSWITCH");
    }
  }

  @Test
  void a_compressed_capture_is_read_like_any_other() {
    // When
    Capture capture = Capture.load("load-json-300-calls");

    // Then
    long parked =
        capture.events().stream().filter(event -> event.name().equals("CHANNEL_PARK")).count();
    assertThat(parked).isEqualTo(300);
    assertThat(capture.switchCdrs().size()).isEqualTo(600);
  }
}
