package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.adapter.srtp.SrtpStream;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.transcode.Scratch;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** The buffers of one media thread: direct ones for its sockets, octets for the rooms. */
final class Datagrams {
  private static final int MOST_OCTETS = 2_048;

  final ByteBuffer in = ByteBuffer.allocateDirect(MOST_OCTETS);
  final ByteBuffer out = ByteBuffer.allocateDirect(MOST_OCTETS + SrtpStream.LONGEST_TRAILER);
  final MemorySegment inSegment = MemorySegment.ofBuffer(in);
  final MemorySegment outSegment = MemorySegment.ofBuffer(out);
  final byte[] octets = new byte[MOST_OCTETS];
  final Scratch scratch = new Scratch();
  final RtpView view = new RtpView();

  /** Takes over what was received. */
  int received() {
    in.flip();
    int length = in.remaining();
    in.get(octets, 0, length);
    return length;
  }

  /** Takes over what was received and has become as long as this. */
  void receivedAs(int length) {
    in.get(0, octets, 0, length);
  }

  /** Fills what is to be sent. */
  ByteBuffer filled(byte[] datagram, int length) {
    out.clear();
    out.put(datagram, 0, length);
    return out.flip();
  }
}
