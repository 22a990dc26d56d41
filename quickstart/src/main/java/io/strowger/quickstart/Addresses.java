package io.strowger.quickstart;

import java.net.URI;

/** Where everything is, for the person at the terminal. */
final class Addresses {
  private Addresses() {}

  static String of(Installation installation, Options options) {
    StringBuilder text = new StringBuilder();
    for (Service service : Service.values()) {
      URI address = installation.service(service).address();
      text.append("  %-17s %s/q/swagger-ui%n".formatted(service.module(), address));
    }
    text.append(
        "  %-17s 127.0.0.1:%d  (dialplan: socket 127.0.0.1:%d async full)%n"
            .formatted("ESL port", installation.ports().esl(), installation.ports().esl()));
    text.append(
        "  %-17s http://127.0.0.1:%d/jsonrpc%n"
            .formatted("CGRateS JSON-RPC", installation.ports().cgrates()));
    text.append("  %-17s %s%n".formatted("Kafka", installation.kafka()));
    text.append(
        "  %-17s %s  (user %s)%n"
            .formatted(
                "PostgreSQL",
                installation.database().jdbcUrl(),
                installation.database().username()));
    text.append("  %-17s %s".formatted("logs", options.data().resolve("logs")));
    return text.toString();
  }
}
