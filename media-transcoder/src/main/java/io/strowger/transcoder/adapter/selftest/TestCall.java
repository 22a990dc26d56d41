package io.strowger.transcoder.adapter.selftest;

import io.strowger.transcoder.amr.AmrCodec;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A call through a relay: a handset and a trunk that speak at once. */
public final class TestCall implements AutoCloseable {
  /** The handset's payload type. */
  public static final int AMR_TYPE = 96;

  private static final int PCMA_TYPE = 8;
  private static final int SEGMENT_MILLIS = 20;

  private final Script script;
  private final End handset;
  private final End trunk;

  /** A call that follows a script. */
  public TestCall(Script script, int number) throws IOException {
    this.script = script;
    this.handset =
        new End(
            new End.Part(
                AMR_TYPE, script.kind().samples(), script.handsetSays(), script.handsetHears()),
            2 * number + 1);
    this.trunk =
        new End(
            new End.Part(PCMA_TYPE, 160, script.trunkSays(), script.trunkHears()), 2 * number + 2);
  }

  /** Where the handset hears. */
  public InetSocketAddress handset() throws IOException {
    return handset.address();
  }

  /** Where the trunk hears. */
  public InetSocketAddress trunk() throws IOException {
    return trunk.address();
  }

  /** Tells both ends where the relay is. */
  public void through(InetSocketAddress forHandset, InetSocketAddress forTrunk) {
    handset.speakTo(forHandset);
    trunk.speakTo(forTrunk);
  }

  End handsetEnd() {
    return handset;
  }

  End trunkEnd() {
    return trunk;
  }

  /** Packets that both ends said. */
  public long said() {
    return handset.said() + trunk.said();
  }

  /** Packets that both ends heard. */
  public long heard() {
    return handset.received() + trunk.received();
  }

  /** Those of them that are to the last bit what the reference makes. */
  public long exact() {
    return handset.exact() + trunk.exact();
  }

  /** How near the trunk's speech is to the reference, in dB. */
  public double trunkSnr() {
    return SegmentalSnr.of(
        Script.decoded(trunk.expected()), Script.decoded(trunk.heard()), 8 * SEGMENT_MILLIS, 80);
  }

  /** How near the handset's speech is to the reference, both decoded, in dB. */
  public double handsetSnr(AmrCodec codecs) {
    int perMilli = script.kind().clockRate() / 1000;
    return SegmentalSnr.of(
        Script.decoded(script.kind(), handset.expected(), codecs),
        Script.decoded(script.kind(), handset.heard(), codecs),
        perMilli * SEGMENT_MILLIS,
        perMilli * 10);
  }

  @Override
  public void close() throws IOException {
    handset.close();
    trunk.close();
  }
}
