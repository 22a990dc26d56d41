package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.contracts.wire.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private final Queue<List<Received>> done = new ConcurrentLinkedQueue<>();

  @Test
  void few_records_are_done_together_as_they_came() {
    List<Received> few = records(2 * SideBySide.FEWEST - 1, 10);

    accept(few, done::add);

    assertThat(done).containsExactly(few);
  }

  @Test
  void many_records_are_done_in_parts_at_the_same_time() {
    Phaser both = new Phaser(2);
    List<Received> many = records(2 * SideBySide.FEWEST, 10);

    accept(
        many,
        part -> {
          both.arriveAndAwaitAdvance();
          done.add(part);
        });

    assertThat(done).hasSize(2);
    assertThat(done.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(many);
  }

  @Test
  void all_of_one_key_is_done_in_order_by_one_part() {
    List<Received> many = records(400, 7);

    accept(many, done::add);

    Map<String, List<Received>> byKey =
        done.stream().flatMap(List::stream).collect(Collectors.groupingBy(Received::key));
    assertThat(byKey).isEqualTo(many.stream().collect(Collectors.groupingBy(Received::key)));
    assertThat(done.stream().flatMap(part -> part.stream().map(Received::key).distinct()).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void many_records_of_one_key_are_no_parts() {
    List<Received> many = records(400, 1);

    accept(many, done::add);

    assertThat(done).containsExactly(many);
  }

  @Test
  void a_part_that_fails_is_told_after_all_have_ended() {
    CountDownLatch failed = new CountDownLatch(1);
    List<Received> many = records(100, 2);
    String failing = many.getFirst().key();

    assertThatThrownBy(() ->
            accept(
                many,
                part -> {
                  if (part.getFirst().key().equals(failing)) {
                    failed.countDown();
                    throw new IllegalStateException("a defect");
                  }
                  await(failed);
                  done.add(part);
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a defect");
    assertThat(done).hasSize(1);
  }

  @Test
  void an_error_of_the_first_part_is_told_after_all_have_ended() {
    Thread first = Thread.currentThread();
    List<Received> many = records(100, 2);

    assertThatThrownBy(() ->
            accept(
                many,
                part -> {
                  if (Thread.currentThread() == first) {
                    throw new StackOverflowError("an error");
                  }
                  while (first.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                  }
                  done.add(part);
                }))
        .isInstanceOf(StackOverflowError.class)
        .hasMessage("an error");
    assertThat(done).hasSize(1);
  }

  @Test
  void an_outage_of_one_part_counts_for_more_than_a_defect_of_another() {
    List<Received> many = records(100, 2);
    for (String away : List.of(many.get(0).key(), many.get(1).key())) {
      assertThatThrownBy(() ->
              accept(
                  many,
                  part -> {
                    if (part.getFirst().key().equals(away)) {
                      throw new Unavailable("the database is away", new IOException());
                    }
                    throw new IllegalStateException("a defect");
                  }))
          .isInstanceOf(Unavailable.class);
    }
  }

  private static void accept(List<Received> batch, BatchHandler handler) {
    try (SideBySide sideBySide = new SideBySide("test", 2, handler)) {
      sideBySide.accept(batch);
    }
  }

  private static List<Received> records(int count, int keys) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            new Received(Topic.CHARGING_REQUESTS, "account-" + i % keys, i, "id-" + i, null, 0, i))
        .toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
