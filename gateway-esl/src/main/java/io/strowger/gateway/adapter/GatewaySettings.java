package io.strowger.gateway.adapter;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings of the gateway. */
@ConfigMapping(prefix = "strowger")
public interface GatewaySettings {
  /**
   * The instance's ordinal, and the partition of {@code call-commands} it reads: 0 on one machine.
   */
  @WithDefault("0")
  int instance();

  /** The topics of this installation. */
  Topics topics();

  /** The gateway itself. */
  Gateway gateway();

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

  /** The gateway itself. */
  interface Gateway {
    /**
     * Switches to connect to, each {@code name=host:port}, or {@code name=tls://host:port} for a
     * TLS endpoint before it. The password of all is in {@code STROWGER_SWITCH_PASSWORD}, that of
     * one in {@code STROWGER_SWITCH_<NAME>_PASSWORD}. A user of the switch's directory ({@code
     * user@domain}) is in {@code STROWGER_SWITCH_USER} or {@code STROWGER_SWITCH_<NAME>_USER}.
     */
    Optional<List<String>> switches();

    /** Where switches connect to by {@code socket host:port async full}; 0 for any free port. */
    @WithDefault("8084")
    int outboundPort();

    /** The address that port is opened on. */
    @WithDefault("0.0.0.0")
    String outboundHost();

    /** How long an A-leg waits for a command before the switch ends it. */
    @WithDefault("60")
    int parkTimeoutSeconds();

    /** How long an outbound connection stays after its leg's end. */
    @WithDefault("30")
    int lingerSeconds();

    /**
     * An instance that is silent for so long loses its switches to others; the same for all
     * instances, 1 s to 5 min.
     */
    @WithDefault("8s")
    Duration lease();

    /** Where events wait that Kafka does not take now. */
    Buffer buffer();

    /**
     * Senders, as the head of their commands names them, whose commands about a switch as a whole
     * are executed; nobody unless set.
     */
    Optional<Set<String>> operators();

    /** Exact names of API commands that {@code execute_api} may use; none unless set. */
    Optional<Set<String>> apiCommands();

    /** Publishes the switch's own JSON on {@code freeswitch-raw}. */
    @WithDefault("false")
    boolean publishRaw();
  }

  /** Where events wait that Kafka does not take now. */
  interface Buffer {
    /** A folder of this instance alone, on a disk that outlives the process. */
    @WithDefault("${java.io.tmpdir}/strowger-gateway-esl-${strowger.instance:0}")
    String folder();

    /** Most bytes on disk, such as {@code 1G}; what does not fit is counted and announced. */
    @WithDefault("1G")
    MemorySize size();
  }
}
