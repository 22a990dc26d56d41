package io.strowger.benchmarks.media;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands of what is measured, each a process of its own. */
final class Placed {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private Placed() {}

  static List<String> java(String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA,
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:AutoBoxCacheMax=65536",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(List.of(arguments));
    return command;
  }

  /** On the last core, in real time, where that is allowed: as our media thread. */
  static List<String> onOneCore(List<String> command) {
    List<String> placed = new ArrayList<>();
    if (new File("/usr/bin/taskset").canExecute()) {
      int core = Runtime.getRuntime().availableProcessors() - 1;
      placed.addAll(List.of("/usr/bin/taskset", "-c", Integer.toString(core)));
    }
    if (new File("/usr/bin/chrt").canExecute()) {
      placed.addAll(List.of("/usr/bin/chrt", "-r", "10"));
    }
    placed.addAll(command);
    return placed;
  }
}
