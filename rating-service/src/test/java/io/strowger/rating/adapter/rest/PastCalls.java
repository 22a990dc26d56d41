package io.strowger.rating.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.messaging.RoundTrip;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.adapter.db.ChargeStore;
import io.strowger.rating.adapter.db.LedgerStore;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.metering.Meter;
import io.strowger.rating.metering.Metered;
import io.strowger.rating.tariff.ActiveTariff;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Accounts, tariffs and past calls by REST and, where it takes no calls, by the stores. */
abstract class PastCalls {
  private static final long MINUTE = 60_000_000_000L;

  @TestHTTPResource("/api/v1/")
  URI api;

  @Inject DataSource source;
  @Inject TariffBook book;
  @Inject RatingEngine engine;

  final Instant begin = Instant.now().minusSeconds(600);
  private final HttpClient http = HttpClient.newHttpClient();
  private final LedgerStore ledger = new LedgerStore();

  /** A call of a minute, settled and kept as rating does. */
  void charge(String account, String tariffName, String call, int after) throws Exception {
    Instant start = begin.plusSeconds(after);
    ActiveTariff tariff = book.active(tariffName, Instant.now()).orElseThrow();
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      Books books = ledger.lock(connection, Set.of(account));
      Account payer = books.account(new AccountId(account)).orElseThrow();
      Metered metered =
          Meter.of(new TariffRater(engine, tariff))
              .settle(
                  Metered.NOTHING,
                  payer.purse(),
                  Spending.call(payer.profile(), "4930123", start),
                  MINUTE,
                  true);
      List<Posting> postings = new ArrayList<>();
      metered
          .holds()
          .forEach((balance, micros) ->
              postings.add(
                  Posting.ofCall(
                      call + "-settle-" + balance,
                      balance,
                      new CallId(call),
                      Kind.SETTLEMENT,
                      -micros,
                      0)));
      books.post(postings);
      books.write();
      RoundTrip trip = new RoundTrip();
      new ChargeStore().keep(trip, List.of(kept(payer, call, start, metered, tariff.label())));
      trip.make(connection);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static ChargedCall kept(
      Account payer, String call, Instant start, Metered metered, String tariff) {
    return new ChargedCall(
        call + "-charge",
        call,
        "*default",
        new ChargedCall.Payer(payer.id(), AccountMode.PREPAID, payer.profile(), "4930123"),
        new ChargedCall.Cost(
            metered.costMicros(),
            payer.terms().currency(),
            tariff,
            "49",
            null,
            metered.stretches()),
        new ChargedCall.Times(start, start, start.plusSeconds(60)),
        ChargedCall.Used.voice(60_000_000),
        Map.of());
  }

  void tariff(String name, String price) throws Exception {
    json(
        send(
            request("tariffs/" + name)
                .PUT(
                    BodyPublishers.ofString(
                        "{\"currency\":\"EUR\",\"rates\":[{\"prefix\":\"49\",\"slots\":[{\"price\":\"%s\"}]}]}"
                            .formatted(price)))));
  }

  void account(String id, String tariff, String money) throws Exception {
    json(
        send(
            request("accounts/" + id)
                .PUT(
                    BodyPublishers.ofString(
                        "{\"currency\":\"EUR\",\"tariff\":\"%s\",\"prepaid\":true}"
                            .formatted(tariff)))));
    json(
        post(
            "accounts/" + id + "/top-ups",
            "{\"key\":\"first\",\"amount\":\"%s\"}".formatted(money)));
  }

  String balance(String account) throws Exception {
    return get("accounts/" + account).path("balance").asText();
  }

  JsonNode rerate(String tariff, String key, String more) throws Exception {
    return json(post("tariffs/" + tariff + "/reratings", window(key, more)));
  }

  String window(String key, String more) {
    return "{\"key\": \"%s\", \"from\": \"%s\", \"to\": \"%s\", \"reason\": \"wrong price\", %s}"
        .formatted(key, begin.minusSeconds(60), begin.plusSeconds(3600), more);
  }

  JsonNode get(String path) throws Exception {
    return json(send(request(path).GET()));
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path)).header("content-type", "application/json");
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return WireMapper.mapper().readTree(answer.body());
  }
}
