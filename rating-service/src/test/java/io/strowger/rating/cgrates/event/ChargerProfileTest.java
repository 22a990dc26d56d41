package io.strowger.rating.cgrates.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChargerProfileTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final GoTime TIMES = new GoTime(ZoneOffset.UTC);
  private static final CgrEvent EVENT =
      event("{'Account':'1001','Destination':'4930123','RequestType':'*prepaid','Usage':'60s'}");

  @Test
  void each_charger_makes_a_run_the_heaviest_first() {
    List<ChargerProfile> chargers =
        ChargerProfile.matching(
            List.of(
                charger("{'ID':'A','RunID':'*default','AttributeIDs':['*none']}"),
                charger(
                    "{'ID':'B','RunID':'supplier','Weight':10,'AttributeIDs':["
                        + "'*constant:*req.RequestType:*rated;*constant:*req.Subject:sup1;"
                        + "*variable:*req.Payer:~*req.Account']}")),
            EVENT,
            NOW);
    List<CgrEvent> runs = chargers.stream().map(charger -> charger.run(EVENT)).toList();

    assertThat(chargers.getFirst().changed())
        .containsExactly("RunID", "RequestType", "Subject", "Payer");
    assertThat(runs).extracting(run -> run.text("RunID")).containsExactly("supplier", "*default");
    assertThat(runs.getFirst().text("RequestType")).isEqualTo("*rated");
    assertThat(runs.getFirst().text("Subject")).isEqualTo("sup1");
    assertThat(runs.getFirst().text("Payer")).isEqualTo("1001");
    assertThat(runs.getLast().text("RequestType")).isEqualTo("*prepaid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "*string:~*req.Account:1001=true",
        "*string:~*req.Account:1002|1001=true",
        "*string:~*req.Account:1002;1001=true",
        "*string:~*req.Account:1002=false",
        "*notstring:~*req.Account:1002=true",
        "*notstring:~*req.Account:1001=false",
        "*prefix:~*req.Destination:49=true",
        "*prefix:~*req.Destination:48=false",
        "*notprefix:~*req.Destination:49=false",
        "*suffix:~*req.Destination:123=true",
        "*contains:~*req.Destination:301=true",
        "*empty:~*req.Subject:=true",
        "*notempty:~*req.Account:=true",
        "*exists:~*req.Usage:=true",
        "*notexists:~*req.Usage:=false",
        "*gt:~*req.Account:1000=true",
        "*lte:~*req.Account:1000=false"
      })
  void filters_are_passed_as_their_kind_says(String filter, boolean passed) {
    ChargerProfile charger = charger("{'ID':'A','FilterIDs':['" + filter + "']}");

    assertThat(ChargerProfile.matching(List.of(charger), EVENT, NOW)).hasSize(passed ? 1 : 0);
  }

  @Test
  void a_charger_holds_in_its_time_only() {
    String during =
        "{'ID':'A','ActivationInterval':{'ActivationTime':'%s','ExpiryTime':'2026-04-01T00:00:00Z'}}";
    ChargerProfile active = charger(during.formatted("2026-03-01T00:00:00Z"));
    ChargerProfile future = charger(during.formatted("2026-03-05T00:00:00Z"));

    assertThat(ChargerProfile.matching(List.of(active), EVENT, NOW)).hasSize(1);
    assertThat(ChargerProfile.matching(List.of(future), EVENT, NOW)).isEmpty();
    assertThat(ChargerProfile.matching(List.of(active), EVENT, NOW.plusSeconds(40 * 86_400)))
        .isEmpty();
  }

  @Test
  void a_charger_holds_for_ever_where_its_times_are_those_that_go_writes_for_none() {
    ChargerProfile told =
        charger(
            "{'ID':'A','ActivationInterval':{'ActivationTime':'0001-01-01T00:00:00Z',"
                + "'ExpiryTime':'0001-01-01T00:00:00Z'}}");

    assertThat(told.from()).isNull();
    assertThat(told.until()).isNull();
  }

  @Test
  void times_told_from_now_on_are_kept_as_the_moments_that_are_meant() {
    Fields given =
        ChargerProfile.SHAPE.read(
            object("{'ID':'A','ActivationInterval':{'ActivationTime':'*now','ExpiryTime':'+1h'}}"));

    Fields kept = ChargerProfile.dated(given, TIMES, NOW);

    ChargerProfile later = ChargerProfile.of(kept, TIMES);
    assertThat(later.from()).isEqualTo(NOW);
    assertThat(later.until()).isEqualTo(NOW.plusSeconds(3_600));
  }

  @Test
  void times_that_were_kept_as_they_were_told_mean_what_they_did_when_they_were_set() {
    ChargerProfile kept =
        charger("{'ID':'A','ActivationInterval':{'ActivationTime':'+1h','ExpiryTime':''}}");

    assertThat(kept.from()).isEqualTo(Instant.EPOCH.plusSeconds(3_600));
    assertThat(ChargerProfile.matching(List.of(kept), EVENT, NOW)).hasSize(1);
  }

  @Test
  void what_is_kept_elsewhere_or_not_known_is_refused() {
    assertThatThrownBy(() -> charger("{'Tenant':'t','ID':'A','FilterIDs':['FLTR_1']}"))
        .hasMessage("SERVER_ERROR: broken reference to filter: <FLTR_1> for item with ID: t:A");
    assertThatThrownBy(() -> charger("{'ID':'A','FilterIDs':['*http:~*req.A:b']}"))
        .hasMessage("SERVER_ERROR: NOT_IMPLEMENTED:*http");
    assertThatThrownBy(() -> charger("{'ID':'A','AttributeIDs':['ATTR_1']}"))
        .hasMessageStartingWith("SERVER_ERROR: NOT_IMPLEMENTED:attribute profile ATTR_1");
  }

  @Test
  void the_id_of_an_event_is_made_of_its_origin() {
    assertThat(event("{'OriginID':'123','OriginHost':'192.168.1.1'}").cgrId())
        .isEqualTo("a77fe2ac1bd1defe80a27e9ef4e83ca1c59c78f5");
    assertThat(event("{'OriginID':'test1','OriginHost':''}").cgrId())
        .isEqualTo("b444ac06613fc8d63795be9ad0beaf55011936ac");
  }

  @Test
  void usage_is_a_duration_or_a_number_of_nanoseconds() {
    assertThat(event("{'Usage':'1m'}").usage("Usage")).hasValue(60_000_000_000L);
    assertThat(event("{'Usage':60000000000}").usage("Usage")).hasValue(60_000_000_000L);
    assertThat(event("{'Usage':'1024'}").usage("Usage")).hasValue(1024);
    assertThat(event("{}").usage("Usage")).isEmpty();
  }

  private static ChargerProfile charger(String json) {
    return ChargerProfile.of(ChargerProfile.SHAPE.read(object(json)), TIMES);
  }

  private static CgrEvent event(String json) {
    return CgrEvent.of("cgrates.org", object(json));
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) RpcJson.read(json.replace('\'', '"'));
    } catch (JsonProcessingException defect) {
      throw new IllegalArgumentException(json, defect);
    }
  }
}
