package io.strowger.rating.crash;

import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.wire.Decoded;
import io.strowger.contracts.wire.MalformedMessage;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** What the service tells routing and the switch, as it comes. */
final class Feed implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(5);

  private final MessageCodec<ChargingDecision> decisions = MessageCodec.of(ChargingDecision.class);
  private final MessageCodec<CallCommand> commands = MessageCodec.of(CallCommand.class);
  private final String decisionTopic;
  private final KafkaConsumer<String, byte[]> consumer;

  Feed(Site site) {
    decisionTopic = site.catalogue().nameOf(Topic.CHARGING_DECISIONS);
    consumer = site.reader(List.of(decisionTopic, site.catalogue().nameOf(Topic.CALL_COMMANDS)));
  }

  /** Hands on what has come, waiting a few milliseconds for it. */
  void poll(Consumer<ChargingDecision> toRouting, Consumer<CallCommand> toSwitch) {
    for (var record : consumer.poll(TICK)) {
      if (record.topic().equals(decisionTopic)) {
        toRouting.accept(read(decisions, record.value()));
      } else {
        toSwitch.accept(read(commands, record.value()));
      }
    }
  }

  static <T> T read(MessageCodec<T> codec, byte[] value) {
    try {
      if (codec.decode(value) instanceof Decoded.Known<T>(T message)) {
        return message;
      }
      throw new AssertionError("an unknown message: " + new String(value));
    } catch (MalformedMessage wrong) {
      throw new AssertionError("a message that cannot be read", wrong);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
