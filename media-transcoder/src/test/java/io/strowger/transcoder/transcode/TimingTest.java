package io.strowger.transcoder.transcode;

import static io.strowger.transcoder.transcode.Scene.amr;
import static io.strowger.transcoder.transcode.Scene.companded;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.jitter.Timing;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** By how much packets are delayed here, and when. */
class TimingTest {
  @Test
  void packets_in_their_order_are_passed_on_as_they_come_whatever_their_jitter() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      List<RtpPacket> packets = fourTimes("nb_m7.oa.rpf");
      SplittableRandom random = new SplittableRandom(3550);
      List<Double> came = new ArrayList<>();
      for (int i = 0; i < packets.size(); i++) {
        double late = random.nextInt(90); // one overtakes none: it waits for those before it
        scene.passes(Math.max(0, i * 20 + late - scene.atMillis()));
        came.add(scene.atMillis());
        scene.takes(Side.A, packets.get(i));
      }

      assertThat(scene.toB.stream().map(Scene.Sent::atMillis)).isEqualTo(came);
      assertThat(scene.quality(Side.A).bufferMillis()).isZero();
      assertThat(scene.quality(Side.A).concealed()).isZero();
    }
  }

  @Test
  void a_stall_of_the_callers_is_over_with_the_stall() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      List<RtpPacket> packets = fourTimes("nb_m7.oa.rpf");
      for (int i = 0; i < 500; i++) { // 200 ms of every second, packets come together at its end
        double at = i % 50 < 10 ? (i - i % 50 + 10) * 20 : i * 20;
        scene.passes(at - scene.atMillis());
        scene.takes(Side.A, packets.get(i));
        assertThat(scene.toB).as("passed on at once").hasSize(i + 1);
      }
    }
  }

  @Test
  void only_what_follows_a_loss_waits_and_only_briefly() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      List<RtpPacket> packets = fourTimes("nb_m7.oa.rpf");
      for (int i = 0; i < 500; i++) {
        scene.passes(i * 20 - scene.atMillis());
        if (i % 50 != 25) {
          scene.takes(Side.A, packets.get(i));
        }
      }

      assertThat(scene.toB).hasSize(500);
      for (int i = 0; i < 500; i++) {
        double delay = delay(scene, i);
        switch (i % 50) {
          case 25 -> assertThat(delay).as("made up for").isBetween(29.0, 31.0);
          case 26 -> assertThat(delay).as("waited for the lost one").isBetween(9.0, 11.0);
          default -> assertThat(delay).isZero();
        }
      }
    }
  }

  @Test
  void jitter_is_held_back_until_packets_come_evenly_again_where_that_is_asked_for() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA), Timing.EVENLY)) {
      List<RtpPacket> packets = fourTimes("nb_m7.oa.rpf");
      for (int i = 0; i < packets.size(); i++) { // every other packet 35 ms late, for 350 packets
        double late = i >= 100 && i < 450 && i % 2 == 1 ? 35 : 0;
        scene.passes(Math.max(0, i * 20 + late - scene.atMillis()));
        scene.takes(Side.A, packets.get(i));
      }

      assertThat(scene.quality(Side.A).concealed()).isZero();
      assertThat(scene.quality(Side.A).lost()).isZero();
      assertThat(unevenness(scene, 0, 100)).isLessThan(1);
      assertThat(unevenness(scene, 300, 440)).as("once adapted").isLessThan(1);
      assertThat(delay(scene, 300)).isBetween(30.0, 50.0);
      assertThat(scene.quality(Side.A).bufferMillis()).as("at the end").isZero();
      assertThat(delay(scene, 650)).as("four seconds later").isLessThan(1);
      assertThat(delay(scene, 1_390)).isLessThan(1);
    }
  }

  private static List<RtpPacket> fourTimes(String file) {
    List<RtpPacket> packets = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      packets.addAll(Talk.of(file, Scene.AMR, 350 * round, 56_000 * round).packets());
    }
    return packets;
  }

  private static double delay(Scene scene, int packet) {
    return scene.toB.get(packet).atMillis() - packet * 20;
  }

  /** The greatest deviation from 20 ms between packets. */
  private static double unevenness(Scene scene, int from, int to) {
    double most = 0;
    for (int i = from + 1; i < to; i++) {
      double step = scene.toB.get(i).atMillis() - scene.toB.get(i - 1).atMillis();
      most = Math.max(most, Math.abs(step - 20));
    }
    return most;
  }
}
