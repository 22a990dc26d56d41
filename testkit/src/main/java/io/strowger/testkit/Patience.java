package io.strowger.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Has tests wait for what happens by itself as long as a slow machine may take; whoever waits for
 * nothing learns it later. JUnit finds it by {@code META-INF/services}.
 */
public final class Patience implements LauncherSessionListener {
  /** How long a test waits that says nothing else. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  /** How long services in processes of their own may take to start, all at once. */
  public static final Duration START = Duration.ofMinutes(5);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(LIMIT);
  }
}
