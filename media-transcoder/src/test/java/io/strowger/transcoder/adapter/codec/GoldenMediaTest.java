package io.strowger.transcoder.adapter.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.ReferenceMedia.Packet;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrFile;
import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.g711.G711;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file that the manifest tells of, to the last bit. */
class GoldenMediaTest {
  private static final IntPredicate NO_LOSS = _ -> false;

  @ParameterizedTest(name = "{0}")
  @MethodSource("storage")
  void a_file_is_decoded_as_the_reference_decodes_it(String file, JsonNode item) throws Exception {
    byte[] decoded = decode(AmrFile.read(ReferenceMedia.bytes(file)), NO_LOSS);

    assertThat(decoded).hasSize(item.get("decoded_bytes").asInt());
    assertThat(ReferenceMedia.sha256(decoded)).isEqualTo(item.get("decoded_sha256").asText());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("storage")
  void its_speech_is_encoded_as_the_reference_encodes_it(String file, JsonNode item)
      throws Exception {
    AmrKind kind = kind(item);
    short[] speech = ReferenceMedia.samples(kind == AmrKind.WIDEBAND ? "in16.s16" : "in8.s16");
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.writeBytes((kind == AmrKind.WIDEBAND ? "#!AMR-WB\n" : "#!AMR\n").getBytes("US-ASCII"));
    byte[] frame = new byte[AmrKind.MOST_OCTETS];

    try (AmrEncoder encoder = NativeAmr.load().newEncoder(kind, item.get("dtx").asInt() == 1)) {
      for (int at = 0; at + kind.samples() <= speech.length; at += kind.samples()) {
        short[] samples = Arrays.copyOfRange(speech, at, at + kind.samples());
        short[] before = samples.clone();
        int type = encoder.encode(samples, item.get("mode").asInt(), frame);
        encoded.write(type << 3 | 4);
        encoded.write(frame, 0, kind.octets(type));
        assertThat(samples).as("the encoder leaves its input alone").isEqualTo(before);
      }
    }

    assertThat(encoded.toByteArray()).isEqualTo(ReferenceMedia.bytes(file));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("payloads")
  void packets_hold_the_frames_of_their_file_and_are_written_as_they_were(
      String file, JsonNode item) {
    // Given
    AmrFraming framing = new AmrFraming(kind(item), item.get("octet_align").asInt() == 1);
    int most = item.get("frames_per_packet").asInt();
    AmrFrames frames = new AmrFrames();
    List<String> read = new ArrayList<>();

    // When
    for (Packet packet : ReferenceMedia.packets(file)) {
      byte[] written = new byte[AmrFraming.MOST_OCTETS];
      assertThat(framing.read(packet.payload(), 0, packet.payload().length, frames)).isTrue();
      assertThat(frames.modeRequest()).isEqualTo(item.get("cmr").asInt());
      assertThat(frames.count()).isLessThanOrEqualTo(most);
      int length = framing.write(frames, written, 0);
      assertThat(Arrays.copyOf(written, length)).isEqualTo(packet.payload());
      for (int i = 0; i < frames.count(); i++) {
        read.add(text(kind(item), frames.type(i), frames.speech(i)));
      }
    }

    // Then: only whole packets were written, and no frames without data of a packet's own.
    List<String> said =
        ReferenceMedia.frames(item.get("source").asText()).stream()
            .map(frame -> text(kind(item), frame.type(), frame.speech()))
            .toList();
    List<String> speech = said.stream().filter(frame -> !frame.startsWith("15 ")).toList();
    List<String> heard = read.stream().filter(frame -> !frame.startsWith("15 ")).toList();
    assertThat(heard).hasSizeGreaterThan(speech.size() - most);
    assertThat(heard).isEqualTo(speech.subList(0, heard.size()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void lost_frames_are_concealed_as_the_reference_conceals_them(String file, String source)
      throws Exception {
    byte[] decoded = decode(AmrFile.read(ReferenceMedia.bytes(source)), i -> i % 10 == 9);

    assertThat(decoded).isEqualTo(ReferenceMedia.bytes(file));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("companded")
  void speech_is_companded_as_the_reference_does(String file, JsonNode item) {
    G711 law = G711.valueOf(item.get("kind").asText().toUpperCase(Locale.ROOT));
    String source = file.substring(0, file.lastIndexOf('.')) + ".s16";

    assertThat(law.encode(ReferenceMedia.samples(source))).isEqualTo(ReferenceMedia.bytes(file));
  }

  private static byte[] decode(AmrFile file, IntPredicate lost) throws CodecMissing {
    short[] block = new short[file.kind().samples()];
    short[] all = new short[file.frames().size() * block.length];
    try (AmrDecoder decoder = NativeAmr.load().newDecoder(file.kind())) {
      for (int i = 0; i < file.frames().size(); i++) {
        AmrFile.Frame frame = file.frames().get(i);
        decoder.decode(lost.test(i) ? AmrKind.NO_DATA : frame.type(), frame.speech(), block);
        System.arraycopy(block, 0, all, i * block.length, block.length);
      }
    }
    return ReferenceMedia.littleEndian(all);
  }

  private static String text(AmrKind kind, int type, byte[] speech) {
    return type + " " + HexFormat.of().formatHex(speech, 0, kind.octets(type));
  }

  private static AmrKind kind(JsonNode item) {
    return item.get("codec").asText().equals("AMR-WB") ? AmrKind.WIDEBAND : AmrKind.NARROWBAND;
  }

  static Stream<Arguments> storage() {
    return named("storage");
  }

  static Stream<Arguments> payloads() {
    return named("rtp-payloads");
  }

  static Stream<Arguments> companded() {
    return Stream.concat(named("pcma"), named("pcmu"));
  }

  static Stream<Arguments> losses() {
    return ReferenceMedia.items("pcm").stream()
        .map(item -> item.get("file").asText())
        .filter(file -> file.endsWith(".loss10.s16"))
        .map(file ->
            Arguments.of(
                file, file.replace(".loss10.s16", file.startsWith("wb") ? ".awb" : ".amr")));
  }

  private static Stream<Arguments> named(String kind) {
    return ReferenceMedia.items(kind).stream()
        .map(item -> Arguments.of(item.get("file").asText(), item));
  }
}
