package io.strowger.rating.crash;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Who administers the service by REST, and tries again under the same key until it has answered:
 * nobody knows what became of a request whose answer was lost.
 */
final class Operator {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Executor A_LITTLE_LATER =
      CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Supplier<URI> service;

  /** Administers the service that is at this address just then. */
  Operator(Supplier<URI> service) {
    this.service = service;
  }

  /** A tariff in EUR, as JSON array of rates. */
  void tariff(String name, String rates) {
    untilAnswered("PUT", "tariffs/" + name, "{\"currency\":\"EUR\",\"rates\":" + rates + "}")
        .join();
  }

  /** An account in EUR. */
  void account(String id, String tariff, boolean prepaid) {
    untilAnswered(
            "PUT",
            "accounts/" + id,
            "{\"currency\":\"EUR\",\"tariff\":\"%s\",\"prepaid\":%s}".formatted(tariff, prepaid))
        .join();
  }

  /** Money for an account, once for the key however often it is asked for. */
  CompletableFuture<Void> topUp(String account, String key, long cents) {
    return untilAnswered(
        "POST",
        "accounts/" + account + "/top-ups",
        "{\"key\":\"%s\",\"amount\":%d.%02d}".formatted(key, cents / 100, cents % 100));
  }

  private CompletableFuture<Void> untilAnswered(String method, String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(service.get().resolve("/api/v1/" + path))
            .header("content-type", "application/json")
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofString(json))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .handle((answer, failure) -> {
          if (failure != null || answer.statusCode() >= 500) {
            return CompletableFuture.supplyAsync(() -> path, A_LITTLE_LATER)
                .thenCompose(again -> untilAnswered(method, again, json));
          }
          return checked(answer);
        })
        .thenCompose(next -> next);
  }

  private static CompletableFuture<Void> checked(HttpResponse<String> answer) {
    return answer.statusCode() < 300
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(
            new AssertionError(answer.uri() + " answered " + answer + ": " + answer.body()));
  }
}
