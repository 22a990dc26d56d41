package io.strowger.rating.cgrates.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.account.AccountNames;
import io.strowger.rating.cgrates.event.ChargerProfile;
import io.strowger.rating.charging.Charger;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchChargerTest {
  @Test
  void a_supplier_is_charged_for_calls_on_switches_too() throws Exception {
    Charger charger =
        of("{'ID':'S','RunID':'supplier','Weight':10,'FilterIDs':["
                + "'*string:~*req.Account:1001|1002','*prefix:~*req.Destination:49'],"
                + "'AttributeIDs':['*constant:*req.RequestType:*postpaid;"
                + "*constant:*req.Account:sup1;*constant:*req.Subject:wholesale']}")
            .orElseThrow();

    assertThat(charger.run()).isEqualTo("supplier");
    assertThat(charger.account()).isEqualTo(new AccountId("t.org:sup1"));
    assertThat(charger.subject()).isEqualTo("wholesale");
    assertThat(charger.mode()).isEqualTo(AccountMode.POSTPAID);
    assertThat(charger.isFor(new AccountId("t.org:1001"), "4930")).isTrue();
    assertThat(charger.isFor(new AccountId("t.org:1003"), "4930")).isFalse();
    assertThat(charger.isFor(new AccountId("t.org:1001"), "3310")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'ID':'S','FilterIDs':['*string:~*req.Category:call']}",
        "{'ID':'S','FilterIDs':['*notstring:~*req.Account:1001']}",
        "{'ID':'S','AttributeIDs':['*constant:*req.RequestType:*none']}",
        "{'ID':'S','AttributeIDs':['*variable:*req.Subject:~*req.Account']}",
        "{'ID':'S','ActivationInterval':{'ActivationTime':'2030-01-01T00:00:00Z'}}"
      })
  void what_says_more_is_for_events_told_by_requests_only(String profile) throws Exception {
    assertThat(of(profile)).isEmpty();
  }

  private static Optional<Charger> of(String json) throws Exception {
    ChargerProfile profile =
        ChargerProfile.of(
            ChargerProfile.SHAPE.read(RpcJson.read(json.replace('\'', '"'))),
            new GoTime(ZoneOffset.UTC));
    return SwitchCharger.of("t.org", profile, new AccountNames("cgrates.org"));
  }
}
