package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackedRecordsTest {
  private final Outgoing free =
      new Outgoing(
          "charges", null, "call", Map.of("ce_id", "1", "ce_subject", "\u00fc"), bytes("{}"));
  private final Outgoing bound = new Outgoing("commands", 3, "", Map.of(), new byte[0]);

  @Test
  void records_come_out_as_they_went_in() {
    List<Outgoing> out = PackedRecords.unpack(PackedRecords.pack(List.of(free, bound)));

    assertThat(out).usingRecursiveFieldByFieldElementComparator().containsExactly(free, bound);
  }

  @Test
  void a_later_version_and_a_damaged_row_are_refused() {
    byte[] packed = PackedRecords.pack(List.of(free));
    byte[] later = packed.clone();
    later[0] = 2;

    assertThatThrownBy(() -> PackedRecords.unpack(later)).hasMessageContaining("version 2");
    assertThatThrownBy(() -> PackedRecords.unpack(Arrays.copyOf(packed, packed.length - 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
