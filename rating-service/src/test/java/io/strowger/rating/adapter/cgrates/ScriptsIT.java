package io.strowger.rating.adapter.cgrates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.rating.adapter.kafka.Published;
import io.strowger.testkit.Patience;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts as people write them for CGRateS run against the service; each checks every reply. */
@QuarkusTest
@QuarkusTestResource(RatingServers.class)
class ScriptsIT {
  private static final String DRAWN =
      """
      [{"from": 0, "subject": "1001", "plan": "RP", "destination": "DE", "prefix": "49",
        "rounding": {"method": "UP", "decimals": 4},
        "draws": [{"increment": 1000000000, "count": 10, "units_micros": 0, "money": "b1",
                   "cost_micros": 250000}]}]\
      """;

  private static final Instant SETUP = Instant.parse("2026-03-04T10:00:00Z");

  @TestHTTPResource("/api/v1")
  URI api;

  @Inject CgratesApplication cgrates;
  @Inject DataSource source;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "envelope",
        "tariff_plan",
        "get_cost",
        "loads",
        "folder",
        "chargers",
        "accounts",
        "sessions",
        "debits",
        "events",
        "cdrs",
        "returns"
      })
  void a_script_written_for_cgrates_runs_unchanged(String script) throws Exception {
    run(script);
  }

  @Test
  void calls_charged_on_switches_are_among_the_records() throws Exception {
    execute(
        "insert into charge (charge_id, call_id, run, account, mode, tenant, category, subject,"
            + " destination, setup_at, answered_at, ended_at, used_micros, cost_micros, currency,"
            + " stretches, extra) values ('x-1', 'call-1', '*default', 'switch.org:1001',"
            + " 'PSEUDO_PREPAID', 'switch.org', 'call', '1001', '4930123',"
            + " '2026-03-04T10:00:00Z', '2026-03-04T10:00:05Z', '2026-03-04T10:00:15Z',"
            + " 10000000, 250000, 'EUR', '"
            + DRAWN
            + "', '{}')");

    run("switch_calls");
  }

  @Test
  void a_session_that_cannot_be_read_keeps_no_other_from_its_end() throws Exception {
    execute(
        "insert into cgrates_session (cgrid, tenant, state, ended, updated_at, expires_at)"
            + " values ('unreadable', 'unreadable.org', '[]', false, now(), now() - interval '1 h')");

    run("silent");

    execute("delete from cgrates_session where cgrid = 'unreadable'");
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void what_requests_tell_is_among_the_charges_and_published_with_its_corrections()
      throws Exception {
    run("charges");

    await()
        .atMost(Patience.LIMIT)
        .untilAsserted(() ->
            assertThat(Published.charges(ScriptsIT::isOfScript))
                .filteredOn(charge -> charge.usedMicros() == 10_000_000)
                .extracting(
                    CallCharged::costMicros, CallCharged::revisionNumber, CallCharged::setupAt)
                .contains(tuple(100_000L, 1, SETUP), tuple(200_000L, 2, SETUP)));
  }

  private static boolean isOfScript(CallCharged charge) {
    return charge.accountId().value().equals("charges.org:1001");
  }

  private void run(String script) throws Exception {
    Path folder =
        Path.of(Objects.requireNonNull(getClass().getResource("/cgrates/rpc.py")).toURI())
            .getParent();
    Process python =
        new ProcessBuilder(
                "python3",
                "-B",
                script + ".py",
                "http://127.0.0.1:" + cgrates.port(),
                api.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();

    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(python.waitFor()).as(output).isZero();
  }
}
