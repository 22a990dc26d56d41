package io.strowger.rating.cgrates.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.plan.Timing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceFormTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final Currency EUR = Currency.getInstance("EUR");

  @Test
  void only_what_is_written_changes_terms() throws Exception {
    BalanceTerms before = form("{'ID':'B','Weight':10,'DestinationIDs':'A;B'}").on(plain());

    BalanceTerms after =
        form("{'ExpiryTime':'+24h','Categories':{'call':true},'Blocker':'true'}").on(before);

    assertThat(after.name()).isEqualTo("B");
    assertThat(after.weight()).isEqualByComparingTo("10");
    assertThat(after.destinations()).containsExactlyInAnyOrder("A", "B");
    assertThat(after.categories()).containsExactly("call");
    assertThat(after.expiresAt()).isEqualTo(NOW.plusSeconds(86_400));
    assertThat(after.blocker()).isTrue();
  }

  @Test
  void a_balance_whose_expiry_is_the_time_that_go_writes_for_none_never_expires() throws Exception {
    BalanceTerms before = form("{'ExpiryTime':'+24h'}").on(plain());

    assertThat(form("{'ExpiryTime':'0001-01-01T00:00:00Z'}").on(before).expiresAt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e30000000", "1e-30000000"})
  void a_weight_that_no_float_holds_is_refused(String weight) {
    assertThatThrownBy(() -> form("{'Weight':'" + weight + "'}").on(plain()))
        .hasMessage("strconv.ParseFloat: parsing \"" + weight + "\": value out of range");
  }

  @Test
  void a_balance_is_meant_by_its_id_or_its_name_or_its_terms() throws Exception {
    BalanceTerms terms = form("{'ID':'B','Weight':10}").on(plain());

    assertThat(form("{'UUID':'u-1'}").matches(terms, "u-1")).isTrue();
    assertThat(form("{'UUID':'u-2'}").matches(terms, "u-1")).isFalse();
    assertThat(form("{'ID':'B','Weight':20}").matches(terms, "u-1")).isTrue();
    assertThat(form("{'Weight':10}").matches(terms, "u-1")).isTrue();
    assertThat(form("{'Weight':20}").matches(terms, "u-1")).isFalse();
  }

  @Test
  void shared_groups_are_refused() {
    assertThatThrownBy(() -> form("{'SharedGroups':'SG1'}"))
        .hasMessageStartingWith("SERVER_ERROR: NOT_IMPLEMENTED:SharedGroups");
  }

  @Test
  void voice_is_counted_in_nanoseconds_and_money_in_its_currency() {
    Unit voice = BalanceUnits.unit("*voice", EUR);
    Unit money = BalanceUnits.unit("*monetary", EUR);

    assertThat(BalanceUnits.micros(voice, new BigDecimal("60000000000"))).isEqualTo(60_000_000);
    assertThat(BalanceUnits.value(voice, 60_000_000)).isEqualByComparingTo("60000000000");
    assertThat(BalanceUnits.micros(money, new BigDecimal("0.30000000000000004")))
        .isEqualTo(300_000);
    assertThatThrownBy(() -> BalanceUnits.unit("*gold", EUR))
        .hasMessage("SERVER_ERROR: unsupported balance type: *gold");
  }

  @Test
  void accounts_of_the_default_tenant_have_no_tenant_in_their_id() {
    AccountNames names = new AccountNames("cgrates.org");

    assertThat(names.id("cgrates.org", "1001")).isEqualTo(new AccountId("1001"));
    assertThat(names.id("other.org", "1001")).isEqualTo(new AccountId("other.org:1001"));
    assertThat(names.full(new AccountId("1001"))).isEqualTo("cgrates.org:1001");
    assertThat(names.full(new AccountId("other.org:1001"))).isEqualTo("other.org:1001");
    assertThatThrownBy(() -> names.id("cgrates.org", "a b")).hasMessageStartingWith("SERVER_ERROR");
  }

  private static BalanceTerms plain() {
    return BalanceTerms.plain(BalanceTerms.DEFAULT);
  }

  private static BalanceForm form(String json) throws Exception {
    return new BalanceForm(
        RpcJson.read(json.replace('\'', '"')), new GoTime(ZoneOffset.UTC), NOW, _ -> Timing.ANY);
  }
}
