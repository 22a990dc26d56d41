package io.strowger.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sets up routes, tariffs and accounts through the services' own REST interfaces. */
public final class Administration {
  private final HttpClient http;
  private final URI routing;
  private final URI rating;

  /** Of an installation whose services are ready. */
  public Administration(Installation installation) {
    this.http = installation.http();
    this.routing = installation.service(Service.ROUTING).address();
    this.rating = installation.service(Service.RATING).address();
  }

  /** A carrier; codecs as quoted names, separated by commas. */
  public void carrier(String id, String trunk, String codecs) throws CannotStart {
    carrier(
        id,
        "{\"trunk\":\"%s\",\"codecs\":[%s],\"originate_timeout_seconds\":20}"
            .formatted(trunk, codecs));
  }

  /** A carrier as JSON. */
  void carrier(String id, String json) throws CannotStart {
    put(routing, "/api/v1/carriers/" + id, json);
  }

  /** A route to a carrier. */
  public void route(String prefix, String carrier, int priority) throws CannotStart {
    put(
        routing,
        "/api/v1/routes",
        "{\"prefix\":\"%s\",\"carrier\":\"%s\",\"priority\":%d}"
            .formatted(prefix, carrier, priority));
  }

  /** A tariff with one price a minute for each prefix, by the second. */
  public void tariff(String name, String... pricesByPrefix) throws CannotStart {
    StringBuilder rates = new StringBuilder();
    for (int i = 0; i + 1 < pricesByPrefix.length; i += 2) {
      rates
          .append(i == 0 ? "" : ",")
          .append(
              "{\"prefix\":\"%s\",\"slots\":[{\"price\":\"%s\"}]}"
                  .formatted(pricesByPrefix[i], pricesByPrefix[i + 1]));
    }
    put(
        rating,
        "/api/v1/tariffs/" + name,
        "{\"currency\":\"EUR\",\"rates\":[%s]}".formatted(rates));
  }

  /** An account in EUR. */
  public void account(String id, String tariff, boolean prepaid) throws CannotStart {
    put(
        rating,
        "/api/v1/accounts/" + id,
        "{\"currency\":\"EUR\",\"tariff\":\"%s\",\"prepaid\":%s}".formatted(tariff, prepaid));
  }

  /** Money for an account, once for each key. */
  public void topUp(String account, String key, String amount) throws CannotStart {
    send(
        HttpRequest.newBuilder(rating.resolve("/api/v1/accounts/" + account + "/top-ups"))
            .POST(body("{\"key\":\"%s\",\"amount\":\"%s\"}".formatted(key, amount))));
  }

  /** The account as JSON. */
  String account(String id) throws CannotStart {
    return send(HttpRequest.newBuilder(rating.resolve("/api/v1/accounts/" + id)).GET());
  }

  private void put(URI service, String path, String json) throws CannotStart {
    send(HttpRequest.newBuilder(service.resolve(path)).PUT(body(json)));
  }

  private static HttpRequest.BodyPublisher body(String json) {
    return HttpRequest.BodyPublishers.ofString(json);
  }

  private String send(HttpRequest.Builder request) throws CannotStart {
    HttpRequest ready = request.header("content-type", "application/json").build();
    try {
      HttpResponse<String> answer = http.send(ready, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new CannotStart(
            ready.uri() + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException failure) {
      throw new CannotStart(ready.uri() + " does not answer: " + failure.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted.");
    }
  }
}
