package io.strowger.transcoder.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SessionsOnPaper;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SideDescription.Codec;
import io.strowger.transcoder.session.SideDescription.Transport;
import io.strowger.transcoder.session.SpeechFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayMetersTest {
  private final SessionsOnPaper sessions = new SessionsOnPaper();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RelayMeters meters = new RelayMeters(sessions, registry);

  @Test
  void quality_and_head_room_of_open_sessions_are_told_by_side() {
    // Given: each side of each has lost 2 of its packets and had as many frames concealed.
    open("one");
    open("other");

    // When
    meters.refresh();

    // Then
    assertThat(value("sessions")).isEqualTo(2);
    assertThat(value("cpu.headroom")).isBetween(0.9, 0.99);
    assertThat(value("ports.free")).isEqualTo(1_000);
    assertThat(value("packets.received", "a")).isEqualTo(200);
    assertThat(value("packets.lost", "b")).isEqualTo(4);
    assertThat(value("frames.concealed", "a")).isEqualTo(4);
    assertThat(value("jitter.millis", "b")).isEqualTo(1.5);
    assertThat(value("mos", "a")).isBetween(1.0, 4.5);
  }

  @Test
  void without_sessions_there_is_no_quality_to_tell() {
    meters.refresh();

    assertThat(value("sessions")).isZero();
    assertThat(value("packets.received", "a")).isZero();
    assertThat(value("mos", "a")).isNaN();
  }

  private void open(String name) {
    AmrKind kind = AmrKind.NARROWBAND;
    sessions.open(
        new SessionId(name),
        side(new SpeechFormat.Amr(kind, true, ModeRules.any(kind), false), 96),
        side(new SpeechFormat.Companded(G711.PCMA), 8));
  }

  private static SideDescription side(SpeechFormat format, int payloadType) {
    return new SideDescription(
        Codec.of(format, payloadType), Optional.empty(), Transport.unknown(), Flow.SENDRECV);
  }

  private double value(String name) {
    return registry.get("strowger.transcoder." + name).gauge().value();
  }

  private double value(String name, String side) {
    return registry.get("strowger.transcoder." + name).tag("side", side).gauge().value();
  }
}
