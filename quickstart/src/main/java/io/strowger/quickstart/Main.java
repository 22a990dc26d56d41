package io.strowger.quickstart;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code ./strowger up}: starts everything, shows each finished call, stops everything. */
public final class Main {
  private Main() {}

  /**
   * Runs until interrupted.
   *
   * @param arguments the project's folder, then the options of {@code ./strowger up}
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.asList(arguments);
    if (words.isEmpty()) {
      System.err.println("strowger: to be started by ./strowger up");
      System.exit(2);
    }
    Path root = Path.of(words.getFirst());
    try {
      Path from = Path.of(System.getProperty("strowger.from", ""));
      run(root, Options.parse(root, from, words.subList(1, words.size())));
    } catch (CannotStart reason) {
      System.err.println("strowger: " + reason.getMessage());
      System.exit(1);
    } catch (RuntimeException defect) {
      System.err.println("strowger: cannot start: " + defect);
      System.exit(1);
    }
  }

  private static void run(Path root, Options options) throws Exception {
    long began = System.nanoTime();
    Codec.requireInstalled();
    RunningParts parts = new RunningParts();
    CountDownLatch stopped = parts.closeWhenTerminated();
    try {
      parts.add(new DataFolder(options.data()));
      Installation installation = parts.add(new Installation(root, options, Ports.usual()));
      Demo demo = options.demo() ? parts.add(new Demo(installation)) : null;
      start(installation, options);
      System.out.printf("%nReady after %.1f s.%n%n", (System.nanoTime() - began) / 1e9);
      System.out.println(Addresses.of(installation, options));
      System.out.println();
      System.out.println(CallLine.HEADING);
      parts.add(
          new FinishedCalls(
              installation.kafka(),
              Installation.CATALOGUE,
              cdr -> System.out.println(CallLine.of(cdr))));
      if (demo != null) {
        demo.placeCalls();
      }
    } catch (CannotStart | RuntimeException reason) {
      parts.close();
      throw reason;
    }
    stopped.await();
  }

  private static void start(Installation installation, Options options) throws CannotStart {
    System.out.println("Starting the five services ...");
    if (!options.switches().isEmpty()) {
      installation.configure(
          Service.GATEWAY, "STROWGER_GATEWAY_SWITCHES", String.join(",", options.switches()));
    }
    installation.startServices();
  }
}
