package io.strowger.quickstart;

import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.wire.Decoded;
import io.strowger.contracts.wire.MalformedMessage;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Watches the {@code cdrs} topic from now on. */
final class FinishedCalls implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final MessageCodec<CallDetailRecord> codec = MessageCodec.of(CallDetailRecord.class);
  private final Consumer<CallDetailRecord> watcher;
  private final Thread thread;
  private volatile boolean closing;

  FinishedCalls(String kafka, TopicCatalogue catalogue, Consumer<CallDetailRecord> watcher) {
    this.watcher = watcher;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    String topic = catalogue.nameOf(Topic.CDRS);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // fixes the end before any call is placed
    this.thread = Thread.ofPlatform().daemon().name("finished-calls").start(this::watch);
  }

  private void watch() {
    try (consumer) {
      while (!closing) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> show(record.value()));
      }
    } catch (WakeupException closed) {
      return;
    }
  }

  private void show(byte[] value) {
    try {
      if (codec.decode(value) instanceof Decoded.Known<CallDetailRecord>(CallDetailRecord cdr)) {
        watcher.accept(cdr);
      }
    } catch (MalformedMessage wrong) {
      System.err.println("strowger: a CDR cannot be read: " + wrong.getMessage());
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
