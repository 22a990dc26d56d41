package io.strowger.gateway.adapter.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.contracts.id.SwitchId;
import io.strowger.messaging.Outgoing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventBufferTest {
  private static final int MEMORY = 4_000;
  private static final int DISK = 1024 * 1024;
  private static final Duration AT_ONCE = Duration.ofNanos(1);

  @TempDir Path folder;
  private EventBuffer buffer;

  @BeforeEach
  void open() {
    buffer = EventBuffer.open(folder, MEMORY, DISK);
  }

  @AfterEach
  void close() {
    buffer.close();
  }

  @Test
  void keeps_in_memory_what_is_taken_soon() throws Exception {
    // When
    add(0, 5);

    // Then
    assertThat(buffer.depth().diskBytes()).isZero();
    assertThat(takeAll(true)).containsExactlyElementsOf(numbers(0, 5));
    assertThat(buffer.depth().records()).isZero();
    assertThat(buffer.depth().oldest()).isNull();
  }

  @Test
  void spills_to_disk_in_order_and_deletes_what_was_brought() throws Exception {
    // When
    add(0, 1_000);

    // Then
    assertThat(buffer.depth().diskBytes()).isGreaterThan(50_000);
    assertThat(takeAll(true)).containsExactlyElementsOf(numbers(0, 1_000));
    assertThat(buffer.depth().diskBytes()).isZero();
    assertThat(segments()).isEmpty();
  }

  @Test
  void keeps_the_order_while_records_come_and_go_at_random() throws Exception {
    // Given
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> taken = new ArrayList<>();
    int added = 0;

    // When
    while (added < 3_000) {
      int more = random.nextInt(40);
      add(added, added + more);
      added += more;
      for (int i = random.nextInt(45); i > 0; i--) {
        String next = takeOne(true);
        if (next != null) {
          taken.add(next);
        }
      }
    }
    taken.addAll(takeAll(true));

    // Then
    assertThat(taken).as("seed %d", seed).containsExactlyElementsOf(numbers(0, added));
  }

  @Test
  void refuses_what_does_not_fit_and_takes_records_again_when_there_is_room() throws Exception {
    // Given
    int fitting = 0;
    while (buffer.add(waiting(fitting))) {
      fitting++;
    }

    // When
    boolean another = buffer.add(waiting(fitting));
    List<String> taken = takeAll(true);

    // Then
    assertThat(another).isFalse();
    assertThat(taken).containsExactlyElementsOf(numbers(0, fitting));
    assertThat(buffer.add(waiting(fitting))).isTrue();
  }

  @Test
  void leaves_to_the_next_process_what_was_not_acknowledged() throws Exception {
    // Given
    add(0, 1_000);
    List<String> acknowledged = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      acknowledged.add(takeOne(true));
    }
    for (int i = 0; i < 50; i++) {
      takeOne(false);
    }

    // When
    buffer.close();
    buffer = EventBuffer.open(folder, MEMORY, DISK);
    add(1_000, 1_010);

    // Then
    assertThat(acknowledged).containsExactlyElementsOf(numbers(0, 300));
    assertThat(takeAll(true)).containsExactlyElementsOf(numbers(300, 1_010));
  }

  @Test
  void survives_the_process_s_sudden_end_with_what_was_on_disk() throws Exception {
    // Given
    add(0, 1_000);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".records")).toList()) {
        Files.copy(
            file, Files.createDirectories(folder.resolve("copy")).resolve(file.getFileName()));
      }
    }

    // When
    EventBuffer next = EventBuffer.open(folder.resolve("copy"), MEMORY, DISK);
    List<String> survived = takeAll(next, true);
    next.close();

    // Then
    assertThat(survived).hasSizeGreaterThan(950);
    assertThat(survived).containsExactlyElementsOf(numbers(1_000 - survived.size(), 1_000));
  }

  @Test
  void goes_on_behind_a_record_that_the_disk_has_spoilt() throws Exception {
    // Given
    add(0, 2_000);
    buffer.close();
    List<Path> segments = segments();
    byte[] first = Files.readAllBytes(segments.get(1));
    first[first.length / 2] ^= 1;
    Files.write(segments.get(1), first, StandardOpenOption.TRUNCATE_EXISTING);

    // When
    buffer = EventBuffer.open(folder, MEMORY, DISK);
    List<String> taken = takeAll(true);

    // Then
    assertThat(taken).hasSizeBetween(1_000, 1_999).isSorted();
    assertThat(taken.getLast()).isEqualTo(number(1_999));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(".unreadable"));
    }
  }

  @Test
  void gives_a_record_back_as_it_was() throws Exception {
    // Given
    Waiting whole =
        new Waiting(
            new Outgoing(
                "t", 3, "Zoë", Map.of("ce_id", "a:1", "n", "é\r\n"), new byte[] {0, -1, 7}),
            new SwitchId("west"),
            42,
            Instant.parse("2026-11-25T01:02:03.004Z"));

    // When
    byte[] encoded = WaitingCodec.encode(whole);
    Waiting decoded =
        WaitingCodec.decode(
            java.util.Arrays.copyOfRange(encoded, WaitingCodec.HEAD, encoded.length));

    // Then
    assertThat(decoded).usingRecursiveComparison().isEqualTo(whole);
  }

  @Test
  void shares_its_folder_with_nobody() {
    assertThatThrownBy(() -> EventBuffer.open(folder, MEMORY, DISK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("STROWGER_GATEWAY_BUFFER_FOLDER");
  }

  private void add(int from, int to) {
    for (int i = from; i < to; i++) {
      assertThat(buffer.add(waiting(i))).isTrue();
    }
  }

  private static Waiting waiting(int number) {
    return new Waiting(
        new Outgoing(
            "events", null, "k", Map.of(), number(number).getBytes(StandardCharsets.UTF_8)),
        new SwitchId("west"),
        7,
        Instant.EPOCH);
  }

  private static String number(int number) {
    return "%08d".formatted(number);
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(EventBufferTest::number).toList();
  }

  private @Nullable String takeOne(boolean acknowledge) throws InterruptedException {
    return takeOne(buffer, acknowledge);
  }

  private static @Nullable String takeOne(EventBuffer from, boolean acknowledge)
      throws InterruptedException {
    EventBuffer.Taken taken = from.take(AT_ONCE);
    if (taken == null) {
      return null;
    }
    if (acknowledge) {
      from.done(taken);
    }
    return new String(taken.waiting().record().value(), StandardCharsets.UTF_8);
  }

  private List<String> takeAll(boolean acknowledge) throws InterruptedException {
    return takeAll(buffer, acknowledge);
  }

  private static List<String> takeAll(EventBuffer from, boolean acknowledge)
      throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (String next = takeOne(from, acknowledge);
        next != null;
        next = takeOne(from, acknowledge)) {
      all.add(next);
    }
    return all;
  }

  private List<Path> segments() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".records")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
