package io.strowger.rating.cgrates.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a run of each event that its filters let pass: an event of its own, with its own cost.
 *
 * @param from when it begins to hold; absent is always
 * @param until when it ends to hold; absent is never
 */
public record ChargerProfile(
    String id,
    List<EventFilter> filters,
    List<InlineAttribute> attributes,
    String runId,
    BigDecimal weight,
    @Nullable Instant from,
    @Nullable Instant until) {
  private static final Shape INTERVAL =
      Shape.named("ActivationInterval").text("ActivationTime", "ExpiryTime");

  /** How a profile is told. */
  public static final Shape SHAPE =
      Shape.named("ChargerProfile")
          .text("Tenant", "ID")
          .texts("FilterIDs")
          .one("ActivationInterval", INTERVAL)
          .text("RunID")
          .texts("AttributeIDs")
          .number("Weight");

  private static final Comparator<ChargerProfile> HEAVIEST_FIRST =
      Comparator.comparing(ChargerProfile::weight).reversed().thenComparing(ChargerProfile::id);

  /**
   * As it is kept: what is told from now on, such as {@code +1h}, as the moment that is meant.
   *
   * @throws io.strowger.rating.cgrates.RpcError when a time cannot be read
   */
  public static Fields dated(Fields given, GoTime times, Instant now) {
    ObjectNode dated = given.json().deepCopy();
    if (dated.path("ActivationInterval") instanceof ObjectNode interval) {
      interval
          .properties()
          .forEach(end -> end.setValue(RpcJson.time(times.parse(end.getValue().asText(), now))));
    }
    return new Fields(dated);
  }

  /**
   * Reads a profile as it is kept. Where it was kept as it was told, before moments were, times
   * count from 1970 as they always did.
   *
   * @throws io.strowger.rating.cgrates.RpcError when it refers to what is not there
   */
  public static ChargerProfile of(Fields kept, GoTime times) {
    String owner = kept.text("Tenant") + ":" + kept.text("ID");
    Fields interval = INTERVAL.read(kept.json().path("ActivationInterval"));
    return new ChargerProfile(
        kept.text("ID"),
        kept.texts("FilterIDs").stream().map(filter -> EventFilter.of(filter, owner)).toList(),
        InlineAttribute.of(kept.texts("AttributeIDs")),
        kept.text("RunID"),
        kept.number("Weight"),
        times.parse(interval.text("ActivationTime"), Instant.EPOCH),
        times.parse(interval.text("ExpiryTime"), Instant.EPOCH));
  }

  /** The profiles that are for an event, the heaviest first. */
  public static List<ChargerProfile> matching(
      List<ChargerProfile> profiles, CgrEvent event, Instant now) {
    return profiles.stream()
        .filter(profile -> profile.holdsFor(event, now))
        .sorted(HEAVIEST_FIRST)
        .toList();
  }

  /** The names of the fields that it changes, each once. */
  public List<String> changed() {
    return Stream.concat(Stream.of("RunID"), attributes.stream().map(InlineAttribute::field))
        .distinct()
        .toList();
  }

  private boolean holdsFor(CgrEvent event, Instant now) {
    return (from == null || !now.isBefore(from))
        && (until == null || now.isBefore(until))
        && filters.stream().allMatch(filter -> filter.passes(event));
  }

  /** The run that it makes of an event. */
  public CgrEvent run(CgrEvent event) {
    CgrEvent run = event.with("RunID", runId);
    for (InlineAttribute attribute : attributes) {
      run = attribute.change(run);
    }
    return run;
  }
}
