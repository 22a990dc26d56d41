package io.strowger.testkit.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Who answers at the places that a switch can call: its gateways by name, and numbers at hosts. May
 * be changed while calls run.
 */
public final class FarEnds {

  private static final FarEnd USUAL = FarEnd.ringsThenAnswers(Duration.ofMillis(1500));

  private final Map<String, Function<String, FarEnd>> gateways = new ConcurrentHashMap<>();
  private final Map<String, FarEnd> numbers = new ConcurrentHashMap<>();
  private final Map<String, FarEnd> hosts = new ConcurrentHashMap<>();

  /** Every number through this gateway behaves so. */
  public FarEnds gateway(String name, FarEnd behaviour) {
    return gateway(name, number -> behaviour);
  }

  /** Each number through this gateway behaves as the function says. */
  public FarEnds gateway(String name, Function<String, FarEnd> behaviour) {
    gateways.put(name, behaviour);
    return this;
  }

  /** The gateway is no longer known to the switch: INVALID_GATEWAY. */
  public FarEnds withoutGateway(String name) {
    gateways.remove(name);
    return this;
  }

  /** This number behaves so at every host and known gateway. */
  public FarEnds number(String number, FarEnd behaviour) {
    numbers.put(number, behaviour);
    return this;
  }

  /** Every number at this {@code host:port} behaves so. */
  public FarEnds host(String host, FarEnd behaviour) {
    hosts.put(host, behaviour);
    return this;
  }

  /** The numbers of the laboratory where the captures were made. */
  public FarEnds asCaptured() {
    return number("9199", USUAL)
        .number("9197", FarEnd.answersAtOnce())
        .number("9196", FarEnd.answersAtOnce())
        .number("9198", FarEnd.playsThenAnswers(Duration.ZERO, Duration.ofSeconds(5)))
        .number("9486", FarEnd.isBusy())
        .number("9404", FarEnd.isNotFound())
        .number("9503", FarEnd.isUnavailable())
        .number("9000", FarEnd.isSilent())
        .host("127.0.0.1:5999", new FarEnd.IsUnreachable());
  }

  /** What happens to a call through a gateway; empty when the switch does not know it. */
  public Optional<FarEnd> throughGateway(String gateway, String number) {
    Function<String, FarEnd> known = gateways.get(gateway);
    if (known == null) {
      return Optional.empty();
    }
    FarEnd own = numbers.get(number);
    return Optional.of(own == null ? known.apply(number) : own);
  }

  /** What happens to a call to a number at a host. */
  public FarEnd atHost(String host, String number) {
    FarEnd own = numbers.get(number);
    return own == null ? hosts.getOrDefault(host, USUAL) : own;
  }
}
