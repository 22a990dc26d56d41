package io.strowger.rating.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

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
  }

  /** How costs are rounded. */
  enum Rounding {
    /** Exact decimals, rounded once. */
    EXACT,
    /** As CGRateS does. */
    CGRATES
  }
}
