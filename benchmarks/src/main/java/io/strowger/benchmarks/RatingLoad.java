package io.strowger.benchmarks;

import io.strowger.messaging.Publisher;
import io.strowger.quickstart.Installation;
import io.strowger.quickstart.Options;
import io.strowger.quickstart.Ports;
import io.strowger.quickstart.Service;
import io.strowger.testkit.TemporaryFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Authorisations and settlements through rating-service as it is deployed, with Kafka and
 * PostgreSQL ({@code fsync} on) on the same machine: how many, and how long each takes.
 */
public final class RatingLoad {
  private static final int DISTINCT = 2_000;

  /** So many calls are under way: an authorisation and its settlement are in different batches. */
  private static final int UNDER_WAY = 2_000;

  private static final int WARM_UP_ROUNDS = 4;
  private static final int ROUNDS = 5;

  private final Installation installation;
  private final Publisher publisher;
  private final ServiceView service;
  private int runs;

  private RatingLoad(Installation installation) {
    this.installation = installation;
    this.publisher = new Publisher(Map.of("bootstrap.servers", installation.kafka()));
    this.service = new ServiceView(installation);
  }

  /**
   * Runs it.
   *
   * @param arguments the project's folder, pairs in each round of throughput, seconds of 500
   *     operations a second; then options of {@code up}, such as another database
   */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Path data = TemporaryFolder.untilExit("strowger-rating-load");
    Path root = Path.of(arguments[0]);
    List<String> words = new ArrayList<>(List.of("--no-demo", "--data", data.toString()));
    words.addAll(List.of(arguments).subList(3, arguments.length));
    Options options = Options.parse(root, root, words);
    try (Installation installation = new Installation(root, options, Ports.free())) {
      installation.start(Service.RATING);
      installation.awaitReady();
      new RatingLoad(installation)
          .run(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    }
  }

  private void run(int pairs, int seconds) {
    service.openAccounts(DISTINCT);
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      System.out.printf("warm-up: %.0f pairs/s%n", throughput(pairs, DISTINCT));
    }
    for (int accounts : List.of(DISTINCT, 1)) {
      throughputs(pairs, accounts);
    }
    for (int accounts : List.of(DISTINCT, 1)) {
      var warm =
          CompletableFuture.supplyAsync(
              service::batchTimes,
              CompletableFuture.delayedExecutor(RatingLatency.WARM_UP_SECONDS, TimeUnit.SECONDS));
      var latencies = new RatingLatency(installation, publisher).measure(calls(accounts), seconds);
      System.out.printf("%s, 500 operations/s, %d s:%n%s", over(accounts), seconds, latencies);
      System.out.println("  in service: " + service.batchTimes().since(warm.join()));
    }
    publisher.close();
  }

  private void throughputs(int pairs, int accounts) {
    double[] perSecond = new double[ROUNDS];
    Map<String, Duration> before = service.processorTimes();
    for (int round = 0; round < ROUNDS; round++) {
      perSecond[round] = throughput(pairs, accounts);
      System.out.printf("  round %d: %.0f pairs/s%n", round + 1, perSecond[round]);
    }
    java.util.Arrays.sort(perSecond);
    System.out.printf(
        "%s: %.0f pairs/s, %.0f durable operations/s (median of %d rounds of %d pairs)%n",
        over(accounts), perSecond[ROUNDS / 2], 2 * perSecond[ROUNDS / 2], ROUNDS, pairs);
    service
        .processorTimes()
        .forEach((who, time) ->
            System.out.printf(
                "  %-18s %4.0f us of processor a pair%n",
                who, time.minus(before.get(who)).toNanos() / 1e3 / ROUNDS / pairs));
  }

  /** Pairs a second, from the first record sent to the last charge published. */
  private double throughput(int pairs, int accounts) {
    RatedCalls calls = calls(accounts);
    long charged = service.chargesPublished();
    long began = System.nanoTime();
    ArrayDeque<CompletableFuture<Void>> sent = new ArrayDeque<>();
    for (int i = 0; i < pairs + UNDER_WAY; i++) {
      if (i < pairs) {
        sent.add(publisher.send(calls.authorise(i)));
      }
      if (i >= UNDER_WAY) {
        sent.add(publisher.send(calls.settle(i - UNDER_WAY)));
      }
      while (sent.size() > 20_000) {
        sent.remove().join();
      }
    }
    sent.forEach(CompletableFuture::join);
    service.awaitCharges(charged + pairs);
    return pairs * 1e9 / (System.nanoTime() - began);
  }

  private RatedCalls calls(int accounts) {
    return new RatedCalls("run" + runs++, accounts);
  }

  private static String over(int accounts) {
    return accounts == 1 ? "one hot account" : accounts + " accounts";
  }
}
