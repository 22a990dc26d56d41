package io.strowger.benchmarks;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.gateway.call.EventTranslation;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EventDecoder;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.FrameDecoder;
import io.strowger.gateway.esl.MalformedFrame;
import io.strowger.gateway.session.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the gateway does with one event that it has subscribed to, on one core: cut from the bytes,
 * decoded, mapped to a call event, written as JSON. One operation is one event; with {@code -prof
 * gc} the bytes allocated for it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class GatewayEvents {
  private static final MessageCodec<CallEvent> CODEC = MessageCodec.of(CallEvent.class);
  private static final EventDecoder EVENTS = new EventDecoder(Subscription.interest());
  private static final ReturnAddress ADDRESS = new ReturnAddress(new SwitchId("fs"), 0, 1);

  /** The capture of real calls. */
  @Param({
    "load-json-300-calls",
    "inbound-json-park-bridge-answer-hangup",
    "inbound-plain-park-bridge-answer-hangup"
  })
  public String capture = "";

  private List<byte[]> frames = List.of();
  private FrameDecoder decoder = new FrameDecoder();
  private EventTranslation translation = new EventTranslation(new LegDirectory(), ADDRESS);
  private int next;

  /** Cuts the capture into the frames of subscribed events. */
  @Setup
  public void load() throws MalformedFrame {
    frames = SubscribedFrames.of(capture).stream().map(SubscribedFrames.Subscribed::bytes).toList();
  }

  /** One event, from its bytes to the bytes that Kafka gets. */
  @Benchmark
  public void decodeMapSerialise(Blackhole hole) throws MalformedFrame {
    if (next == frames.size()) {
      next = 0;
      translation = new EventTranslation(new LegDirectory(), ADDRESS);
    }
    byte[] bytes = frames.get(next++);
    decoder.feed(bytes, 0, bytes.length, frame -> publish(frame, hole));
  }

  private void publish(Frame frame, Blackhole hole) {
    try {
      EslEvent event = EVENTS.decode(frame);
      if (event != null) {
        translation
            .translate(event, Instant.EPOCH)
            .ifPresent(call -> hole.consume(CODEC.encode(call)));
      }
    } catch (MalformedFrame wrong) {
      throw new IllegalStateException(wrong);
    }
  }
}
