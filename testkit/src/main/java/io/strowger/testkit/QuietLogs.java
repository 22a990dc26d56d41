package io.strowger.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps servers that run inside a test or a demo from filling the console with their information
 * messages.
 */
public final class QuietLogs {

  private static final List<Logger> HELD = new ArrayList<>();

  private QuietLogs() {}

  /**
   * From now on only errors of these loggers are printed (where java.util.logging is what prints).
   */
  public static synchronized void errorsOnly(String... names) {
    for (String name : names) {
      Logger logger = Logger.getLogger(name);
      logger.setLevel(Level.SEVERE);
      HELD.add(logger);
    }
  }
}
