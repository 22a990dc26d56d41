package io.strowger.contracts.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a record, as CloudEvents 1.0 headers in Kafka's binary mode and W3C trace
 * context.
 *
 * @param id {@code ce_id}: the same message sent twice has the same one
 * @param type {@code ce_type}: the message's name on the wire
 * @param source {@code ce_source}: the service and instance that sent it
 * @param timeMicros {@code ce_time}: when, in epoch microseconds
 * @param subject {@code ce_subject}: what it is about, such as the call id
 * @param traceparent W3C trace context, passed on from the message answered; absent if none
 */
public record MessageHeaders(
    String id,
    String type,
    String source,
    long timeMicros,
    @Nullable String subject,
    @Nullable String traceparent) {
  /** Header of {@link #id}. */
  public static final String ID = "ce_id";

  /** Header of {@link #traceparent}. */
  public static final String TRACEPARENT = "traceparent";

  /** The headers by name, in the order they are written. */
  public Map<String, String> asMap() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put(ID, id);
    headers.put("ce_type", "io.strowger." + type);
    headers.put("ce_source", source);
    headers.put("ce_time", WireMapper.instant(timeMicros).toString());
    headers.put("content-type", "application/json");
    if (subject != null) {
      headers.put("ce_subject", subject);
    }
    if (traceparent != null) {
      headers.put(TRACEPARENT, traceparent);
    }
    return headers;
  }
}
