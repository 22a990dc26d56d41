package io.strowger.gateway.esl;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection's bytes into frames, however the network has cut them.
 *
 * <p>Memory grows with what arrived, not with what a {@code Content-Length} promises. The limits
 * are FreeSWITCH's own for what it reads ({@code mod_event_socket.c}): a peer beyond them is none.
 */
public final class FrameDecoder {
  /** Most bytes of a header block. */
  public static final int MAX_HEADERS = 10 * 1024 * 1024;

  /** Most bytes of a body. */
  public static final int MAX_BODY = 16 * 1024 * 1024;

  private static final int FIRST_CAPACITY = 1024;
  private static final int TRUSTED_BODY = 64 * 1024;
  private static final byte[] NO_BODY = {};

  private byte[] block = new byte[FIRST_CAPACITY];
  private int blockLength;
  private @Nullable Headers headers;
  private byte[] body = NO_BODY;
  private int bodyLength;
  private int bodyWanted;

  /**
   * Takes the next bytes and hands on each frame they complete.
   *
   * @throws MalformedFrame naming what is wrong; nothing can be decoded after it
   */
  public void feed(ByteBuffer bytes, Consumer<Frame> frames) throws MalformedFrame {
    if (bytes.hasArray()) {
      feed(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), frames);
      bytes.position(bytes.limit());
    } else {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      feed(copy, 0, copy.length, frames);
    }
  }

  /**
   * Takes the next bytes and hands on each frame they complete.
   *
   * @throws MalformedFrame naming what is wrong; nothing can be decoded after it
   */
  public void feed(byte[] bytes, int offset, int length, Consumer<Frame> frames)
      throws MalformedFrame {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      at = headers == null ? takeHeaders(bytes, at, end, frames) : takeBody(bytes, at, end, frames);
    }
  }

  /** True when no frame is left unfinished: the only honest place for a connection to end. */
  public boolean isBetweenFrames() {
    return blockLength == 0 && headers == null;
  }

  private int takeHeaders(byte[] bytes, int from, int end, Consumer<Frame> frames)
      throws MalformedFrame {
    int at = from;
    if (blockLength == 0) {
      while (at < end && bytes[at] == '\n') {
        at++;
      }
    }
    int emptyLine = emptyLine(bytes, at, end);
    int stop = emptyLine < 0 ? end : emptyLine;
    append(bytes, at, stop);
    if (emptyLine < 0) {
      return end;
    }
    startBody(Headers.parse(block, 0, blockLength), frames);
    blockLength = 0;
    if (block.length > TRUSTED_BODY) {
      block = new byte[FIRST_CAPACITY];
    }
    return emptyLine + 1;
  }

  /** Where the LF of an empty line stands, whose LF before it may have come with earlier bytes. */
  private int emptyLine(byte[] bytes, int from, int end) {
    boolean afterLineEnd = blockLength > 0 && block[blockLength - 1] == '\n';
    for (int i = from; i < end; i++) {
      if (bytes[i] == '\n') {
        if (afterLineEnd) {
          return i;
        }
        afterLineEnd = true;
      } else {
        afterLineEnd = false;
      }
    }
    return -1;
  }

  private void append(byte[] bytes, int from, int to) throws MalformedFrame {
    int needed = blockLength + (to - from);
    if (needed > MAX_HEADERS) {
      throw new MalformedFrame("header block exceeds " + MAX_HEADERS + " bytes");
    }
    if (needed > block.length) {
      block = Arrays.copyOf(block, Math.clamp(2L * needed, FIRST_CAPACITY, MAX_HEADERS));
    }
    System.arraycopy(bytes, from, block, blockLength, to - from);
    blockLength = needed;
  }

  private void startBody(Headers parsed, Consumer<Frame> frames) throws MalformedFrame {
    String declared = parsed.first("Content-Length");
    int wanted = declared == null ? 0 : contentLength(declared);
    if (wanted == 0) {
      frames.accept(new Frame(parsed, NO_BODY));
      return;
    }
    headers = parsed;
    bodyWanted = wanted;
    bodyLength = 0;
    body = new byte[Math.min(wanted, TRUSTED_BODY)];
  }

  private static int contentLength(String declared) throws MalformedFrame {
    String digits = declared.strip();
    boolean isNumber = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!isNumber) {
      byte[] shown = declared.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      throw new MalformedFrame(
          "Content-Length is no number: '" + ByteScan.printable(shown, 0, shown.length) + "'");
    }
    if (digits.length() > 9 || Integer.parseInt(digits) > MAX_BODY) {
      throw new MalformedFrame("Content-Length " + digits + " exceeds " + MAX_BODY + " bytes");
    }
    return Integer.parseInt(digits);
  }

  private int takeBody(byte[] bytes, int from, int end, Consumer<Frame> frames) {
    int taken = Math.min(bodyWanted - bodyLength, end - from);
    if (bodyLength + taken > body.length) {
      body = Arrays.copyOf(body, (int) Math.min(bodyWanted, 2L * (bodyLength + taken)));
    }
    System.arraycopy(bytes, from, body, bodyLength, taken);
    bodyLength += taken;
    if (bodyLength == bodyWanted) {
      Frame finished = new Frame(java.util.Objects.requireNonNull(headers), body);
      headers = null;
      body = NO_BODY;
      frames.accept(finished);
    }
    return from + taken;
  }
}
