package io.strowger.rating.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.balance.Drawing;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Reach;
import io.strowger.rating.metering.Meter;
import io.strowger.rating.metering.Metered;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps of a case's session, taken one after the other. */
final class PlayedSession {
  private static final long LAST_MOMENT = 50_000_000L;

  private final BalanceCase one;
  private final Meter meter;
  Metered metered = Metered.NOTHING;

  PlayedSession(BalanceCase one) {
    this.one = one;
    this.meter = Meter.of(one.rater);
  }

  /** Takes a step; gives what was granted, where something is. */
  @Nullable Long play(JsonNode step) {
    return switch (step.get("op").asText()) {
      case "initiate", "update" -> extend(step);
      case "terminate" -> end(ended(step));
      case "ttl_expire" -> {
        metered = granted(LAST_MOMENT, null).after();
        yield end(metered.totalUsage());
      }
      case "rerate" -> rerate(BalanceCase.nanos(step.get("usage").asText()));
      default -> throw new IllegalArgumentException("a step of another kind: " + step);
    };
  }

  private Long extend(JsonNode step) {
    long wanted = step.has("usage") ? BalanceCase.nanos(step.get("usage").asText()) : 0;
    Long lastUsed =
        step.has("last_used") ? (Long) BalanceCase.nanos(step.get("last_used").asText()) : null;
    if (step.has("total_usage")) {
      long total = BalanceCase.nanos(step.get("total_usage").asText());
      long more = total - metered.totalUsage();
      wanted = Math.max(0, more);
      lastUsed = more < 0 ? (Long) (-more + metered.lastUsage()) : null;
    }
    if (!step.path("chargeable").asBoolean(true)) {
      metered = meter.pause(metered, one.spending, wanted);
      return wanted;
    }
    Meter.Extended.Granted granted = granted(wanted, lastUsed);
    metered = granted.after();
    return granted.usage();
  }

  private Meter.Extended.Granted granted(long wanted, @Nullable Long lastUsed) {
    return (Meter.Extended.Granted) meter.extend(metered, left(), one.spending, wanted, lastUsed);
  }

  private long ended(JsonNode step) {
    if (step.has("usage")) {
      return BalanceCase.nanos(step.get("usage").asText());
    }
    return step.has("last_used")
        ? metered.lastUsed(BalanceCase.nanos(step.get("last_used").asText())).totalUsage()
        : metered.totalUsage();
  }

  private @Nullable Long end(long used) {
    metered = meter.settle(metered, left(), one.spending, used, true);
    return null;
  }

  /** What came from a balance that is void by now stays spent. */
  private @Nullable Long rerate(long used) {
    Map<String, Long> void_ = new HashMap<>(metered.holds());
    void_.keySet().retainAll(one.expiring);
    void_.replaceAll((_, micros) -> -micros);
    one.purse = one.purse.plus(void_);
    Drawn drawn = new Drawing(one.rater).all(one.purse, one.spending, Reach.whole(used));
    metered = new Metered(((Drawn.Taken) drawn).stretches(), 1, 0, used, 0, 0);
    return null;
  }

  private Purse left() {
    Map<String, Long> holds = new HashMap<>(metered.holds());
    holds.replaceAll((_, micros) -> -micros);
    return one.purse.plus(holds);
  }
}
