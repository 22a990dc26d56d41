package io.strowger.rating.adapter.cgrates;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;

/** Settings of CGRateS's JSON-RPC. */
@ConfigMapping(prefix = "strowger.rating.cgrates")
public interface CgratesSettings {
  /** Which address {@code POST /jsonrpc} listens on. */
  @WithDefault("${quarkus.http.host:0.0.0.0}")
  String host();

  /** Its port; 0 for any that is free. */
  @WithDefault("2080")
  int port();

  /** The port of requests by TCP, one after another; none unless given. CGRateS has 2012. */
  Optional<Integer> tcpPort();

  /** How many requests are worked on at once. */
  @WithDefault("64")
  int concurrentRequests();

  /** The name of the tariff that plans are loaded into, and that new accounts get. */
  @WithDefault("cgrates")
  String tariff();

  /** What its prices are in, and new accounts are kept in; CGRateS has no currencies. */
  @WithDefault("EUR")
  Currency currency();

  /** The tenant of requests that name none. */
  @WithDefault("cgrates.org")
  String tenant();

  /** The category of requests that name none. */
  @WithDefault("call")
  String category();

  /** How requests that do not say it are paid for. */
  @WithDefault("*rated")
  String requestType();

  /** How often sessions are debited that do not say it and are not updated; zero for never. */
  @WithDefault("0s")
  Duration debitInterval();

  /** The zone of times that are told without one. */
  @WithDefault("UTC")
  ZoneId timezone();
}
