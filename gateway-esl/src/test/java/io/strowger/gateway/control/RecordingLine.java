package io.strowger.gateway.control;

import io.strowger.gateway.esl.EslRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A switch that answers each request at once, in the words of a real one, and keeps them. */
final class RecordingLine implements Line {
  private final List<EslRequest> requests = new ArrayList<>();
  private boolean gone;

  /** From now on there is no such leg. */
  void legIsGone() {
    gone = true;
  }

  List<EslRequest> requests() {
    return requests;
  }

  /** API commands as they are, applications as {@code name: argument}. */
  List<String> asked() {
    return requests.stream().map(RecordingLine::told).toList();
  }

  private static String told(EslRequest request) {
    String text = request.text();
    if (text.startsWith("api ")) {
      return text.substring("api ".length()).strip();
    }
    return header(text, "execute-app-name") + ": " + header(text, "execute-app-arg");
  }

  private static String header(String text, String name) {
    int from = text.indexOf(name + ": ") + name.length() + 2;
    return text.substring(from, text.indexOf('\n', from));
  }

  @Override
  public void send(EslRequest request, ReplyHandler handler, Instant now) {
    requests.add(request);
    handler.accept(answer(request.text()), now);
  }

  private String answer(String text) {
    if (text.startsWith("sendmsg")) {
      return gone ? "-ERR invalid session id [x]" : "+OK";
    }
    String api = text.substring("api ".length()).strip();
    String name = api.split(" ")[0];
    return switch (name) {
      case "uuid_exists" -> Boolean.toString(!gone);
      case "global_getvar" -> "/rec";
      case "uuid_hold" -> "+OK Success\n";
      case "sofia" -> "Reload XML [Success]\n+OK scan complete\n";
      case "show" -> "{\"row_count\":0}";
      case "uuid_dump" ->
          gone
              ? "-ERR No such channel!\n"
              : "{\"Event-Name\":\"CHANNEL_DATA\",\"variable_note\":\"x\",\"Channel-Name\":\"y\"}";
      default -> gone ? refusal(name) : "+OK\n";
    };
  }

  /** What {@code mod_commands.c} says. */
  private static String refusal(String name) {
    return switch (name) {
      case "uuid_answer", "uuid_pre_answer", "uuid_ring_ready" -> "-ERROR\n";
      case "uuid_media" -> "-ERR Operation failed\n";
      case "uuid_media_reneg" -> "-ERR Operation Failed\n";
      case "uuid_broadcast" -> "-ERR invalid uuid\n";
      case "uuid_bridge" -> "-ERR Invalid uuid\n";
      case "uuid_record", "uuid_send_dtmf" -> "-ERR Cannot locate session!\n";
      case "uuid_deflect" -> "-ERR No such channel x!\n";
      case "originate" -> "-ERR NORMAL_TEMPORARY_FAILURE\n";
      default -> "-ERR No such channel!\n";
    };
  }

  @Override
  public boolean hasBackgroundJobs() {
    return false;
  }
}
