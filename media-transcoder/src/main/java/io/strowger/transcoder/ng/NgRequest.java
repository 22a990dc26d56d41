package io.strowger.transcoder.ng;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a SIP proxy asks. */
public sealed interface NgRequest {
  /** The most of a Call-ID, a tag or a branch. */
  int MOST_OCTETS = 1_024;

  /** Whether we are there. */
  record Ping() implements NgRequest {}

  /** One party's offer: the reply holds what the other party is offered. */
  record Offer(Dialogue dialogue, String sdp, NgFlags flags) implements NgRequest {}

  /** The other party's answer: the reply holds what the offerer is answered. */
  record Answer(Dialogue dialogue, String sdp, NgFlags flags) implements NgRequest {}

  /** The call ended, or a branch of it: whose tags count is told. */
  record Delete(Dialogue dialogue) implements NgRequest {}

  /** A call is to be recorded from now on. */
  record StartRecording(Dialogue dialogue) implements NgRequest {}

  /** A call is to be recorded no longer. */
  record StopRecording(Dialogue dialogue) implements NgRequest {}

  /** How a call is. */
  record Query(Dialogue dialogue) implements NgRequest {}

  /** Which calls there are, no more than so many. */
  record ListCalls(int limit) implements NgRequest {}

  /** How everything is. */
  record Statistics() implements NgRequest {}

  /** Something that is not done here. */
  record Unsupported(String verb) implements NgRequest {}

  /**
   * Which call, and who.
   *
   * @param callId the SIP Call-ID
   * @param fromTag of the offerer, in its answer too; absent in some deletes and queries
   * @param toTag of the answerer; absent in a first offer
   * @param branch of the SIP request, by which proxies that fork tell branches apart
   */
  record Dialogue(
      String callId, @Nullable String fromTag, @Nullable String toTag, @Nullable String branch) {}

  /**
   * Reads a request.
   *
   * @throws MalformedNg naming what is missing
   */
  static NgRequest of(Bencoded.Dictionary message) throws MalformedNg {
    String verb = required(message, "command");
    return switch (verb) {
      case "ping" -> new Ping();
      case "offer" ->
          new Offer(parties(message, true), required(message, "sdp"), NgFlags.of(message));
      case "answer" ->
          new Answer(parties(message, true), required(message, "sdp"), NgFlags.of(message));
      case "delete" -> new Delete(ended(message));
      case "start recording" -> new StartRecording(parties(message, false));
      case "stop recording" -> new StopRecording(parties(message, false));
      case "query" -> new Query(parties(message, false));
      case "list" -> new ListCalls(limit(message));
      case "statistics" -> new Statistics();
      default -> new Unsupported(MalformedNg.shown(verb));
    };
  }

  private static Dialogue parties(Bencoded.Dictionary message, boolean withTag) throws MalformedNg {
    Optional<String> from = message.text("from-tag");
    if (withTag && from.isEmpty()) {
      throw new MalformedNg("there is no from-tag");
    }
    return new Dialogue(
        bounded("call-id", required(message, "call-id")),
        bounded("from-tag", from.orElse(null)),
        bounded("to-tag", message.text("to-tag").orElse(null)),
        bounded("via-branch", message.text("via-branch").orElse(null)));
  }

  /** Replies repeat these, and must fit into a datagram. */
  private static <T extends @Nullable String> T bounded(String key, T value) throws MalformedNg {
    if (value != null && value.length() > MOST_OCTETS) {
      throw new MalformedNg("the " + key + " is longer than " + MOST_OCTETS + " octets");
    }
    return value;
  }

  /** A proxy that leaves flags to us tells every to-tag, and by a flag whether it counts. */
  private static Dialogue ended(Bencoded.Dictionary message) throws MalformedNg {
    Dialogue told = parties(message, false);
    boolean counts =
        message
            .text("rtpp-flags")
            .map(flags -> FlagText.read(flags).contains("to-tag"))
            .orElse(true);
    return counts ? told : new Dialogue(told.callId(), told.fromTag(), null, told.branch());
  }

  private static int limit(Bencoded.Dictionary message) {
    int usual = 32;
    return switch (message.entries().get("limit")) {
      case Bencoded.Whole(long number) -> Math.clamp(number, 0, 10_000);
      case Bencoded.Text(String digits) when digits.matches("\\d{1,4}") -> Integer.parseInt(digits);
      case null, default -> usual;
    };
  }

  private static String required(Bencoded.Dictionary message, String key) throws MalformedNg {
    return message.text(key).orElseThrow(() -> new MalformedNg("there is no " + key));
  }
}
