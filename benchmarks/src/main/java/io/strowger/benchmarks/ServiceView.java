package io.strowger.benchmarks;

import io.strowger.contracts.wire.Topic;
import io.strowger.quickstart.Installation;
import io.strowger.quickstart.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** rating-service from outside: its accounts, its charges, its own measurements. */
final class ServiceView {
  private static final int AT_ONCE = 32;
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Installation installation;
  private final URI address;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TopicPartition> charges;

  ServiceView(Installation installation) {
    this.installation = installation;
    this.address = installation.service(Service.RATING).address();
    this.consumer = Measured.reading(installation.kafka());
    String topic = Installation.CATALOGUE.nameOf(Topic.CHARGES);
    this.charges =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
  }

  /** Opens prepaid accounts with plenty of money. */
  void openAccounts(int count) {
    send(
            "PUT",
            "tariffs/load",
            "{\"currency\":\"EUR\",\"rates\":[{\"prefix\":\"61\",\"slots\":[{\"price\":\"0.10\"}]}]}")
        .join();
    List<CompletableFuture<Void>> opening = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String account = "accounts/load-" + i;
      opening.add(
          send("PUT", account, "{\"currency\":\"EUR\",\"tariff\":\"load\",\"prepaid\":true}")
              .thenCompose(_ ->
                  send("POST", account + "/top-ups", "{\"key\":\"first\",\"amount\":1000000}")));
      if (opening.size() == AT_ONCE) {
        opening.forEach(CompletableFuture::join);
        opening.clear();
      }
    }
    opening.forEach(CompletableFuture::join);
  }

  private CompletableFuture<Void> send(String method, String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/api/v1/" + path))
            .header("content-type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString()).thenAccept(ServiceView::require2xx);
  }

  private static void require2xx(HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer + ": " + answer.body());
    }
  }

  /** How many charges were ever published. */
  long chargesPublished() {
    return consumer.endOffsets(charges).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns once so many charges were published. */
  void awaitCharges(long count) {
    while (chargesPublished() < count) {
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted");
      }
    }
  }

  /**
   * What the processor gave to the service, to PostgreSQL, to broker and driver, so far. An
   * embedded PostgreSQL is nobody's child: every one that runs here is counted.
   */
  Map<String, Duration> processorTimes() {
    Duration database =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().command().orElse("").endsWith("/bin/postgres"))
            .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus);
    Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return Map.of("service", processorTime(), "PostgreSQL", database, "broker and driver", own);
  }

  private Duration processorTime() {
    return installation
        .service(Service.RATING)
        .process()
        .info()
        .totalCpuDuration()
        .orElse(Duration.ZERO);
  }

  /** How long its batches took so far. */
  BatchTimes batchTimes() {
    HttpRequest request = HttpRequest.newBuilder(address.resolve("/q/metrics")).build();
    try {
      return BatchTimes.of(http.send(request, BodyHandlers.ofString()).body(), "rating");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }
}
