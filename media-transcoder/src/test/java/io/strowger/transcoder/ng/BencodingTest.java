package io.strowger.transcoder.ng;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BencodingTest {

  @Test
  void keys_need_no_order_and_keep_theirs() throws Exception {
    Bencoded read = Bencoding.read("d4:zulu1:z5:alphai-7e4:listl1:a1:bee".getBytes(ISO_8859_1), 0);

    assertThat(read).isInstanceOf(Bencoded.Dictionary.class);
    Bencoded.Dictionary dictionary = (Bencoded.Dictionary) read;
    assertThat(dictionary.entries().keySet()).containsExactly("zulu", "alpha", "list");
    assertThat(dictionary.entries()).containsEntry("alpha", new Bencoded.Whole(-7));
    assertThat(dictionary.texts("list")).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the message is cut off",
        "d3:fo | a text of 3 octets is cut off",
        "d3:foo | the message is cut off",
        "9999999999999:x | a text of 9999999999999 octets is cut off",
        "99999999999999999999:x | no number at octet 0",
        "-1:x | no number at octet 0",
        "ie | no number at octet 1",
        "i1 | the message is cut off",
        "i9999999999999999999e | no number at octet 1",
        "x | no number at octet 0",
        "i1ei2e | octets after the end of the message",
        "d1:a1:b1:a1:ce | key 'a' stands twice",
        "di1e1:ae | no number at octet 1",
      })
  void what_is_no_bencoding_is_refused_in_words(String text, String reason) {
    assertThatThrownBy(() -> Bencoding.read(text.getBytes(ISO_8859_1), 0))
        .isInstanceOf(MalformedNg.class)
        .hasMessage(reason);
  }

  @Test
  void nesting_has_an_end() {
    String deep = "l".repeat(1000) + "e".repeat(1000);

    assertThatThrownBy(() -> Bencoding.read(deep.getBytes(ISO_8859_1), 0))
        .hasMessage("nested deeper than 16");
  }

  @Test
  void what_is_written_is_read_the_same_and_whatever_comes_is_read_or_refused() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      Bencoded value = random(random, 0);
      byte[] octets = Bencoding.write(value);
      assertThat(Bencoding.read(octets, 0)).as("seed %d", seed).isEqualTo(value);
      for (int change = random.nextInt(3); change >= 0; change--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      try {
        Bencoding.read(octets, 0);
      } catch (MalformedNg refused) {
        assertThat(refused.getMessage()).as("seed %d", seed).isNotBlank();
      }
    }
  }

  private static Bencoded random(Random random, int depth) {
    int kind = random.nextInt(depth > 3 ? 2 : 4);
    return switch (kind) {
      case 0 -> new Bencoded.Whole(random.nextLong());
      case 1 -> new Bencoded.Text(text(random));
      case 2 -> {
        List<Bencoded> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(random(random, depth + 1));
        }
        yield new Bencoded.Items(items);
      }
      default -> {
        Map<String, Bencoded> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          entries.put(text(random), random(random, depth + 1));
        }
        yield new Bencoded.Dictionary(entries);
      }
    };
  }

  private static String text(Random random) {
    byte[] octets = new byte[random.nextInt(20)];
    random.nextBytes(octets);
    return new String(octets, ISO_8859_1);
  }
}
