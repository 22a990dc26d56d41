package io.strowger.benchmarks;

import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.cdr.LegRecord;
import io.strowger.contracts.wire.Decoded;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.Topic;
import io.strowger.quickstart.Administration;
import io.strowger.quickstart.Installation;
import io.strowger.quickstart.Options;
import io.strowger.quickstart.Ports;
import io.strowger.quickstart.Service;
import io.strowger.testkit.TemporaryFolder;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.PlacedCalls;
import io.strowger.testkit.simulator.SwitchSettings;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Calls at a steady rate through the whole of Strowger on one machine: broker, database, the five
 * services and the simulated switch that places the calls.
 *
 * <p>Measured on the switch: from the moment a call arrives to the moment the bridge command dials
 * its B-leg, with authorisation and routing in between.
 */
public final class CallLoad {
  private static final int ACCOUNTS = 500;
  private static final Duration LONGEST_TAIL = Duration.ofSeconds(60);
  private static final double SLOWEST = 0.02;
  private static final String PASSWORD = "load-switch-password";

  private final MessageCodec<CallDetailRecord> codec = MessageCodec.of(CallDetailRecord.class);
  private final List<Setup> setups = new ArrayList<>();
  private long charged;

  private CallLoad() {}

  /** A call's arrival at the switch, and the dialling of its B-leg there. */
  private record Setup(String call, Instant arrivedAt, Instant dialledAt) {
    Duration took() {
      return Duration.between(arrivedAt, dialledAt);
    }
  }

  /**
   * Runs one load.
   *
   * @param arguments the project's folder, calls a second, seconds of warm-up, seconds of measuring
   */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    new CallLoad()
        .run(
            Path.of(arguments[0]),
            Double.parseDouble(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
  }

  private void run(Path root, double rate, int warmUpSeconds, int seconds) throws Exception {
    Path data = TemporaryFolder.untilExit("strowger-load");
    Options options = Options.parse(root, root, List.of("--no-demo", "--data", data.toString()));
    SwitchSettings settings = SwitchSettings.standard().named("load").withPassword(PASSWORD);
    try (SwitchSimulator simulated = SwitchSimulator.start(settings);
        Installation installation = new Installation(root, options, Ports.free())) {
      installation.configure(
          Service.GATEWAY, "STROWGER_GATEWAY_SWITCHES", "load=127.0.0.1:" + simulated.port());
      installation.configure(Service.GATEWAY, "STROWGER_SWITCH_PASSWORD", PASSWORD);
      installation.startServices();
      prepare(installation, simulated);
      place(simulated, rate, (long) (rate * warmUpSeconds));
      Instant began = Instant.now();
      Map<Service, Duration> before = processorTime(installation);
      double ownBefore = ownSeconds();
      try (var consumer = recordsFromNow(installation)) {
        PlacedCalls calls = place(simulated, rate, (long) (rate * seconds));
        Map<Service, Duration> after = processorTime(installation);
        double own = ownSeconds() - ownBefore;
        double took = Duration.between(began, Instant.now()).toNanos() / 1e9;
        collect(consumer, calls.placed());
        report(rate, calls.placed(), took);
        after.forEach((service, time) ->
            System.out.printf(
                "  cpu %-18s %5.2f cores%n",
                service.module(), time.minus(before.get(service)).toNanos() / 1e9 / took));
        System.out.printf("  cpu %-18s %5.2f cores%n", "broker and switch", own / took);
        Passages passages = Passages.since(began, installation);
        setups.forEach(setup -> passages.ends(setup.call(), setup.arrivedAt(), setup.dialledAt()));
        passages.print(SLOWEST);
      }
    }
  }

  private static void prepare(Installation installation, SwitchSimulator simulated)
      throws Exception {
    simulated
        .farEnds()
        .gateway("load", FarEnd.rings(Duration.ofMillis(200), Duration.ofSeconds(1)));
    Administration administration = new Administration(installation);
    administration.carrier("load", "gateway/load", "");
    administration.route("61", "load", 10);
    administration.tariff("load", "61", "0.10");
    for (int i = 0; i < ACCOUNTS; i++) {
      administration.account("load-" + i, "load", true);
      administration.topUp("load-" + i, "first", "1000.00");
    }
  }

  private static PlacedCalls place(SwitchSimulator simulated, double rate, long count)
      throws Exception {
    AtomicLong next = new AtomicLong();
    PlacedCalls calls =
        simulated.placeCalls(
            rate,
            count,
            () -> {
              long number = next.getAndIncrement();
              simulated.forgetCommands();
              return CallScript.call("6139999" + number % 10_000, "6125550" + number % 10_000)
                  .with("strowger_account", "load-" + number % ACCOUNTS)
                  .talkingFor(Duration.ofSeconds(3));
            });
    calls.allPlaced().get();
    return calls;
  }

  private static KafkaConsumer<String, byte[]> recordsFromNow(Installation installation) {
    KafkaConsumer<String, byte[]> consumer = Measured.reading(installation.kafka());
    String topic = Installation.CATALOGUE.nameOf(Topic.CDRS);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  private void collect(KafkaConsumer<String, byte[]> consumer, long wanted) throws Exception {
    Instant latest = Instant.now().plus(LONGEST_TAIL);
    while (setups.size() < wanted && Instant.now().isBefore(latest)) {
      for (var record : consumer.poll(Duration.ofMillis(200))) {
        if (codec.decode(record.value()) instanceof Decoded.Known<CallDetailRecord>(var cdr)
            && cdr.revision() == 1) {
          note(cdr);
        }
      }
    }
  }

  private void note(CallDetailRecord cdr) {
    charged += cdr.charge().costMicros() == null ? 0 : 1;
    cdr.legs().stream()
        .filter(leg -> leg.leg().role() == LegRole.B_LEG)
        .map(LegRecord::times)
        .findFirst()
        .ifPresent(times ->
            setups.add(
                new Setup(cdr.callId().value(), cdr.times().createdAt(), times.createdAt())));
  }

  private void report(double rate, long placed, double took) {
    setups.sort(Comparator.comparing(Setup::took));
    System.out.printf(
        "%.0f calls/s offered, %.1f/s placed, %d calls, %d records with a B-leg, %d charged%n",
        rate, placed / took, placed, setups.size(), charged);
    System.out.printf(
        "  arrival to bridge: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        percentile(50), percentile(95), percentile(99), percentile(100));
  }

  private double percentile(int percent) {
    int size = setups.size();
    return size == 0
        ? Double.NaN
        : setups.get(Math.max(0, Math.ceilDiv(size * percent, 100) - 1)).took().toNanos() / 1e6;
  }

  private static Map<Service, Duration> processorTime(Installation installation) {
    Map<Service, Duration> times = new java.util.EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      times.put(service, Measured.cpu(installation.service(service)));
    }
    return times;
  }

  private static double ownSeconds() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }
}
