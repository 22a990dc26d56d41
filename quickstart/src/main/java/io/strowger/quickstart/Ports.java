package io.strowger.quickstart;

import io.strowger.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Which ports everything listens on. */
public record Ports(int kafka, int postgres, int esl, int cgrates, Map<Service, Integer> http) {

  /** The ports that the README names. */
  public static Ports usual() {
    return new Ports(
        9092,
        5442,
        8084,
        2080,
        Map.of(
            Service.GATEWAY, Service.GATEWAY.defaultHttpPort(),
            Service.ROUTING, Service.ROUTING.defaultHttpPort(),
            Service.RATING, Service.RATING.defaultHttpPort(),
            Service.CDR, Service.CDR.defaultHttpPort(),
            Service.TRANSCODER, Service.TRANSCODER.defaultHttpPort()));
  }

  /** Ports that nobody uses just now. */
  public static Ports free() {
    Map<Service, Integer> http = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      http.put(service, FreePort.any());
    }
    return new Ports(
        FreePort.any(), FreePort.any(), FreePort.any(), FreePort.any(), Map.copyOf(http));
  }

  /** Refuses a port on which one of the services could not listen. */
  void requireFreeForServices() throws CannotStart {
    for (Service service : Service.values()) {
      requireFree(Objects.requireNonNull(http.get(service)), service.module());
    }
    requireFree(cgrates, "CGRateS's JSON-RPC");
    // Switches come from other machines: the gateway listens on all addresses.
    requireFree(new InetSocketAddress(esl), "calls that switches send over a socket");
  }

  /** Refuses a port that somebody else listens on. */
  static void requireFree(int port, String purpose) throws CannotStart {
    requireFree(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), purpose);
  }

  private static void requireFree(InetSocketAddress address, String purpose) throws CannotStart {
    int port = address.getPort();
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException taken) {
      throw new CannotStart("port " + port + ", needed for " + purpose + ", is in use.");
    }
  }
}
