package io.strowger.transcoder.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpViewTest {
  private final RtpView view = new RtpView();

  @Test
  void contributing_sources_extension_and_padding_are_no_payload() {
    // V=2 P=1 X=1 CC=1 | M=1 PT=96 | sequence 65535 | time -1 | SSRC 7 | CSRC | extension of 1 word
    byte[] packet =
        HexFormat.ofDelimiter(" ")
            .parseHex(
                "B1 E0 FF FF FF FF FF FF 00 00 00 07 00 00 00 09 "
                    + "BE DE 00 01 11 22 33 44 "
                    + "AA BB CC 00 00 03");

    assertThat(view.read(packet, packet.length)).isTrue();
    assertThat(view.payloadType()).isEqualTo(96);
    assertThat(view.marker()).isTrue();
    assertThat(view.sequence()).isEqualTo(65_535);
    assertThat(view.timestamp()).isEqualTo(-1);
    assertThat(view.ssrc()).isEqualTo(7);
    assertThat(view.payloadOffset()).isEqualTo(24);
    assertThat(view.payloadLength()).isEqualTo(3);
  }

  @Test
  void what_is_too_short_or_of_another_version_is_no_packet() {
    assertThat(view.read(new byte[11], 11)).isFalse();
    assertThat(view.read(new byte[40], 40)).as("version 0").isFalse();
    byte[] tooMuchPadding = new byte[14];
    tooMuchPadding[0] = (byte) 0xA0;
    tooMuchPadding[13] = 3;
    assertThat(view.read(tooMuchPadding, 14)).isFalse();
  }

  @Test
  void reports_on_the_same_port_are_told_from_speech() {
    byte[] report = {(byte) 0x80, (byte) 200, 0, 1, 0, 0, 0, 7};
    byte[] speech = {(byte) 0x80, (byte) (0x80 | 96), 0, 1, 0, 0, 0, 7};

    assertThat(RtpView.isRtcp(report, 8)).isTrue();
    assertThat(RtpView.isRtcp(speech, 8)).isFalse();
  }

  @Test
  void speech_is_no_report_for_its_payload_type_and_marker_alone() {
    byte[] speech = new byte[172];
    speech[0] = (byte) 0x80;
    speech[2] = 0x12; // as the length of a report: more than there is
    for (int type = 64; type <= 95; type++) {
      speech[1] = (byte) (0x80 | type);

      assertThat(RtpView.isRtcp(speech, speech.length)).as("payload type %d", type).isFalse();
    }
  }

  @Test
  void a_protected_report_is_longer_than_it_says() {
    byte[] report = new byte[8 + 14]; // E, index, and the tag (RFC 3711, section 3.4)
    report[0] = (byte) 0x80;
    report[1] = (byte) 201;
    report[3] = 1;

    assertThat(RtpView.isRtcp(report, report.length)).isTrue();
  }

  @Test
  void whatever_comes_has_its_payload_within_the_datagram_or_is_none() {
    long seed = 3550;
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) (0x80 | bytes[0] & 0x3F);
      }
      if (view.read(bytes, bytes.length)) {
        assertThat(view.payloadOffset() + view.payloadLength())
            .as("seed %d", seed)
            .isBetween(RtpView.HEADER, bytes.length);
      }
    }
  }
}
