package io.strowger.gateway.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.GatewayLease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaseBookTest {
  private static final Instant START = Instant.parse("2026-11-25T00:00:00Z");
  private static final List<SwitchId> ALL = switches("a", "b", "c", "d", "e", "f");

  private final LeaseBook book = new LeaseBook(LeaseTerms.STANDARD, true);

  @Test
  void grants_a_switch_that_is_nobody_s() {
    // When
    claim(0, 0, "a");

    // Then
    assertThat(grant("a").instance()).isZero();
    assertThat(grant("a").epoch()).isEqualTo(START.toEpochMilli());
  }

  @Test
  void grants_a_switch_to_the_first_of_two_claims() {
    // When
    claim(0, 0, "a");
    claim(0, 1, "a");

    // Then
    assertThat(grant("a").instance()).isZero();
  }

  @Test
  void lets_nobody_claim_what_its_holder_renews() {
    // Given
    claim(0, 0, "a");

    // When
    for (int second = 1; second < 60; second++) {
      renew(second, 0, "a");
      claim(second, 1, "a");
    }

    // Then
    assertThat(grant("a").instance()).isZero();
  }

  @Test
  void grants_an_expired_holder_s_switch_under_a_higher_epoch() {
    // Given
    claim(0, 0, "a");
    long first = grant("a").epoch();

    // When
    for (int second = 0; second <= 8; second++) {
      claim(second, 1, "a");
      assertThat(grant("a").instance()).isZero();
    }
    claim(9, 1, "a");

    // Then
    assertThat(grant("a").instance()).isEqualTo(1);
    assertThat(grant("a").epoch()).isGreaterThan(first);
  }

  @Test
  void fences_a_holder_that_comes_back() {
    // Given
    claim(0, 0, "a");
    Grant before = grant("a");
    for (int second = 0; second <= 9; second++) {
      claim(second, 1, "a");
    }
    Grant after = grant("a");

    // When
    book.read(
        lease(0, 1, 9, List.of(new GatewayLease.Holding(id("a"), before.epoch(), null))), at(20));

    // Then
    assertThat(grant("a")).isEqualTo(after);
    assertThat(after.sameHolderSince()).isEqualTo(after.epoch());
  }

  @Test
  void takes_nobody_for_dead_when_kafka_itself_was_away() {
    // Given
    claim(0, 0, "a");
    claim(0, 1, "b");

    // When
    claim(300, 1, "a");
    renew(301, 0, "a");
    claim(302, 1, "a");

    // Then
    assertThat(grant("a").instance()).isZero();
    assertThat(grant("a").epoch()).isEqualTo(START.toEpochMilli());
  }

  @Test
  void frees_at_once_what_is_let_go_or_left_or_of_an_earlier_start() {
    // Given
    claim(0, 0, "a", "b", "c");

    // When
    renew(1, 0, "b", "c");
    claim(1, 1, "a");
    assertThat(grant("a").instance()).isEqualTo(1);
    book.read(new GatewayLease("g0", 0, 2, 1, ALL, List.of(), switches("b"), false), at(2));
    claim(2, 1, "c");

    // Then
    assertThat(grant("b").incarnation()).isEqualTo(2);
    assertThat(grant("b").sameHolderSince()).isZero();
    assertThat(grant("c").instance()).isEqualTo(1);
    book.read(new GatewayLease("g0", 0, 2, 2, ALL, List.of(), List.of(), true), at(3));
    assertThat(book.grantOf(id("b"))).isEmpty();
  }

  @Test
  void hears_no_more_of_an_incarnation_that_was_replaced() {
    // Given
    book.read(new GatewayLease("g0", 0, 2, 1, ALL, List.of(), switches("a"), false), at(0));

    // When
    claim(1, 0, "b");

    // Then
    assertThat(book.grantOf(id("b"))).isEmpty();
    assertThat(book.incarnationOf(0)).contains(2L);
  }

  @Test
  void gives_a_late_reader_the_same_book() {
    // Given
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<GatewayLease> leases = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    LeaseBook late = new LeaseBook(LeaseTerms.STANDARD, false);

    // When
    for (int i = 0; i < 400; i++) {
      int instance = random.nextInt(3);
      Set<SwitchId> holds = new HashSet<>();
      book.grants()
          .forEach((name, grant) -> {
            if (grant.instance() == instance && random.nextInt(10) > 0) {
              holds.add(name);
            }
          });
      GatewayLease lease =
          lease(
              instance,
              1,
              i,
              holds.stream()
                  .map(name -> new GatewayLease.Holding(name, grant(name.value()).epoch(), null))
                  .toList(),
              book.shareOf(instance, at(i)).stream().filter(s -> !holds.contains(s)).toList());
      book.read(lease, at(i));
      leases.add(lease);
      times.add(at(i));
      if (i > 200) {
        late.read(lease, at(i));
      }
    }

    // Then
    assertThat(late.grants().keySet()).as("seed %d", seed).isEqualTo(book.grants().keySet());
    late.grants()
        .forEach((name, grant) -> {
          assertThat(grant.epoch()).isEqualTo(grant(name.value()).epoch());
          assertThat(grant.instance()).isEqualTo(grant(name.value()).instance());
        });
  }

  @Test
  void shares_evenly_and_moves_no_more_than_it_must() {
    // Given
    claim(0, 0, "a", "b", "c", "d", "e", "f");

    // When
    claim(1, 1);
    Set<SwitchId> two = book.shareOf(0, at(1));
    claim(1, 2);

    // Then
    assertThat(two).hasSize(3);
    assertThat(book.shareOf(0, at(1))).hasSize(2);
    assertThat(book.shareOf(1, at(1))).hasSize(2);
    assertThat(book.shareOf(2, at(1))).hasSize(2);
  }

  @Test
  void shares_a_dead_instance_s_switches_among_the_living() {
    // Given
    claim(0, 0, "a", "b");
    claim(0, 1, "c", "d");
    claim(0, 2, "e", "f");

    // When
    for (int second = 1; second <= 10; second++) {
      renew(second, 1, "c", "d");
      renew(second, 2, "e", "f");
    }

    // Then
    assertThat(book.shareOf(0, at(10))).isEmpty();
    assertThat(book.shareOf(1, at(10))).hasSize(3).containsAll(switches("c", "d"));
    assertThat(book.shareOf(2, at(10))).hasSize(3).containsAll(switches("e", "f"));
    assertThat(book.couldClaim(1, id("a"), at(10))).isTrue();
  }

  @Test
  void gives_a_switch_only_to_who_knows_it() {
    // When
    book.read(new GatewayLease("g0", 0, 1, 1, switches("a"), List.of(), List.of(), false), at(0));
    book.read(
        new GatewayLease("g1", 1, 1, 1, switches("b", "c", "d"), List.of(), List.of(), false),
        at(0));

    // Then
    assertThat(book.shareOf(0, at(0))).containsExactlyElementsOf(switches("a"));
    assertThat(book.shareOf(1, at(0))).containsExactlyElementsOf(switches("b", "c", "d"));
  }

  @Test
  void trusts_a_lease_shorter_than_it_lasts() {
    assertThat(LeaseTerms.STANDARD.trustedFor()).isLessThan(LeaseTerms.STANDARD.expiresAfter());
    assertThat(LeaseTerms.STANDARD.beatEvery().multipliedBy(3))
        .isLessThan(LeaseTerms.STANDARD.trustedFor());
  }

  private void claim(int second, int instance, String... claims) {
    List<GatewayLease.Holding> holds = new ArrayList<>();
    book.grants()
        .forEach((name, grant) -> {
          if (grant.instance() == instance) {
            holds.add(new GatewayLease.Holding(name, grant.epoch(), null));
          }
        });
    book.read(lease(instance, 1, second, holds, switches(claims)), at(second));
  }

  private void renew(int second, int instance, String... holds) {
    List<GatewayLease.Holding> holdings =
        Arrays.stream(holds)
            .map(name -> new GatewayLease.Holding(id(name), grant(name).epoch(), null))
            .toList();
    book.read(lease(instance, 1, second, holdings), at(second));
  }

  private static GatewayLease lease(
      int instance, long incarnation, long beat, List<GatewayLease.Holding> holds) {
    return lease(instance, incarnation, beat, holds, List.of());
  }

  private static GatewayLease lease(
      int instance,
      long incarnation,
      long beat,
      List<GatewayLease.Holding> holds,
      List<SwitchId> claims) {
    return new GatewayLease("g" + instance, instance, incarnation, beat, ALL, holds, claims, false);
  }

  private Grant grant(String name) {
    return book.grantOf(id(name)).orElseThrow();
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static SwitchId id(String name) {
    return new SwitchId(name);
  }

  private static List<SwitchId> switches(String... names) {
    return Arrays.stream(names).map(SwitchId::new).toList();
  }
}
