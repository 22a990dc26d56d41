package io.strowger.transcoder.ng;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes bencoded values. */
public final class Bencoding {
  private static final int DEEPEST = 16;
  private static final int LONGEST_NUMBER = 19;

  private final byte[] octets;
  private int at;

  private Bencoding(byte[] octets, int from) {
    this.octets = octets;
    this.at = from;
  }

  /**
   * Reads the one value from a position to the end; line ends and NULs after it are passed over.
   *
   * @throws MalformedNg when there is none, or more
   */
  public static Bencoded read(byte[] octets, int from) throws MalformedNg {
    Bencoding reader = new Bencoding(octets, from);
    Bencoded value = reader.value(0);
    while (reader.at < octets.length) {
      byte rest = octets[reader.at++];
      if (rest != '\n' && rest != '\r' && rest != 0) {
        throw new MalformedNg("octets after the end of the message");
      }
    }
    return value;
  }

  /** The octets of a value. */
  public static byte[] write(Bencoded value) {
    StringBuilder text = new StringBuilder(1024);
    append(text, value);
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void append(StringBuilder text, Bencoded value) {
    switch (value) {
      case Bencoded.Text(String octets) -> text.append(octets.length()).append(':').append(octets);
      case Bencoded.Whole(long number) -> text.append('i').append(number).append('e');
      case Bencoded.Items(List<Bencoded> items) -> {
        text.append('l');
        items.forEach(item -> append(text, item));
        text.append('e');
      }
      case Bencoded.Dictionary(Map<String, Bencoded> entries) -> {
        text.append('d');
        entries.forEach((key, entry) -> {
          text.append(key.length()).append(':').append(key);
          append(text, entry);
        });
        text.append('e');
      }
    }
  }

  private Bencoded value(int depth) throws MalformedNg {
    if (depth > DEEPEST) {
      throw new MalformedNg("nested deeper than " + DEEPEST);
    }
    byte first = peek();
    return switch (first) {
      case 'i' -> {
        at++;
        yield new Bencoded.Whole(number('e', true));
      }
      case 'l' -> items(depth);
      case 'd' -> dictionary(depth);
      default -> new Bencoded.Text(text());
    };
  }

  private Bencoded items(int depth) throws MalformedNg {
    at++;
    List<Bencoded> items = new ArrayList<>();
    while (peek() != 'e') {
      items.add(value(depth + 1));
    }
    at++;
    return new Bencoded.Items(List.copyOf(items));
  }

  private Bencoded dictionary(int depth) throws MalformedNg {
    at++;
    Map<String, Bencoded> entries = new LinkedHashMap<>();
    while (peek() != 'e') {
      String key = text();
      if (entries.putIfAbsent(key, value(depth + 1)) != null) {
        throw new MalformedNg("key '" + MalformedNg.shown(key) + "' stands twice");
      }
    }
    at++;
    return new Bencoded.Dictionary(entries);
  }

  private String text() throws MalformedNg {
    long length = number(':', false);
    if (length > octets.length - at) {
      throw new MalformedNg("a text of " + length + " octets is cut off");
    }
    String text = new String(octets, at, (int) length, StandardCharsets.ISO_8859_1);
    at += (int) length;
    return text;
  }

  private long number(char end, boolean signed) throws MalformedNg {
    int start = at;
    if (signed && peek() == '-') {
      at++;
    }
    int digits = at;
    while (peek() != end) {
      if (octets[at] < '0' || octets[at] > '9' || at - digits >= LONGEST_NUMBER) {
        throw new MalformedNg("no number at octet " + start);
      }
      at++;
    }
    if (at == digits) {
      throw new MalformedNg("no number at octet " + start);
    }
    String text = new String(octets, start, at - start, StandardCharsets.ISO_8859_1);
    at++;
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException beyond) {
      throw new MalformedNg("no number at octet " + start);
    }
  }

  private byte peek() throws MalformedNg {
    if (at >= octets.length) {
      throw new MalformedNg("the message is cut off");
    }
    return octets[at];
  }
}
