package io.strowger.gateway.esl;

import org.jspecify.annotations.Nullable;

/** Reads events in the three formats of the event socket. Safe for use by many threads. */
public final class EventDecoder {
  private final Interest interest;

  /** A decoder that reads what is of interest. */
  public EventDecoder(Interest interest) {
    this.interest = interest;
  }

  /**
   * The event in a frame; absent when it is not of interest.
   *
   * @throws MalformedFrame when the frame holds no event, or one that cannot be read
   */
  public @Nullable EslEvent decode(Frame frame) throws MalformedFrame {
    return switch (frame.contentType()) {
      case Frame.EVENT_JSON -> JsonEvents.decode(frame.body(), interest);
      case Frame.EVENT_PLAIN -> PlainEvents.decode(frame.body(), interest);
      case Frame.EVENT_XML -> XmlEvents.decode(frame.body(), interest);
      default -> throw new MalformedFrame("no event but '" + frame.contentType() + "'");
    };
  }

  /**
   * The event in JSON that an {@code uuid_dump} returns.
   *
   * @throws MalformedFrame when it cannot be read
   */
  public static EslEvent decodeDump(byte[] json) throws MalformedFrame {
    EslEvent event = JsonEvents.decode(json, Interest.everything());
    if (event == null) {
      throw new MalformedFrame("the dump is empty");
    }
    return event;
  }

  /** The channel that the first answer of an outbound connection describes in its headers. */
  public static EslEvent channelOf(Headers connected) {
    return PlainEvents.fromHeaders(connected);
  }
}
