package io.strowger.rating.crash;

import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Received;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The end of a consumer after its batch was committed in the database, and before its offsets. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  private Crash() {
    super("crashed on purpose", null, false, false);
  }

  /** Does what the other does, and crashes as soon as that is done. */
  static BatchHandler after(BatchHandler work, CountDownLatch crashed) {
    return (List<Received> batch) -> {
      work.accept(batch);
      crashed.countDown();
      throw new Crash();
    };
  }

  /** Has threads that crash on purpose do so without a word. */
  static void quietly() {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
      if (!(thrown instanceof Crash)) {
        System.err.println(thread.getName() + " ended:");
        thrown.printStackTrace();
      }
    });
  }
}
