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
import io.strowger.gateway.esl.Interest;
import io.strowger.gateway.esl.MalformedFrame;
import io.strowger.gateway.session.Subscription;
import io.strowger.testkit.capture.Capture;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The bytes of 300 real calls, decoded on one core as they come from a socket.
 *
 * <p>One operation is the whole capture; the counters tell megabytes and events a second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecodeLoadCapture {

  /** As much as one read of a socket brings. */
  private static final int READ = 64 * 1024;

  private static final Instant NOW = Instant.EPOCH;
  private static final MessageCodec<CallEvent> CODEC = MessageCodec.of(CallEvent.class);

  /** The capture, read once. */
  @State(Scope.Benchmark)
  public static class Bytes {
    byte[] fromSwitch = {};

    /** Loads the capture. */
    @Setup
    public void load() {
      fromSwitch = Capture.load("load-json-300-calls").fromSwitch();
    }
  }

  /** What went through, as JMH's secondary results. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Through {
    /** Frames that are events. */
    public long events;

    /** Millions of bytes. */
    public double megabytes;
  }

  /** Cutting into frames alone. */
  @Benchmark
  public void frames(Bytes bytes, Through through, Blackhole hole) throws MalformedFrame {
    each(
        bytes,
        through,
        frame -> {
          through.events += frame.isEvent() ? 1 : 0;
          hole.consume(frame);
        });
  }

  /** Frames, and every header of every event. */
  @Benchmark
  public void framesAndEvents(Bytes bytes, Through through, Blackhole hole) throws MalformedFrame {
    decode(bytes, through, hole, new EventDecoder(Interest.everything()));
  }

  /** Frames, and of the gateway's events what the gateway reads, as call events in JSON. */
  @Benchmark
  public void framesToPublishedJson(Bytes bytes, Through through, Blackhole hole)
      throws MalformedFrame {
    EventDecoder events = new EventDecoder(Subscription.interest());
    EventTranslation translation =
        new EventTranslation(new LegDirectory(), new ReturnAddress(new SwitchId("fs"), 0, 1));
    each(
        bytes,
        through,
        frame -> {
          EslEvent event = decoded(frame, through, events);
          if (event != null) {
            translation.translate(event, NOW).ifPresent(call -> hole.consume(CODEC.encode(call)));
          }
        });
  }

  private static void each(Bytes bytes, Through through, Consumer<Frame> frames)
      throws MalformedFrame {
    FrameDecoder decoder = new FrameDecoder();
    for (int at = 0; at < bytes.fromSwitch.length; at += READ) {
      decoder.feed(bytes.fromSwitch, at, Math.min(READ, bytes.fromSwitch.length - at), frames);
    }
    through.megabytes += bytes.fromSwitch.length / 1e6;
  }

  private static void decode(Bytes bytes, Through through, Blackhole hole, EventDecoder events)
      throws MalformedFrame {
    each(bytes, through, frame -> hole.consume(decoded(frame, through, events)));
  }

  private static @Nullable EslEvent decoded(Frame frame, Through through, EventDecoder events) {
    if (!frame.isEvent()) {
      return null;
    }
    through.events++;
    try {
      return events.decode(frame);
    } catch (MalformedFrame wrong) {
      throw new IllegalStateException(wrong);
    }
  }
}
