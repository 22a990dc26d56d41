package io.strowger.rating.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.strowger.rating.charging.NotifyDialect;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of this service. */
@ConfigMapping(prefix = "strowger")
public interface RatingSettings {
  /** The service's ordinal: 0 on one machine. */
  @WithDefault("0")
  int instance();

  /** The topics of this installation. */
  Topics topics();

  /** Rating itself. */
  Rating rating();

  /** The topics of this installation. */
  interface Topics {
    /** Before every topic's name. */
    @WithDefault("strowger.")
    String prefix();

    /** Partitions of each topic, where this service creates them. */
    @WithDefault("6")
    int partitions();

    /** The most gateway instances. */
    @WithDefault("8")
    int gatewayInstances();

    /** Copies of each record. */
    @WithDefault("1")
    short replication();
  }

  /** Rating itself. */
  interface Rating {
    /** How much time is granted at once, 2 s to 1 h. */
    @WithDefault("60s")
    Duration slice();

    /** How costs are rounded: exactly, once, or as CGRateS does. */
    @WithDefault("exact")
    Rounding rounding();

    /** Decimals of CGRateS's roundings in between, 0 to 6; without meaning when exact. */
    @WithDefault("5")
    int roundingDecimals();

    /** How many rating profiles deep a price is looked for, 1 or more. */
    @WithDefault("3")
    int fallbackDepth();

    /** What dialplans written for CGRateS find in {@code cgr_notify}. */
    @WithDefault("current")
    NotifyDialect notifyDialect();

    /** How long a call may last for which no money sets a limit, 1 min to 7 days. */
    @WithDefault("24h")
    Duration longestCall();

    /**
     * In how many parts many requests that came together are decided at a time, each of other
     * accounts; 1 or more.
     */
    @WithDefault("2")
    int sideBySide();

    /**
     * What becomes of new calls while the database is away, by the class of their account; calls of
     * classes not named are refused.
     */
    Map<String, Outage> outage();
  }

  /** Calls let through without books. */
  interface Outage {
    /** How long such a call may last, 1 s to 24 h. */
    Duration lasting();

    /** What it may cost at most, in the account's currency; any sum when absent. */
    Optional<BigDecimal> costing();
  }

  /** How costs are rounded. */
  enum Rounding {
    /** Exact decimals, rounded once. */
    EXACT,
    /** As CGRateS does. */
    CGRATES
  }
}
