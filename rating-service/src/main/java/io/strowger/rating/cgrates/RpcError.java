package io.strowger.rating.cgrates;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;

/** A request answered by an error; its message is the text that scripts compare. */
public final class RpcError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error of this text. */
  public RpcError(String text) {
    super(text, null, false, false);
  }

  /** What came is no JSON. */
  static RpcError malformed(JsonProcessingException fault) {
    return new RpcError("malformed JSON: " + fault.getOriginalMessage());
  }

  /** What was asked for is not there. */
  public static RpcError notFound() {
    return new RpcError("NOT_FOUND");
  }

  /** What was to be made is there already. */
  public static RpcError exists() {
    return new RpcError("EXISTS");
  }

  /** Something else went wrong. */
  public static RpcError server(String text) {
    return new RpcError("SERVER_ERROR: " + text);
  }

  /** Members that the method cannot do without, in the order of its struct. */
  public static RpcError missing(List<String> members) {
    return new RpcError("MANDATORY_IE_MISSING: [" + String.join(" ", members) + "]");
  }

  /** A method of CGRateS that this service does not have. */
  public static RpcError notImplemented(String method, String instead) {
    return new RpcError("NOT_IMPLEMENTED: " + method + ": " + instead);
  }

  /** What is said to a client. */
  public String text() {
    String message = getMessage();
    return message == null ? "SERVER_ERROR" : message;
  }
}
