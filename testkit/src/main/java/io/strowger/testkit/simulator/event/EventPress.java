package io.strowger.testkit.simulator.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints events: numbers them, dates them, and serialises each at most once in each format. Used by
 * one thread.
 */
public final class EventPress {

  private HeaderBlock identity;
  private final EventDates dates = new EventDates();
  private long sequence;

  /** Prints for a switch with these identity headers (Core-UUID, hostname, addresses). */
  public EventPress(HeaderBlock identity) {
    this.identity = identity;
  }

  /** The switch has another identity from now on, and counts its events from the beginning. */
  public void restart(HeaderBlock newIdentity) {
    identity = newIdentity;
    sequence = 0;
  }

  /** Gives the event the next number, whether or not anybody will hear it. */
  public Printed number(SwitchEvent event, long micros) {
    sequence++;
    return new Printed(event, micros, sequence);
  }

  /** A numbered event. */
  public final class Printed {

    private final SwitchEvent event;
    private final long micros;
    private final long number;
    private final byte[][] frames = new byte[EventFormat.values().length][];

    private Printed(SwitchEvent event, long micros, long number) {
      this.event = event;
      this.micros = micros;
      this.number = number;
    }

    public SwitchEvent event() {
      return event;
    }

    /** The whole frame in this format. */
    public byte[] frame(EventFormat format) {
      byte[] made = frames[format.ordinal()];
      if (made == null) {
        byte[] text = text(format);
        String head =
            "Content-Length: "
                + text.length
                + "\nContent-Type: text/event-"
                + format.word()
                + "\n\n";
        made = joined(head.getBytes(StandardCharsets.US_ASCII), text);
        frames[format.ordinal()] = made;
      }
      return made;
    }

    /** The event alone, without a frame. */
    public byte[] text(EventFormat format) {
      EventWriter writer = new EventWriter(format);
      List<HeaderBlock> common = List.of(identity, dates.at(micros));
      List<Header> own = new ArrayList<>(5);
      own.add(Header.of("Event-Date-Timestamp", Long.toString(micros)));
      own.addAll(EventOrigin.of(event.name()).all());
      own.add(Header.of("Event-Sequence", Long.toString(number)));
      event.writeTo(writer, common, own);
      return withBody(writer, format);
    }

    private byte[] withBody(EventWriter writer, EventFormat format) {
      String body = event.body();
      byte[] bodyBytes = body.getBytes(StandardCharsets.UTF_8);
      if (!body.isEmpty()) {
        writer.add(Header.of("Content-Length", Integer.toString(bodyBytes.length)));
      }
      return switch (format) {
        case JSON -> {
          if (!body.isEmpty()) {
            writer.add(Header.of("_body", body));
          }
          yield joined(new byte[] {'{'}, writer.contents(), new byte[] {'}'});
        }
        case PLAIN -> joined(writer.contents(), new byte[] {'\n'}, bodyBytes);
      };
    }
  }

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }
}
