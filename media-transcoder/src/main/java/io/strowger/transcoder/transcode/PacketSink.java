package io.strowger.transcoder.transcode;

/** Where packets go. */
@FunctionalInterface
public interface PacketSink {
  /** Sends a datagram, which is used again after the call. */
  void send(byte[] datagram, int length);
}
