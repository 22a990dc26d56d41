package io.strowger.transcoder.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.strowger.transcoder.jitter.Timing;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of this service. */
@ConfigMapping(prefix = "strowger")
public interface TranscoderSettings {
  /** The service's ordinal: 0 on one machine. */
  @WithDefault("0")
  int instance();

  /** The topics of this installation. */
  Topics topics();

  /** Relays themselves. */
  Transcoder transcoder();

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

  /** Relays themselves. */
  interface Transcoder {
    /** Where media come and go. */
    Rtp rtp();

    /** A relay that heard nothing for so long is closed. */
    @WithDefault("60s")
    Duration silenceTimeout();

    /** The same for one with a leg on hold. */
    @WithDefault("1h")
    Duration holdTimeout();

    /** The folder of recordings; without one nothing is recorded. */
    Optional<String> recordings();

    /** The ng protocol of rtpengine, for SIP proxies. */
    Ng ng();

    /** Threads that serve media; by default one for each core. */
    OptionalInt mediaThreads();

    /** Whether each of them is kept on a core of its own. */
    @WithDefault("true")
    boolean pinThreads();

    /** Whether they run before all ordinary threads; takes CAP_SYS_NICE. */
    @WithDefault("false")
    boolean realTime();

    /** How much of a core's time sessions may take, by their codecs: 0 to 1. */
    @WithDefault("0.8")
    double cpuLimit();
  }

  /** The ng protocol of rtpengine, for SIP proxies. */
  interface Ng {
    /** Where it is listened, such as {@code 127.0.0.1:2223}; without it, it is not. */
    Optional<String> listen();
  }

  /** Where media come and go. */
  interface Rtp {
    /** The address that callers and trunks are told. */
    @WithDefault("127.0.0.1")
    String address();

    /** The address that is listened on. */
    @WithDefault("${strowger.transcoder.rtp.address:127.0.0.1}")
    String bindAddress();

    /** Another of the other address family, told to those who are at one; without it, none is. */
    Optional<String> secondAddress();

    /** The address that is listened on for those. */
    Optional<String> secondBindAddress();

    /** The first port; even ones are used. */
    @WithDefault("30000")
    int firstPort();

    /** The last port. */
    @WithDefault("39998")
    int lastPort();

    /** When packets that are in their order are passed on. */
    @WithDefault("as-they-come")
    Timing timing();
  }
}
