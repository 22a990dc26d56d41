package io.strowger.transcoder.adapter.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A stereo WAV of 16-bit samples: the caller left, the trunk right. Its header is true at any time,
 * so that a file cut off by a crash can be heard.
 */
final class WavFile implements AutoCloseable {
  private static final int HEADER = 44;
  private static final int CHANNELS = 2;
  private static final int SAMPLE = 2;

  private final FileChannel channel;
  private final int rate;
  private long length;

  WavFile(Path path, int rate) throws IOException {
    this.rate = rate;
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    writeHeader();
  }

  /** Appends samples of both sides, as many of each. */
  void append(short[] left, short[] right) throws IOException {
    ByteBuffer buffer = littleEndian(left.length * CHANNELS * SAMPLE);
    for (int i = 0; i < left.length; i++) {
      buffer.putShort(left[i]).putShort(right[i]);
    }
    write(buffer.flip(), HEADER + length);
    length += buffer.limit();
    writeHeader();
  }

  private void writeHeader() throws IOException {
    ByteBuffer header = littleEndian(HEADER);
    header.put(new byte[] {'R', 'I', 'F', 'F'}).putInt((int) (HEADER - 8 + length));
    header.put(new byte[] {'W', 'A', 'V', 'E', 'f', 'm', 't', ' '}).putInt(16);
    header.putShort((short) 1).putShort((short) CHANNELS).putInt(rate);
    header.putInt(rate * CHANNELS * SAMPLE).putShort((short) (CHANNELS * SAMPLE));
    header.putShort((short) (SAMPLE * 8));
    header.put(new byte[] {'d', 'a', 't', 'a'}).putInt((int) length);
    write(header.flip(), 0);
  }

  private void write(ByteBuffer buffer, long at) throws IOException {
    long position = at;
    while (buffer.hasRemaining()) {
      position += channel.write(buffer, position);
    }
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
