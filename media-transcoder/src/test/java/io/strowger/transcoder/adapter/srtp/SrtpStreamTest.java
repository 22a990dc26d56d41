package io.strowger.transcoder.adapter.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.strowger.transcoder.srtp.SrtpKey;
import io.strowger.transcoder.srtp.SrtpSuite;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SrtpStreamTest {
  private static final SrtpSuite USUAL = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] HEADER = HEX.parseHex("800f1234decafbadcafebabe");
  private static final byte[] PACKET = HEX.parseHex("800f1234decafbadcafebabe" + "ab".repeat(16));

  private final MemorySegment buffer = Arena.ofAuto().allocate(2_048, 8);

  @BeforeEach
  void require_the_library() {
    assumeThat(SrtpStream.isPossible()).as("libsrtp2-1 is installed").isTrue();
  }

  /** The packet by which implementations of RFC 3711 are compared. */
  @Test
  void a_packet_is_protected_to_the_last_bit_as_others_do() {
    byte[] keyAndSalt =
        HEX.parseHex("e1f97a0d3e018be0d64fa32c06de4139" + "0ec675ad498afeebb6960b3aabe6");
    SrtpKey key = SrtpKey.of(USUAL, Base64.getEncoder().encodeToString(keyAndSalt));

    try (SrtpStream sent = SrtpStream.outgoing(key)) {
      int length = sent.protect(filled(PACKET), PACKET.length, false);

      assertThat(HEX.formatHex(taken(length)))
          .isEqualTo(
              "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_suite_protects_media_and_reports_for_the_peer_alone(SrtpSuite suite) {
    SrtpKey key = SrtpKey.fresh(suite);
    byte[] report = HEX.parseHex("80c80006decafbad" + "00".repeat(20));
    try (SrtpStream sent = SrtpStream.outgoing(key);
        SrtpStream heard = SrtpStream.incoming(key);
        SrtpStream stranger = SrtpStream.incoming(SrtpKey.fresh(suite))) {
      int media = sent.protect(filled(PACKET), PACKET.length, false);
      byte[] packet = taken(media);

      assertThat(packet).startsWith(HEADER).isNotEqualTo(PACKET);
      assertThat(stranger.unprotect(filled(packet), media, false)).isEqualTo(-1);
      assertThat(taken(heard.unprotect(filled(packet), media, false))).isEqualTo(PACKET);

      int length = sent.protect(filled(report), report.length, true);
      assertThat(taken(heard.unprotect(buffer, length, true))).isEqualTo(report);
    }
  }

  @Test
  void what_was_changed_on_the_way_or_comes_again_is_not_the_peers() {
    SrtpKey key = SrtpKey.fresh(USUAL);
    try (SrtpStream sent = SrtpStream.outgoing(key);
        SrtpStream heard = SrtpStream.incoming(key)) {
      byte[] packet = taken(sent.protect(filled(PACKET), PACKET.length, false));
      byte[] changed = packet.clone();
      changed[14] ^= 1;

      assertThat(heard.unprotect(filled(changed), changed.length, false)).isEqualTo(-1);
      assertThat(heard.unprotect(filled(packet), packet.length, false)).isEqualTo(PACKET.length);
      assertThat(heard.unprotect(filled(packet), packet.length, false)).isEqualTo(-1);
      assertThat(heard.unprotect(filled(HEADER), 3, false)).isEqualTo(-1);
    }
  }

  @Test
  void sequence_numbers_may_begin_anew_after_65535() {
    SrtpKey key = SrtpKey.fresh(USUAL);
    try (SrtpStream sent = SrtpStream.outgoing(key);
        SrtpStream heard = SrtpStream.incoming(key)) {
      for (int sequence = 65_000; sequence < 65_536 + 500; sequence++) {
        byte[] packet = numbered(sequence);
        int length = sent.protect(filled(packet), packet.length, false);

        assertThat(taken(heard.unprotect(buffer, length, false))).isEqualTo(packet);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_000, 65_536, 5 * 65_536 + 100, 64 * 65_536})
  void a_stream_that_is_under_way_is_joined_wherever_it_is(int sentBefore) {
    SrtpKey key = SrtpKey.fresh(USUAL);
    try (SrtpStream sent = SrtpStream.outgoing(key);
        SrtpStream stranger = SrtpStream.outgoing(SrtpKey.fresh(USUAL));
        SrtpStream heard = SrtpStream.incomingUnderWay(key)) {
      for (int number = 0; number < sentBefore; number += 30_000) {
        protectedPacket(sent, number);
      }
      byte[] forged = protectedPacket(stranger, sentBefore);

      assertThat(heard.unprotect(filled(forged), forged.length, false)).isEqualTo(-1);
      for (int number = sentBefore; number < sentBefore + 40_000; number += 10_000) {
        byte[] packet = protectedPacket(sent, number);
        assertThat(taken(heard.unprotect(filled(packet), packet.length, false)))
            .isEqualTo(numbered(number));
        assertThat(heard.unprotect(filled(packet), packet.length, false)).isEqualTo(-1);
      }
    }
  }

  private byte[] protectedPacket(SrtpStream by, int number) {
    byte[] packet = numbered(number);
    return taken(by.protect(filled(packet), packet.length, false));
  }

  private static byte[] numbered(int number) {
    byte[] packet = PACKET.clone();
    packet[2] = (byte) (number >> 8);
    packet[3] = (byte) number;
    return packet;
  }

  private MemorySegment filled(byte[] octets) {
    MemorySegment.copy(octets, 0, buffer, ValueLayout.JAVA_BYTE, 0, octets.length);
    return buffer;
  }

  private byte[] taken(int length) {
    return buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }
}
