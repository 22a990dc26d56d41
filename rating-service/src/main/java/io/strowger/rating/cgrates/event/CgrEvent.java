package io.strowger.rating.cgrates.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Something that happened: fields by name, of any type.
 *
 * @param tenant whom it belongs to
 * @param fields such as {@code Account}, {@code Destination}, {@code Usage}
 * @param options how it is to be worked on, such as {@code *sessionsChargeable}
 */
public record CgrEvent(String tenant, ObjectNode fields, JsonNode options) {
  /** The option that says whether a session costs anything from now on. */
  public static final String CHARGEABLE = "*sessionsChargeable";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,48}");

  /** An event without options. */
  public static CgrEvent of(String tenant, ObjectNode fields) {
    return new CgrEvent(tenant, fields, MissingNode.getInstance());
  }

  /** A field as text; empty when it is not there. */
  public String text(String field) {
    JsonNode value = fields.path(field);
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    return value.isValueNode() ? value.asText() : RpcJson.write(value);
  }

  /** A field as text, or what holds when it is empty. */
  public String textOr(String field, String otherwise) {
    String text = text(field);
    return text.isEmpty() ? otherwise : text;
  }

  /** True when the field is there, whatever it holds. */
  public boolean has(String field) {
    return fields.has(field);
  }

  /**
   * A usage: a number is nanoseconds or units, a text is as Go writes durations.
   *
   * @throws RpcError when it is neither
   */
  public OptionalLong usage(String field) {
    JsonNode value = fields.path(field);
    if (value.isNull() || value.isMissingNode()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        value.isNumber() ? value.decimalValue().longValue() : GoDuration.nanos(value.asText()));
  }

  /** How much was used of what is over: nothing where nothing is said. */
  public long used() {
    return Math.max(0, usage("Usage").orElse(0));
  }

  /** A time; empty when it is not there or cannot be read. */
  public Optional<Instant> time(String field, GoTime times, Instant now) {
    try {
      return Optional.ofNullable(times.parse(text(field), now));
    } catch (RpcError unreadable) {
      return Optional.empty();
    }
  }

  /** An option that is true or false. */
  public boolean option(String name, boolean otherwise) {
    JsonNode value = options.path(name);
    return value.isBoolean() || value.isTextual() ? value.asText().equals("true") : otherwise;
  }

  /** Its id, by which all that is told of it belongs together: of its origin's id and host. */
  public String cgrId() {
    String given = text("CGRID");
    return given.isEmpty() ? sha1(text("OriginID") + text("OriginHost")) : given;
  }

  /** What entries of the ledger are named by: its id, with its origin's where that is another. */
  public String name() {
    String origin = text("OriginID");
    boolean ofOrigin = origin.isEmpty() || cgrId().equals(sha1(origin + text("OriginHost")));
    return ofOrigin ? nameOf(cgrId()) : sha1(cgrId() + ":" + origin);
  }

  /** What entries of the ledger are named by that belong to an id. */
  public static String nameOf(String cgrId) {
    return NAME.matcher(cgrId).matches() ? cgrId : sha1(cgrId);
  }

  /** The same with another value in a field. */
  public CgrEvent with(String field, String value) {
    ObjectNode copy = fields.deepCopy();
    copy.put(field, value);
    return new CgrEvent(tenant, copy, options);
  }

  /** The same without these fields. */
  public CgrEvent without(String... names) {
    ObjectNode copy = fields.deepCopy();
    copy.remove(List.of(names));
    return new CgrEvent(tenant, copy, options);
  }

  /** The same with the fields of another on top. */
  public CgrEvent with(ObjectNode others) {
    ObjectNode copy = fields.deepCopy();
    copy.setAll(others);
    return new CgrEvent(tenant, copy, options);
  }

  private static String sha1(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException defect) {
      throw new IllegalStateException("every Java has SHA-1", defect);
    }
  }
}
