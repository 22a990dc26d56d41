package io.strowger.gateway.esl;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a switch. Values of headers reach the switch as they are, not decoded: a CR, LF
 * or NUL in one would be a second header or command, and is refused with {@link
 * IllegalArgumentException}.
 *
 * @param text the request with its empty line, and its body if it has one
 */
public record EslRequest(String text) {

  /** The bytes to be written at once, header and body together. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** {@code auth}. */
  public static EslRequest auth(String password) {
    return line("auth " + password);
  }

  /**
   * {@code userauth}: as a user of the switch's directory, with that user's rights.
   *
   * @param user {@code user@domain}
   */
  public static EslRequest userAuth(String user, String password) {
    return line("userauth " + user + ":" + password);
  }

  /** {@code connect}, the first thing said on an outbound connection. */
  public static EslRequest connect() {
    return line("connect");
  }

  /** {@code linger}: keep the connection so long after the leg's end. A bare one is for ever. */
  public static EslRequest linger(int seconds) {
    return line("linger " + seconds);
  }

  /** {@code event json}: send these events; names after {@code CUSTOM} are subclasses. */
  public static EslRequest events(List<String> names) {
    return line("event json " + String.join(" ", names));
  }

  /** {@code filter}: let events through that have this header; several are alternatives. */
  public static EslRequest filter(String header, String value) {
    return line("filter " + header + " " + value);
  }

  /** {@code api}: answered at once, holding back this connection's events meanwhile. */
  public static EslRequest api(String command) {
    return line("api " + command);
  }

  /** {@code bgapi}: answered by a {@code BACKGROUND_JOB} of the chosen UUID. */
  public static EslRequest backgroundApi(String command, String jobUuid) {
    return new EslRequest(
        "bgapi "
            + clean("command", command)
            + "\nJob-UUID: "
            + clean("Job-UUID", jobUuid)
            + "\n\n");
  }

  /**
   * {@code sendmsg} of an application, its argument in a header.
   *
   * @param leg whose; on an outbound connection absent means its own leg
   * @param eventUuid comes back as {@code Application-UUID} when the application ended
   */
  public static EslRequest execute(
      @Nullable String leg, String application, String argument, @Nullable String eventUuid) {
    StringBuilder request = executeHead(leg, application);
    request.append("execute-app-arg: ").append(clean("argument", argument)).append('\n');
    appendEventUuid(request, eventUuid);
    return new EslRequest(request.append('\n').toString());
  }

  /** {@code sendmsg} of an application, its argument in the body: the way to pass line breaks. */
  public static EslRequest executeWithBody(
      @Nullable String leg, String application, String argument, @Nullable String eventUuid) {
    if (argument.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("argument holds a NUL");
    }
    StringBuilder request = executeHead(leg, application);
    appendEventUuid(request, eventUuid);
    int length = argument.getBytes(StandardCharsets.UTF_8).length;
    request.append("content-type: text/plain\ncontent-length: ").append(length).append("\n\n");
    return new EslRequest(request.append(argument).toString());
  }

  private static StringBuilder executeHead(@Nullable String leg, String application) {
    StringBuilder request = new StringBuilder("sendmsg");
    if (leg != null) {
      request.append(' ').append(clean("leg", leg));
    }
    return request
        .append("\ncall-command: execute\nexecute-app-name: ")
        .append(clean("application", application))
        .append('\n');
  }

  private static void appendEventUuid(StringBuilder request, @Nullable String eventUuid) {
    if (eventUuid != null) {
      request.append("event-uuid: ").append(clean("event-uuid", eventUuid)).append('\n');
    }
  }

  private static EslRequest line(String line) {
    return new EslRequest(clean("command", line) + "\n\n");
  }

  private static String clean(String what, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == '\0') {
        throw new IllegalArgumentException(what + " holds a line break or NUL at character " + i);
      }
    }
    return value;
  }
}
