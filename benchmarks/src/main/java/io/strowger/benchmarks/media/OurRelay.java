package io.strowger.benchmarks.media;

import io.strowger.transcoder.adapter.codec.Calibration;
import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.net.MediaEngine;
import io.strowger.transcoder.adapter.net.PortPool;
import io.strowger.transcoder.adapter.net.WarmUp;
import io.strowger.transcoder.adapter.ng.NgSocket;
import io.strowger.transcoder.adapter.recording.WavRecorder;
import io.strowger.transcoder.session.MediaAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The transcoder's media engine behind its ng port, without Kafka, as a process of its own. */
public final class OurRelay {
  private OurRelay() {}

  /**
   * Serves until it is killed.
   *
   * @param arguments the ng port, the first and the last media port
   */
  public static void main(String[] arguments) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    NativeAmr codecs = NativeAmr.load();
    PortPool ports =
        new PortPool(loopback, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    MediaEngine engine =
        new MediaEngine(
            new MediaEngine.Resources(ports, codecs, Clock.systemUTC()),
            new MediaEngine.Terms(1, true, true, Double.MAX_VALUE, Calibration.measure(codecs)));
    WarmUp.run(codecs, engine);
    InetSocketAddress at = new InetSocketAddress(loopback, Integer.parseInt(arguments[0]));
    var terms =
        new NgSocket.Terms(
            at, MediaAddresses.only(loopback), Duration.ofMinutes(1), Duration.ofHours(1));
    WavRecorder recorder = new WavRecorder(engine, Optional.empty());
    NgSocket ng = new NgSocket(terms, engine, recorder, Clock.systemUTC());
    try {
      Thread.currentThread().join();
    } finally {
      ng.close();
      recorder.close();
    }
  }
}
