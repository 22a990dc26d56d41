package io.strowger.transcoder.adapter.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;

class EndTest {
  private static final int PACKETS = 5;
  private static final int LOST = 2;

  @Test
  void a_relay_that_takes_longer_than_a_packet_lasts_is_late_and_shifts_nothing() throws Exception {
    byte[][] speech = numbered();
    End.Part part = new End.Part(8, 160, speech, speech);
    Percentiles latency = new Percentiles();
    try (DatagramChannel relay = DatagramChannel.open();
        End handset = new End(part, 1);
        End trunk = new End(part, 2)) {
      relay.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      handset.speakTo(relay.getLocalAddress());

      // When
      for (int i = 0; i < PACKETS; i++) {
        handset.say();
      }
      ByteBuffer packet = ByteBuffer.allocate(2_048);
      for (int i = 0; i < PACKETS; i++) {
        relay.receive(packet.clear());
        relay.send(packet.flip(), trunk.address());
      }
      await()
          .until(() -> {
            trunk.hear(handset, latency);
            return trunk.received() == PACKETS;
          });

      // Then
      assertThat(trunk.exact()).isEqualTo(PACKETS);
    }
  }

  private static byte[][] numbered() {
    byte[][] speech = new byte[PACKETS][160];
    for (int i = 0; i < PACKETS; i++) {
      speech[i][0] = (byte) i;
    }
    return speech;
  }

  @Test
  void what_a_relay_loses_at_the_beginning_is_lost_and_nothing_else_is_shifted() throws Exception {
    byte[][] speech = numbered();
    End.Part part = new End.Part(8, 160, speech, speech);
    Percentiles latency = new Percentiles();
    try (DatagramChannel relay = DatagramChannel.open();
        End handset = new End(part, 1);
        End trunk = new End(part, 2)) {
      relay.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      handset.speakTo(relay.getLocalAddress());

      // When
      ByteBuffer packet = ByteBuffer.allocate(2_048);
      for (int i = 0; i < PACKETS; i++) {
        handset.say();
        relay.receive(packet.clear());
        if (i >= LOST) {
          int heardBefore = trunk.received();
          relay.send(packet.flip(), trunk.address());
          await()
              .until(() -> {
                trunk.hear(handset, latency);
                return trunk.received() > heardBefore;
              });
        }
      }

      // Then
      assertThat(trunk.received()).isEqualTo(PACKETS - LOST);
      assertThat(trunk.exact()).isEqualTo(PACKETS - LOST);
    }
  }
}
