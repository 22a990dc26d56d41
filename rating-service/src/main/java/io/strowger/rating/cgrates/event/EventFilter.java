package io.strowger.rating.cgrates.event;

import io.strowger.rating.cgrates.RpcError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * A filter written into a profile, such as {@code *string:~*req.Account:1001|1002}: the kind, the
 * field, and values of which one has to fit.
 */
public record EventFilter(Kind kind, String field, List<String> values) {
  private static final String REQUEST = "~*req.";

  /** How values are compared with the field. */
  public enum Kind {
    STRING("*string", String::equals),
    NOT_STRING("*notstring", String::equals),
    PREFIX("*prefix", String::startsWith),
    NOT_PREFIX("*notprefix", String::startsWith),
    SUFFIX("*suffix", String::endsWith),
    NOT_SUFFIX("*notsuffix", String::endsWith),
    CONTAINS("*contains", String::contains),
    NOT_CONTAINS("*notcontains", String::contains),
    EMPTY("*empty", (field, _) -> field.isEmpty()),
    NOT_EMPTY("*notempty", (field, _) -> field.isEmpty()),
    LESS("*lt", (field, value) -> compare(field, value) < 0),
    LESS_OR_EQUAL("*lte", (field, value) -> compare(field, value) <= 0),
    GREATER("*gt", (field, value) -> compare(field, value) > 0),
    GREATER_OR_EQUAL("*gte", (field, value) -> compare(field, value) >= 0),
    EXISTS("*exists", (_, _) -> true),
    NOT_EXISTS("*notexists", (_, _) -> true);

    private final String word;
    private final BiPredicate<String, String> fits;

    Kind(String word, BiPredicate<String, String> fits) {
      this.word = word;
      this.fits = fits;
    }

    private static int compare(String field, String value) {
      try {
        return new BigDecimal(field).compareTo(new BigDecimal(value));
      } catch (NumberFormatException texts) {
        return field.compareTo(value);
      }
    }

    private boolean isNegative() {
      return word.startsWith("*not");
    }
  }

  private static final Set<Kind> WITHOUT_VALUES =
      Set.of(Kind.EMPTY, Kind.NOT_EMPTY, Kind.EXISTS, Kind.NOT_EXISTS);

  /**
   * Reads a filter.
   *
   * @param owner whose filter it is, for the error
   * @throws RpcError when it is the name of a filter kept elsewhere, or of a kind not known here
   */
  public static EventFilter of(String text, String owner) {
    if (!text.startsWith("*")) {
      throw broken(text, owner);
    }
    String[] parts = text.split(":", 3);
    Kind kind = null;
    for (Kind each : Kind.values()) {
      if (each.word.equals(parts[0])) {
        kind = each;
      }
    }
    if (kind == null) {
      throw RpcError.server("NOT_IMPLEMENTED:" + parts[0]);
    }
    boolean valued = !WITHOUT_VALUES.contains(kind);
    String values = parts.length > 2 ? parts[2] : "";
    if (parts.length < 2 || !parts[1].startsWith(REQUEST) || valued && values.isEmpty()) {
      throw broken(text, owner);
    }
    return new EventFilter(
        kind, parts[1].substring(REQUEST.length()), List.of(values.split("[|;]", -1)));
  }

  private static RpcError broken(String text, String owner) {
    return RpcError.server(
        "broken reference to filter: <%s> for item with ID: %s".formatted(text, owner));
  }

  /** True when the event is one of those meant. */
  public boolean passes(CgrEvent event) {
    if (kind == Kind.EXISTS || kind == Kind.NOT_EXISTS) {
      return event.has(field) == (kind == Kind.EXISTS);
    }
    String actual = event.text(field);
    boolean fits = values.stream().anyMatch(value -> kind.fits.test(actual, value));
    return fits != kind.isNegative();
  }
}
