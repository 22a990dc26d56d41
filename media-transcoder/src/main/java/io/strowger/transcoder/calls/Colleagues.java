package io.strowger.transcoder.calls;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.transcoding.TranscoderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The other transcoders, as they tell of themselves. For use by one thread. */
public final class Colleagues {
  /** One that was not heard of for so long is taken for lost. */
  public static final Duration LOST_AFTER = Duration.ofSeconds(10);

  private final String self;
  private final Map<String, TranscoderStatus> known = new TreeMap<>();

  /** The colleagues of an instance. */
  public Colleagues(String self) {
    this.self = self;
  }

  /** Somebody has told of itself. */
  public void heard(TranscoderStatus status) {
    if (!status.transcoder().equals(self)) {
      known.put(status.transcoder(), status);
    }
  }

  /** True when a request that is addressed to nobody is this instance's to answer. */
  public boolean isOurs(CallId call, Instant now) {
    forgetLost(now);
    List<String> all =
        Stream.concat(
                Stream.of(self),
                known.values().stream()
                    .filter(TranscoderStatus::accepting)
                    .map(TranscoderStatus::transcoder))
            .sorted()
            .toList();
    return all.get(Math.floorMod(call.value().hashCode(), all.size())).equals(self);
  }

  /** The colleague with most room; empty when none has any. */
  public Optional<String> withRoom(Instant now) {
    forgetLost(now);
    return known.values().stream()
        .filter(status -> status.accepting() && status.headRoom() > 0 && status.portsFree() > 1)
        .max(Comparator.comparingDouble(TranscoderStatus::headRoom))
        .map(TranscoderStatus::transcoder);
  }

  private void forgetLost(Instant now) {
    known.values().removeIf(status -> status.toldAt().plus(LOST_AFTER).isBefore(now));
  }
}
