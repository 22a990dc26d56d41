package io.strowger.transcoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.testkit.Shared;
import io.strowger.transcoder.amr.AmrFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Files encoded, packetised and decoded by the reference libraries, told by a {@code
 * manifest.json}: those of {@code ../shared/media}, or of the folder that the system property
 * {@code strowger.media} names.
 */
public final class ReferenceMedia {
  private static final String FOLDER = "strowger.media";

  private ReferenceMedia() {}

  /** One RTP packet of an {@code .rpf} file. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Packet(int timestampStep, boolean marker, byte[] payload) {}

  private static Path folder() {
    String other = System.getProperty(FOLDER);
    return other == null ? Shared.path("media") : Path.of(other);
  }

  /** What the manifest tells of the files of a kind. */
  public static List<JsonNode> items(String kind) {
    try {
      JsonNode manifest = new ObjectMapper().readTree(bytes("manifest.json"));
      return StreamSupport.stream(manifest.get("items").spliterator(), false)
          .filter(item -> item.get("kind").asText().equals(kind))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A file's bytes. */
  public static byte[] bytes(String name) {
    return Shared.bytes(folder().resolve(name));
  }

  /** A file of 16-bit samples, little-endian. */
  public static short[] samples(String name) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
    short[] samples = new short[bytes.remaining() / 2];
    bytes.asShortBuffer().get(samples);
    return samples;
  }

  /** Samples in a file's bytes. */
  public static byte[] littleEndian(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  /** The SHA-256 of some bytes, in hex. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The frames of an {@code .amr} or {@code .awb} file. */
  public static List<AmrFile.Frame> frames(String name) {
    return AmrFile.read(bytes(name)).frames();
  }

  /** The packets of an {@code .rpf} file. */
  public static List<Packet> packets(String name) {
    ByteBuffer file = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
    file.position(8);
    List<Packet> packets = new ArrayList<>();
    while (file.hasRemaining()) {
      int length = file.getShort() & 0xFFFF;
      int step = file.getInt();
      boolean marker = file.get() != 0;
      byte[] payload = new byte[length];
      file.get(payload);
      packets.add(new Packet(step, marker, payload));
    }
    return packets;
  }
}
