package io.strowger.transcoder.ng;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The replies of the last minute: whoever repeats a request, for its reply was lost, gets the same
 * one, and nothing is done twice. For use by one thread.
 */
public final class RepliesGiven {
  /** How long a reply is kept: a proxy asks five times within some seconds. */
  public static final Duration KEPT = Duration.ofSeconds(60);

  /** The most replies kept; beyond it the oldest go early. */
  public static final int MOST = 50_000;

  /** The most octets of all of them, likewise. */
  public static final int MOST_OCTETS = 32 * 1024 * 1024;

  private final Map<Asked, Given> replies = new LinkedHashMap<>();
  private int octets;

  /** Who asked, and with which cookie. */
  public record Asked(Object who, String cookie) {}

  private record Given(byte[] reply, Instant until) {}

  /** The reply given before; empty when it is a new request. */
  public Optional<byte[]> before(Asked asked, Instant now) {
    forget(now);
    return Optional.ofNullable(replies.get(asked)).map(Given::reply);
  }

  /** Keeps a reply. */
  public void keep(Asked asked, byte[] reply, Instant now) {
    Given before = replies.put(asked, new Given(reply, now.plus(KEPT)));
    octets += reply.length - (before == null ? 0 : before.reply().length);
  }

  private void forget(Instant now) {
    Iterator<Given> oldest = replies.values().iterator();
    while (oldest.hasNext()) {
      Given given = oldest.next();
      boolean many = replies.size() > MOST || octets > MOST_OCTETS;
      if (!many && !given.until().isBefore(now)) {
        return;
      }
      octets -= given.reply().length;
      oldest.remove();
    }
  }
}
