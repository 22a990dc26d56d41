package io.strowger.benchmarks;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.wire.Decoded;
import io.strowger.contracts.wire.MalformedMessage;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.Topic;
import io.strowger.quickstart.Installation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where the time from a call's arrival to its bridge goes, told by the records on the topics: each
 * says when it was made ({@code ce_time}) and when it was sent (Kafka's timestamp, in ms).
 */
final class Passages {
  private static final List<String> STAGES =
      List.of(
          "switch and gateway, to call_parked",
          "Kafka and routing, to authorize_call",
          "  routing's commit",
          "Kafka and rating, to the decision",
          "  rating's commit",
          "Kafka and routing, to bridge_call",
          "  routing's commit",
          "Kafka, gateway, switch, to the B-leg");

  private final Map<String, Instant[]> marks = new HashMap<>();

  /** Reads what was sent since then. */
  static Passages since(Instant began, Installation installation) throws MalformedMessage {
    Passages passages = new Passages();
    passages.read(installation, Topic.CALL_EVENTS, began, Passages::parked, 0);
    passages.read(installation, Topic.CHARGING_REQUESTS, began, Passages::asked, 2);
    passages.read(installation, Topic.CHARGING_DECISIONS, began, Passages::decided, 4);
    passages.read(installation, Topic.CALL_COMMANDS, began, Passages::bridged, 6);
    return passages;
  }

  /** The call's own ends of the way, as the switch tells them. */
  void ends(String call, Instant arrived, Instant dialled) {
    Instant[] way = marks.get(call);
    if (way != null) {
      way[0] = arrived;
      way[STAGES.size()] = dialled;
    }
  }

  /** A line for each stage: median, and mean among the slowest calls. */
  void print(double slowestShare) {
    List<Instant[]> whole =
        marks.values().stream()
            .filter(way -> IntStream.range(0, way.length).allMatch(i -> way[i] != null))
            .sorted(Comparator.comparing(way -> Duration.between(way[0], way[way.length - 1])))
            .toList();
    if (whole.isEmpty()) {
      return;
    }
    List<Instant[]> slowest =
        whole.subList((int) (whole.size() * (1 - slowestShare)), whole.size());
    System.out.printf(
        "  of which (ms)                            median   mean of the slowest %.0f %%%n",
        slowestShare * 100);
    for (int stage = 0; stage < STAGES.size(); stage++) {
      int at = stage;
      double[] all = whole.stream().mapToDouble(way -> millis(way, at)).sorted().toArray();
      double slow = slowest.stream().mapToDouble(way -> millis(way, at)).average().orElse(0);
      System.out.printf("  %-40s %6.1f   %6.1f%n", STAGES.get(at), all[all.length / 2], slow);
    }
  }

  private static double millis(Instant[] way, int stage) {
    return Duration.between(way[stage], way[stage + 1]).toNanos() / 1e6;
  }

  /** Notes when the topic's records were made and sent, of those that a call's way goes through. */
  private void read(
      Installation installation,
      Topic topic,
      Instant began,
      Function<Object, @Nullable String> call,
      int made)
      throws MalformedMessage {
    MessageCodec<?> codec = MessageCodec.of(topic.messageType());
    try (var consumer = Measured.reading(installation.kafka())) {
      Map<TopicPartition, Long> ends = seek(consumer, Installation.CATALOGUE.nameOf(topic), began);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (codec.decode(record.value()) instanceof Decoded.Known<?>(Object message)) {
            note(call.apply(message), record, made);
          }
        }
      }
    }
  }

  private void note(@Nullable String call, ConsumerRecord<String, byte[]> record, int made) {
    if (call == null) {
      return;
    }
    Instant[] way = marks.computeIfAbsent(call, _ -> new Instant[STAGES.size() + 1]);
    if (way[made] == null) {
      way[made] = madeAt(record);
      way[made + 1] = Instant.ofEpochMilli(record.timestamp());
    }
  }

  private static Map<TopicPartition, Long> seek(
      KafkaConsumer<String, byte[]> consumer, String topic, Instant began) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> from = new HashMap<>();
    partitions.forEach(partition -> from.put(partition, began.toEpochMilli()));
    consumer
        .offsetsForTimes(from)
        .forEach((partition, found) ->
            consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
    return ends;
  }

  private static Instant madeAt(ConsumerRecord<String, byte[]> record) {
    return Instant.parse(
        new String(record.headers().lastHeader("ce_time").value(), StandardCharsets.UTF_8));
  }

  private static @Nullable String parked(Object message) {
    return message instanceof CallEvent.CallParked parked ? parked.head().callId().value() : null;
  }

  private static @Nullable String asked(Object message) {
    return message instanceof ChargingRequest.AuthorizeCall asked
        ? asked.head().callId().value()
        : null;
  }

  private static @Nullable String decided(Object message) {
    return message instanceof ChargingDecision decision ? decision.head().callId().value() : null;
  }

  private static @Nullable String bridged(Object message) {
    return message instanceof CallCommand.BridgeCall bridge ? bridge.head().callId().value() : null;
  }
}
