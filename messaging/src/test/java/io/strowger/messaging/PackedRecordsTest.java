package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.messaging.PackedRecords.Pack;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackedRecordsTest {
  private final Outgoing free =
      new Outgoing(
          "charges", null, "call", Map.of("ce_id", "1", "ce_subject", "\u00fc"), bytes("{}"));
  private final Outgoing bound = new Outgoing("commands", 3, "", Map.of(), new byte[0]);

  @Test
  void records_come_out_as_they_went_in() {
    List<Pack> packs = PackedRecords.pack(List.of(free, bound), 8_000);

    assertThat(packs).hasSize(1);
    assertThat(PackedRecords.unpack(packs.getFirst().value()))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(free, bound);
  }

  @Test
  void no_value_has_more_records_than_asked_for_but_a_single_one() {
    Outgoing larger = new Outgoing("charges", null, "call", Map.of(), new byte[300]);
    List<Outgoing> records = List.of(bound, bound, larger, bound, bound, bound);
    int most = 2 * 28; // a topic of 8 bytes, a partition, no header, and four lengths

    List<Pack> packs = PackedRecords.pack(records, most);

    assertThat(packs).extracting(pack -> pack.records().size()).containsExactly(2, 1, 2, 1);
    assertThat(packs.stream().flatMap(pack -> PackedRecords.unpack(pack.value()).stream()))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(records);
    assertThat(PackedRecords.pack(List.of(), most)).isEmpty();
  }

  @Test
  void records_that_resemble_one_another_take_little_room() {
    List<Outgoing> many = Collections.nCopies(100, free);

    int together = PackedRecords.pack(many, 32_768).getFirst().value().length;

    assertThat(together).isLessThan(10 * packed(free).length);
  }

  @Test
  void what_an_earlier_version_left_is_read() {
    byte[] compressed = packed(bound);
    ByteBuffer plain =
        ByteBuffer.allocate(29)
            .put((byte) 1)
            .putInt(8)
            .put(bytes("commands"))
            .putInt(3)
            .putInt(0)
            .putInt(0)
            .putInt(0);

    assertThat(PackedRecords.unpack(plain.array()))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(PackedRecords.unpack(compressed));
  }

  @Test
  void a_later_version_and_a_damaged_row_are_refused() {
    byte[] packed = packed(free);
    byte[] later = packed.clone();
    later[0] = 3;
    byte[] longer = packed.clone();
    longer[1] = 0x7f;
    byte[] shorter = packed.clone();
    shorter[4]--;

    assertThatThrownBy(() -> PackedRecords.unpack(later)).hasMessageContaining("version 3");
    Stream.of(longer, shorter, Arrays.copyOf(packed, packed.length - 1), Arrays.copyOf(packed, 3))
        .forEach(damaged ->
            assertThatThrownBy(() -> PackedRecords.unpack(damaged))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be unpacked"));
    assertThatThrownBy(() -> PackedRecords.unpack(new byte[0]))
        .isInstanceOf(IllegalStateException.class);
  }

  private static byte[] packed(Outgoing record) {
    return PackedRecords.pack(List.of(record), 8_000).getFirst().value();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
