package io.strowger.gateway.adapter;

import io.strowger.testkit.PackagedService;
import io.strowger.testkit.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The packaged gateway as a process. */
final class GatewayProcess {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

  private GatewayProcess() {}

  /** Starts one with this configuration, logging to a file below {@code target}. */
  static PackagedService start(String log, Map<String, String> configuration) throws IOException {
    Path folder = TemporaryFolder.untilExit("gateway-buffer");
    Map<String, String> environment = new HashMap<>();
    environment.put("STROWGER_GATEWAY_BUFFER_FOLDER", folder.toString());
    environment.put("STROWGER_GATEWAY_OUTBOUND_PORT", "0");
    environment.putAll(configuration);
    Path file = Path.of("target", log + ".log");
    Files.deleteIfExists(file);
    return new PackagedService(JAR, file, environment);
  }
}
