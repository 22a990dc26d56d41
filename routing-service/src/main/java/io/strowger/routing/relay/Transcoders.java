package io.strowger.routing.relay;

import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.contracts.transcoding.TranscoderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The transcoders, as they tell of themselves. Safe for use by several threads. */
public final class Transcoders {
  /** One that was not heard of for so long is taken for lost; it tells every two seconds. */
  public static final Duration LOST_AFTER = Duration.ofSeconds(10);

  /**
   * One that has just started is first given back the relays that it had: a new one would take the
   * ports of some.
   */
  public static final Duration SETTLED_AFTER = Duration.ofSeconds(15);

  private final Map<String, TranscoderStatus> known = new ConcurrentHashMap<>();

  /** One start of a transcoder: its relays end with it. */
  public record Incarnation(String transcoder, Instant startedAt) {
    /** Both in one word. */
    public String name() {
      return transcoder + "@" + startedAt.toEpochMilli();
    }
  }

  /** A transcoder has told of itself. */
  public void heard(TranscoderStatus status) {
    known.merge(
        status.transcoder(),
        status,
        (before, now) -> now.toldAt().isBefore(before.toldAt()) ? before : now);
  }

  /**
   * The one with most room for another relay, of those that have just started only where there is
   * no other.
   *
   * @param tried those that were asked already
   */
  public Optional<String> choose(List<String> tried, Instant now) {
    return live(now).stream()
        .filter(status -> status.accepting() && !tried.contains(status.transcoder()))
        .filter(status -> status.headRoom() > 0 && status.portsFree() > 1)
        .max(
            Comparator.comparing((TranscoderStatus status) -> isSettled(status, now))
                .thenComparingDouble(TranscoderStatus::headRoom))
        .map(TranscoderStatus::transcoder);
  }

  /** The one that can have a lost one's relay at the same place. */
  public Optional<Incarnation> at(RelayPlace place, Instant now) {
    return live(now).stream()
        .filter(status -> status.accepting() && isAt(status, place))
        .max(Comparator.comparingDouble(TranscoderStatus::headRoom))
        .map(status -> new Incarnation(status.transcoder(), status.startedAt()));
  }

  /** True when a transcoder lives at other addresses than this place's. */
  public boolean hasMoved(String transcoder, RelayPlace place, Instant now) {
    return live(now).stream()
        .anyMatch(status -> status.transcoder().equals(transcoder) && !isAt(status, place));
  }

  private static boolean isSettled(TranscoderStatus status, Instant now) {
    return !status.startedAt().plus(SETTLED_AFTER).isAfter(now);
  }

  private static boolean isAt(TranscoderStatus status, RelayPlace place) {
    return status.isAt(place.mediaAddress()) && status.isAt(place.addressOfTrunk());
  }

  /** The starts of transcoders that live: relays of all others are lost. */
  public List<String> incarnations(Instant now) {
    List<String> names = new ArrayList<>();
    live(now)
        .forEach(
            status -> names.add(new Incarnation(status.transcoder(), status.startedAt()).name()));
    return names;
  }

  private List<TranscoderStatus> live(Instant now) {
    return known.values().stream()
        .filter(status -> !status.toldAt().plus(LOST_AFTER).isBefore(now))
        .toList();
  }
}
