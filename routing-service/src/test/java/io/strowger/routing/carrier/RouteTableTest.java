package io.strowger.routing.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.CarrierId;
import io.strowger.routing.number.DialledNumber;
import io.strowger.routing.number.NumberTranslation;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTableTest {
  private final RouteTable table =
      new RouteTable(
          List.of(
              carrier("a", true, new NumberTranslation(0, "")),
              carrier("b", true, new NumberTranslation(2, "0011")),
              carrier("off", false, new NumberTranslation(0, ""))),
          List.of(
              new Route("", new CarrierId("a"), 10),
              new Route("61", new CarrierId("a"), 20),
              new Route("61", new CarrierId("b"), 10),
              new Route("614", new CarrierId("off"), 1),
              new Route("44", new CarrierId("gone"), 1)));

  @Test
  void the_longest_prefix_wins_and_its_carriers_come_by_priority() {
    assertThat(carriers("61255500100")).containsExactly("b", "a");
    assertThat(carriers("+61255500100")).containsExactly("b", "a");
  }

  @Test
  void a_number_that_no_prefix_matches_takes_the_empty_one() {
    assertThat(carriers("33140000000")).containsExactly("a");
    assertThat(RouteTable.EMPTY.plan(new DialledNumber("33"))).isEmpty();
  }

  @Test
  void carriers_that_are_disabled_or_missing_are_passed_over() {
    assertThat(carriers("61411111111")).containsExactly("b", "a");
    assertThat(carriers("442071234567")).containsExactly("a");
  }

  @Test
  void each_carrier_gets_the_number_as_it_wants_it() {
    assertThat(table.plan(new DialledNumber("61255500100")))
        .extracting(attempt -> attempt.number().value())
        .containsExactly("0011255500100", "61255500100");
  }

  @Test
  void a_carrier_that_cannot_be_given_the_number_is_passed_over() {
    RouteTable wanting =
        new RouteTable(
            List.of(
                carrier("plus", true, new NumberTranslation(0, "+")),
                carrier("short", true, new NumberTranslation(3, "")),
                carrier("long", true, new NumberTranslation(0, "0011"))),
            List.of(
                new Route("", new CarrierId("plus"), 1),
                new Route("", new CarrierId("short"), 2),
                new Route("", new CarrierId("long"), 3)));

    assertThat(carriers(wanting, "61255500100")).containsExactly("plus", "short", "long");
    assertThat(carriers(wanting, "614")).containsExactly("plus", "long");
    assertThat(carriers(wanting, "+1")).isEmpty();
    assertThat(carriers(wanting, "1".repeat(32))).containsExactly("plus", "short");
  }

  @Test
  void what_cannot_be_is_refused_with_its_name() {
    assertThatThrownBy(() -> new Route("6x", new CarrierId("a"), 1)).hasMessageContaining("6x");
    assertThatThrownBy(() -> new Route("6", new CarrierId("a"), -1))
        .hasMessageContaining("priority");
    assertThatThrownBy(() -> new NumberTranslation(0, "${x}")).hasMessageContaining("prepend");
    assertThatThrownBy(() -> new DialledNumber("1\r\nbgapi"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(DialledNumber.of("${api(system)}")).isEmpty();
  }

  private List<String> carriers(String number) {
    return carriers(table, number);
  }

  private static List<String> carriers(RouteTable table, String number) {
    return table.plan(new DialledNumber(number)).stream()
        .map(attempt -> attempt.carrier().id().value())
        .toList();
  }

  private static Carrier carrier(String id, boolean enabled, NumberTranslation translation) {
    return new Carrier(
        new CarrierId(id), new Trunk("gateway/" + id), List.of(), 30, null, translation, enabled);
  }
}
