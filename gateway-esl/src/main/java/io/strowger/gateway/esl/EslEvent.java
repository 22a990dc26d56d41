package io.strowger.gateway.esl;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An event of the switch: named headers in readable form, whatever format it came in. */
public final class EslEvent {
  /** The header that names the event. */
  public static final String NAME = "Event-Name";

  /** The header under which an event's body is kept. */
  public static final String BODY = "_body";

  private static final String ARRAY = "ARRAY::";
  private static final String ARRAY_SEPARATOR = "|:";
  private static final String VARIABLE = "variable_";

  private final String name;
  private final Map<String, String> headers;

  EslEvent(String name, Map<String, String> headers) {
    this.name = name;
    this.headers = headers;
  }

  /** {@code Event-Name}, such as {@code CHANNEL_ANSWER}; empty when the event has none. */
  public String name() {
    return name;
  }

  /** A header's value; one of several values stands as {@code ARRAY::first|:second}. */
  public @Nullable String header(String header) {
    return headers.get(header);
  }

  /** A channel variable's value. */
  public @Nullable String variable(String variable) {
    return headers.get(VARIABLE + variable);
  }

  /** A header's values, taken apart; empty when the event has none. */
  public List<String> values(String header) {
    String value = headers.get(header);
    if (value == null) {
      return List.of();
    }
    return value.startsWith(ARRAY)
        ? Arrays.asList(value.substring(ARRAY.length()).split("\\|:", -1))
        : List.of(value);
  }

  /** {@code Unique-ID}: the leg it is about; absent for events of the switch. */
  public @Nullable String legUuid() {
    return headers.get("Unique-ID");
  }

  /** {@code Core-UUID}: new with every start of the switch. */
  public @Nullable String coreUuid() {
    return headers.get("Core-UUID");
  }

  /** {@code Event-Sequence}: unique within a {@code Core-UUID}; no proof of order. */
  public @Nullable String sequence() {
    return headers.get("Event-Sequence");
  }

  /** {@code Event-Date-Timestamp} in microseconds since 1970; 0 when there is none. */
  public long timestampMicros() {
    return micros("Event-Date-Timestamp");
  }

  /** A header that counts microseconds since 1970; 0 when absent or no number. */
  public long micros(String header) {
    String value = headers.get(header);
    if (value == null || value.isEmpty() || value.length() > 18) {
      return 0;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return 0;
      }
    }
    return Long.parseLong(value);
  }

  /** What stands after the headers, such as the result of a background job. */
  public @Nullable String body() {
    return headers.get(BODY);
  }

  /** How many headers were read. */
  public int size() {
    return headers.size();
  }

  /** Shows every header that was read. */
  public void forEach(BiConsumer<String, String> header) {
    headers.forEach(header);
  }

  /** Adds a value to those a name has already. */
  static String append(String before, String more) {
    return (before.startsWith(ARRAY) ? before : ARRAY + before) + ARRAY_SEPARATOR + more;
  }

  /** One value of several, as FreeSWITCH writes arrays. */
  static String array(List<String> values) {
    return values.size() == 1 ? values.getFirst() : ARRAY + String.join(ARRAY_SEPARATOR, values);
  }

  @Override
  public String toString() {
    return name + "(" + legUuid() + ", " + sequence() + ")";
  }
}
