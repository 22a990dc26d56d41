package io.strowger.gateway.esl;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One unit of the event socket.
 *
 * <pre>
 * Content-Length: 17\n
 * Content-Type: api/response\n
 * \n
 * {"row_count": 0}\n          exactly Content-Length bytes, nothing after them
 * </pre>
 *
 * @param headers the lines before the empty one
 * @param body as many bytes as {@code Content-Length} said; empty without it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Frame(Headers headers, byte[] body) {
  /** {@code Content-Type} of an event in JSON. */
  public static final String EVENT_JSON = "text/event-json";

  /** {@code Content-Type} of an event in plain lines. */
  public static final String EVENT_PLAIN = "text/event-plain";

  /** {@code Content-Type} of an event in XML. */
  public static final String EVENT_XML = "text/event-xml";

  /** {@code Content-Type} of the answer to a command that is not {@code api}. */
  public static final String COMMAND_REPLY = "command/reply";

  /** {@code Content-Type} of the answer to {@code api}. */
  public static final String API_RESPONSE = "api/response";

  /** {@code Content-Type} of the first frame that a switch sends to who dialled it. */
  public static final String AUTH_REQUEST = "auth/request";

  /** {@code Content-Type} of the last frame before the switch closes or lingers. */
  public static final String DISCONNECT_NOTICE = "text/disconnect-notice";

  /** {@code Content-Type} of a refusal by the switch's access list. */
  public static final String RUDE_REJECTION = "text/rude-rejection";

  /** {@code Content-Type}; empty if there is none. */
  public String contentType() {
    String type = headers.first("Content-Type");
    return type == null ? "" : type;
  }

  /** {@code Reply-Text}; absent if there is none. */
  public @Nullable String replyText() {
    return headers.first("Reply-Text");
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** True for an event in any of the three formats. */
  public boolean isEvent() {
    return switch (contentType()) {
      case EVENT_JSON, EVENT_PLAIN, EVENT_XML -> true;
      default -> false;
    };
  }
}
