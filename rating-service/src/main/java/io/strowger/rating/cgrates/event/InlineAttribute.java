package io.strowger.rating.cgrates.event;

import io.strowger.rating.cgrates.RpcError;
import java.util.ArrayList;
import java.util.List;

/**
 * What a charger changes in the events of its run: {@code *constant:*req.RequestType:*rated}, or
 * {@code *variable:*req.Subject:~*req.Account}; several are separated by semicolons.
 */
public record InlineAttribute(boolean constant, String field, String value) {
  private static final String REQUEST = "*req.";

  /**
   * Reads attributes; none for {@code *none}.
   *
   * @throws RpcError when one is the name of a profile kept elsewhere
   */
  public static List<InlineAttribute> of(List<String> ids) {
    List<InlineAttribute> attributes = new ArrayList<>();
    for (String id : ids) {
      if (id.equals("*none")) {
        continue;
      }
      for (String text : id.split(";")) {
        attributes.add(of(text));
      }
    }
    return attributes;
  }

  private static InlineAttribute of(String text) {
    String[] parts = text.split(":", 3);
    boolean constant = parts[0].equals("*constant");
    boolean known = constant || parts[0].equals("*variable");
    if (!known || parts.length < 3 || !parts[1].startsWith(REQUEST)) {
      throw RpcError.server(
          "NOT_IMPLEMENTED:attribute profile "
              + text
              + "; inline *constant and *variable of *req are known");
    }
    return new InlineAttribute(constant, parts[1].substring(REQUEST.length()), parts[2]);
  }

  /** The event with its field changed. */
  CgrEvent change(CgrEvent event) {
    String source = "~" + REQUEST;
    return constant || !value.startsWith(source)
        ? event.with(field, value)
        : event.with(field, event.text(value.substring(source.length())));
  }
}
