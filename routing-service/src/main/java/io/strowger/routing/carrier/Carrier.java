package io.strowger.routing.carrier;

import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.routing.number.NumberTranslation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Someone who carries calls for us.
 *
 * @param trunk where its INVITEs go
 * @param codecs what it takes, such as {@code PCMA}, in order; empty takes anything
 * @param originateTimeoutSeconds from INVITE to answer, 1 to 3600
 * @param progressTimeoutSeconds from INVITE to ringing, 1 to 3600; absent for no limit
 * @param translation what it wants numbers to look like
 * @param enabled false passes it over
 * @param earlyMedia what relayed callers hear before the answer; absent as {@code HEARD}
 * @param addressFamily of its media, where they go through a relay; absent for the relay's first
 */
public record Carrier(
    CarrierId id,
    Trunk trunk,
    List<String> codecs,
    int originateTimeoutSeconds,
    @Nullable Integer progressTimeoutSeconds,
    NumberTranslation translation,
    boolean enabled,
    @Nullable EarlyMedia earlyMedia,
    @Nullable AddressFamily addressFamily) {
  private static final Pattern CODEC = Pattern.compile("[A-Za-z0-9_.-]{1,24}");

  /** A carrier whose early media relayed callers hear. */
  public Carrier(
      CarrierId id,
      Trunk trunk,
      List<String> codecs,
      int originateTimeoutSeconds,
      @Nullable Integer progressTimeoutSeconds,
      NumberTranslation translation,
      boolean enabled) {
    this(
        id,
        trunk,
        codecs,
        originateTimeoutSeconds,
        progressTimeoutSeconds,
        translation,
        enabled,
        null,
        null);
  }

  /** Refuses impossible timers and codec names. */
  public Carrier {
    requireSeconds("originate_timeout_seconds", originateTimeoutSeconds);
    if (progressTimeoutSeconds != null) {
      requireSeconds("progress_timeout_seconds", progressTimeoutSeconds);
    }
    codecs = List.copyOf(codecs);
    for (String codec : codecs) {
      if (!CODEC.matcher(codec).matches()) {
        throw new IllegalArgumentException("codecs must match " + CODEC + ": " + codec);
      }
    }
  }

  private static void requireSeconds(String field, int seconds) {
    if (seconds < 1 || seconds > 3600) {
      throw new IllegalArgumentException(field + " must be 1 to 3600 but is " + seconds);
    }
  }
}
