package io.strowger.quickstart;

import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.SwitchSettings;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A simulated switch with callers of all kinds, and the routes and accounts they need. */
final class Demo implements AutoCloseable {
  private static final String PASSWORD = "demo-switch-password";
  private static final Duration BETWEEN_CALLS = Duration.ofSeconds(2);
  private static final long KEY = System.currentTimeMillis();

  private final Installation installation;
  private final SwitchSimulator simulated;
  private final AtomicInteger placed = new AtomicInteger();
  private final AtomicLong topUps = new AtomicLong();
  private final ScheduledExecutorService placer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("demo-calls").factory());

  /** Starts the switch and tells the gateway of it; before the services are started. */
  Demo(Installation installation) {
    this.installation = installation;
    this.simulated =
        SwitchSimulator.start(
            SwitchSettings.standard().named("demo-switch").withPassword(PASSWORD));
    simulated
        .farEnds()
        .gateway("alpha", FarEnd.rings(Duration.ofMillis(300), Duration.ofMillis(1200)))
        .gateway("beta", FarEnd.rings(Duration.ofMillis(500), Duration.ofMillis(2000)))
        .gateway("flaky", FarEnd.isUnavailable())
        .gateway("g711", FarEnd.playsThenAnswers(Duration.ofMillis(400), Duration.ofMillis(1500)))
        .number("61255500486", FarEnd.isBusy())
        .number("61255500404", FarEnd.isNotFound())
        .number("61255500000", FarEnd.ringsForEver());
    installation.configure(
        Service.GATEWAY, "STROWGER_GATEWAY_SWITCHES", "demo=127.0.0.1:" + simulated.port());
    installation.configure(Service.GATEWAY, "STROWGER_SWITCH_PASSWORD", PASSWORD);
  }

  /** Sets up routes and accounts and begins to place calls; once the services are ready. */
  void placeCalls() throws CannotStart {
    Administration administration = new Administration(installation);
    administration.carrier("alpha", "gateway/alpha", "");
    administration.carrier("beta", "gateway/beta", "");
    administration.carrier("flaky", "gateway/flaky", "");
    administration.carrier("g711", "gateway/g711", "\"PCMA\"");
    administration.route("61", "alpha", 10);
    administration.route("61", "beta", 20);
    administration.route("44", "flaky", 10);
    administration.route("44", "beta", 20);
    administration.route("49", "g711", 10);
    administration.tariff("demo", "61", "0.12", "44", "0.30", "49", "0.60");
    administration.account("1001", "demo", true);
    administration.account("1002", "demo", true);
    administration.account("1003", "demo", true);
    administration.account("1004", "demo", true);
    administration.account("2001", "demo", false);
    administration.topUp("1001", "demo-" + KEY, "10.00");
    administration.topUp("1002", "demo-" + KEY, "10.00");
    placer.scheduleWithFixedDelay(
        () -> placeNext(administration), 0, BETWEEN_CALLS.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void placeNext(Administration administration) {
    try {
      int number = placed.getAndIncrement() % CALLS.size();
      CallScript script = CALLS.get(number);
      if ("1004".equals(script.dialplanVariables().get("strowger_account"))) {
        // Just enough for six seconds: the switch itself ends this call.
        administration.topUp("1004", "demo-" + KEY + "-" + topUps.getAndIncrement(), "0.012");
      }
      simulated.place(script);
    } catch (CannotStart | RejectedExecutionException failure) {
      System.err.println("strowger: a call could not be placed: " + failure.getMessage());
    }
  }

  private static final List<CallScript> CALLS =
      List.of(
          call("61399990001", "61255500100", "1001").talkingFor(Duration.ofSeconds(7)),
          call("61399990002", "442071234567", "1002").talkingFor(Duration.ofSeconds(5)),
          call("61399990003", "61255500101", "1003"),
          call("61399990004", "61255500102", "1004").talkingFor(Duration.ofSeconds(60)),
          call("61399990005", "61255500486", "1001"),
          call("491511234567", "493012345678", "2001")
              .offeringAmrOnly()
              .talkingFor(Duration.ofSeconds(6)),
          call("61399990006", "61255500404", "1002"),
          call("61399990007", "61255500000", "2001").givingUpAfter(Duration.ofSeconds(5)),
          call("61399990008", "33140000000", "1001"));

  private static CallScript call(String from, String to, String account) {
    return CallScript.call(from, to).with("strowger_account", account);
  }

  @Override
  public void close() {
    placer.shutdownNow();
    simulated.close();
  }
}
