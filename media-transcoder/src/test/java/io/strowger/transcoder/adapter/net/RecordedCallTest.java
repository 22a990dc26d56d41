package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.adapter.recording.WavRecorder;
import io.strowger.transcoder.adapter.rest.RelayResource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class RecordedCallTest extends RelayedCalls {
  @Test
  void a_call_is_recorded_on_after_its_transcoder_was_lost() throws Exception {
    // Given
    TranscodingReply.RelayAllocated lost =
        allocate(
            new TranscodingRequest.AllocateRelay(
                head("begin"), sdp(caller, NARROW), List.of("PCMA"), "talk"));
    relays.perform(
        new TranscodingRequest.ConnectTrunk(head("answer"), sdp(trunk, G711)), Instant.now());
    for (int i = 0; i < 10; i++) {
      say(i);
    }
    WavRecorder before = recorder;
    engine.close();

    // When
    restore(lost, sdp(caller, NARROW));
    for (int i = 10; i < 30; i++) {
      say(i);
    }
    relays.perform(new TranscodingRequest.ReleaseRelay(head("end")), Instant.now());

    // Then
    await().until(() -> Files.size(recordings.resolve("talk.wav")) == 44 + 10L * 320 * 2 * 2);
    await().until(() -> Files.size(recordings.resolve("talk_02.wav")) == 44 + 20L * 320 * 2 * 2);
    before.close();
    assertThat(recordings.toFile().list()).containsExactlyInAnyOrder("talk.wav", "talk_02.wav");
  }

  @Test
  void a_call_is_recorded_by_rest_while_it_lasts() throws Exception {
    // Given
    RelayResource rest = new RelayResource(engine, recorder);
    connect(NARROW, G711);
    say(0);

    // When
    rest.record(SESSION.value(), "talk");
    for (int i = 1; i <= 50; i++) {
      say(i);
    }
    rest.stopRecording(SESSION.value());
    say(51);

    // Then
    Path file = recordings.resolve("talk.wav");
    await().until(() -> Files.size(file) == 44 + 50L * 320 * 2 * 2);
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(file.toFile())) {
      assertThat(audio.getFormat().getChannels()).isEqualTo(2);
      ByteBuffer samples = ByteBuffer.wrap(audio.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      short[] decoded = ReferenceMedia.samples("nb_m7.dec.s16");
      for (int i = 0; i < 50 * 160; i++) {
        assertThat(samples.getShort(i * 8)).as("caller, left: %s", i).isEqualTo(decoded[160 + i]);
        assertThat(samples.getShort(i * 8 + 2)).as("trunk, right").isEqualTo((short) 8);
      }
    }
  }
}
