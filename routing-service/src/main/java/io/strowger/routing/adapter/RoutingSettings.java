package io.strowger.routing.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.strowger.contracts.transcoding.RingbackTone;
import java.time.Duration;

/** Settings of this service. */
@ConfigMapping(prefix = "strowger")
public interface RoutingSettings {
  /** The service's ordinal: 0 on one machine. */
  @WithDefault("0")
  int instance();

  /** The topics of this installation. */
  Topics topics();

  /** Routing itself. */
  Routing routing();

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

  /** Routing itself. */
  interface Routing {
    /** What becomes of calls that name no account. */
    @WithDefault("route")
    UnchargedCalls unchargedCalls();

    /** What relayed callers hear while the far end rings. */
    @WithDefault("europe")
    RingbackTone ringback();

    /** How long rating may take to authorise a call; then it is refused. */
    @WithDefault("2s")
    Duration authorisationWithin();

    /**
     * How long a transcoder may take to set up a relay; then another is asked, or the call refused.
     */
    @WithDefault("2s")
    Duration relayWithin();
  }

  /** What becomes of calls that name no account. */
  enum UnchargedCalls {
    /** They are routed. */
    ROUTE,
    /** They are refused. */
    REFUSE
  }
}
