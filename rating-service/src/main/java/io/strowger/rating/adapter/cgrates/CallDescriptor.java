package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.cost.CallCost;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.plan.RatingProfile;
import java.time.Duration;
import java.time.Instant;

/** A call, or a part of one, as {@code Responder} is asked about it. */
record CallDescriptor(CallCost.Call call, Usage usage) {
  private static final Shape SHAPE =
      Shape.named("CallDescriptor")
          .text("Category", "Tenant", "Subject", "Account", "Destination", "TimeStart", "TimeEnd")
          .number("LoopIndex")
          .free("DurationIndex")
          .text("ToR", "CgrID", "RunID");

  static CallDescriptor of(JsonNode argument, Defaults defaults) {
    Fields given = SHAPE.read(argument);
    Instant start = defaults.time(given.text("TimeStart"));
    Instant end = defaults.time(given.text("TimeEnd"));
    long amount = end.isAfter(start) ? Duration.between(start, end).toNanos() : 0;
    long soFar = given.free("DurationIndex").map(CallDescriptor::nanos).orElse(0L);
    boolean first = given.number("LoopIndex").signum() == 0;
    String kind = given.textOr("ToR", "*voice");
    RatingProfile.Key profile =
        new RatingProfile.Key(
            given.textOr("Tenant", defaults.tenant()),
            given.textOr("Category", defaults.category()),
            given.textOr("Subject", given.text("Account")));
    Usage usage =
        new Usage(
            profile,
            given.text("Destination"),
            start,
            amount,
            kind.equals("*voice") ? Usage.Kind.VOICE : Usage.Kind.UNITS,
            Math.max(0, soFar - amount),
            first);
    return new CallDescriptor(
        new CallCost.Call(
            profile.tenant(),
            profile.category(),
            profile.subject(),
            given.text("Account"),
            given.text("Destination"),
            kind,
            start,
            first),
        usage);
  }

  String kind() {
    return call.kind();
  }

  private static long nanos(JsonNode duration) {
    return duration.isNumber() ? duration.asLong() : GoDuration.nanos(duration.asText());
  }
}
