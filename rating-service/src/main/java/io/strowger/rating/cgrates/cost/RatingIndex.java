package io.strowger.rating.cgrates.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.costing.Coverage;
import io.strowger.rating.costing.Span;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ratings, rates, timings and filters by short ids. Ids are made of what they stand for: the same
 * price has the same id in every cost.
 */
final class RatingIndex {
  private static final int ID_BYTES = 4;
  private static final int ID_LENGTH = 7;

  private final ObjectNode ratings = RpcJson.object();
  private final ObjectNode accounting = RpcJson.object();
  private final ObjectNode filters = RpcJson.object();
  private final ObjectNode rates = RpcJson.object();
  private final ObjectNode timings = RpcJson.object();

  /** The id of a span's rating. */
  String rating(Span span) {
    ObjectNode rating = Prices.rating(span.price().price());
    rating.put("TimingID", add(timings, Prices.timing(span.price().timing())));
    rating.put("RatesID", add(rates, Prices.slots(span.price().price())));
    rating.put("RatingFiltersID", add(filters, filter(span.coverage())));
    return add(ratings, rating);
  }

  /** The id of how a balance's units are used where they cost nothing. */
  String free(String balance, String number, long increment) {
    ObjectNode filter = RpcJson.object();
    filter.put("DestinationID", "*any");
    filter.put("DestinationPrefix", number);
    filter.put("RatingPlanID", "*none");
    filter.put("Subject", balance);
    ObjectNode rating = Prices.freeRating();
    rating.put("TimingID", "");
    rating.put("RatesID", add(rates, Prices.freeSlots(increment)));
    rating.put("RatingFiltersID", add(filters, filter));
    return add(ratings, rating);
  }

  /** The id of what a balance was charged. */
  String accounting(ObjectNode charged) {
    return add(accounting, charged);
  }

  /** Adds all of them to a cost. */
  void tell(ObjectNode cost) {
    cost.set("Rating", ratings);
    cost.set("Accounting", accounting);
    cost.set("RatingFilters", filters);
    cost.set("Rates", rates);
    cost.set("Timings", timings);
  }

  static String add(ObjectNode index, JsonNode value) {
    String id = digest(RpcJson.write(value)).substring(0, ID_LENGTH);
    index.set(id, value);
    return id;
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException defect) {
      throw new IllegalStateException("every Java has SHA-1", defect);
    }
  }

  private static ObjectNode filter(Coverage coverage) {
    ObjectNode filter = RpcJson.object();
    filter.put("DestinationID", coverage.match().destination());
    filter.put("DestinationPrefix", coverage.match().prefix());
    filter.put("RatingPlanID", coverage.plan());
    filter.put("Subject", coverage.subject().toString());
    return filter;
  }
}
