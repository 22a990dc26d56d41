package io.strowger.cdr.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of this service. */
@ConfigMapping(prefix = "strowger")
public interface CdrSettings {
  /** The service's ordinal: 0 on one machine. */
  @WithDefault("0")
  int instance();

  /** The topics of this installation. */
  Topics topics();

  /** Records themselves. */
  Cdr cdr();

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

  /** Records themselves. */
  interface Cdr {
    /** How long a record waits for legs that have not ended. */
    @WithDefault("3s")
    Duration legGrace();

    /** How long a record waits for its charge. */
    @WithDefault("5s")
    Duration chargeGrace();

    /** How long the record of a call that was charged waits for its hang-up. */
    @WithDefault("1m")
    Duration hangUpGrace();

    /** How old a call may become of whose end nothing is heard. */
    @WithDefault("26h")
    Duration lostAfter();
  }
}
