package io.strowger.transcoder.ng;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of the bencoding: {@code 4:text}, {@code i42e}, {@code l...e}, {@code d...e}. Texts are
 * octets, kept as ISO 8859-1 characters of the same number, so that nothing is lost of what is no
 * UTF-8.
 */
public sealed interface Bencoded {
  /** A text. */
  record Text(String octets) implements Bencoded {}

  /** A whole number. */
  record Whole(long value) implements Bencoded {}

  /** A list. */
  record Items(List<Bencoded> items) implements Bencoded {}

  /** A dictionary, its keys in the order they came in: that of others is often not sorted. */
  record Dictionary(Map<String, Bencoded> entries) implements Bencoded {
    /** A text of the dictionary; empty when there is none of this name. */
    public Optional<String> text(String key) {
      return entries.get(key) instanceof Text(String octets)
          ? Optional.of(octets)
          : Optional.empty();
    }

    /** The texts of a list of the dictionary; a single text is a list of itself. */
    public List<String> texts(String key) {
      return switch (entries.get(key)) {
        case Items(List<Bencoded> items) -> Bencoded.textsOf(items);
        case Text(String octets) -> List.of(octets);
        case null, default -> List.of();
      };
    }

    /** A dictionary of the dictionary; empty without entries when there is none of this name. */
    public Dictionary dictionary(String key) {
      return entries.get(key) instanceof Dictionary inner ? inner : new Dictionary(Map.of());
    }
  }

  /** A text. */
  static Bencoded of(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return new Text(new String(octets, StandardCharsets.ISO_8859_1));
  }

  /** A number. */
  static Bencoded of(long number) {
    return new Whole(number);
  }

  private static List<String> textsOf(List<Bencoded> items) {
    return items.stream()
        .<String>mapMulti((item, texts) -> {
          if (item instanceof Text(String octets)) {
            texts.accept(octets);
          }
        })
        .toList();
  }
}
