package io.strowger.routing.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.call.MediaSummary;
import io.strowger.contracts.command.MediaPath;
import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.contracts.transcoding.RingbackTone;
import io.strowger.contracts.transcoding.TranscoderStatus;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.TopicCreation;
import io.strowger.routing.adapter.db.HuntStore;
import io.strowger.routing.carrier.Carrier;
import io.strowger.routing.carrier.Route;
import io.strowger.routing.carrier.RouteTable;
import io.strowger.routing.hunt.Hunt;
import io.strowger.routing.hunt.HuntPolicy;
import io.strowger.routing.hunt.HuntTimers;
import io.strowger.routing.number.NumberTranslation;
import io.strowger.routing.relay.Transcoders;
import io.strowger.testkit.broker.Brokers;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class HuntsIT {
  private final String name = "hunts_" + UUID.randomUUID().toString().substring(0, 8);
  private final DatabaseAddress database = Databases.forTests().createDatabase(name);
  private final Map<String, Object> kafka =
      Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());
  private final TopicCatalogue catalogue = new TopicCatalogue(name + ".", 2, 1, (short) 1);
  private final Transcoders transcoders = new Transcoders();
  private final HuntPolicy policy =
      new HuntPolicy(
          "routing-0",
          HuntTimers.USUAL,
          new HuntPolicy.Calls(true, RingbackTone.EUROPE),
          transcoders);
  private final HuntStore store = new HuntStore();
  private final ServiceLink link;
  private final Hunts hunts;

  HuntsIT() {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .load()
        .migrate();
    TopicCreation.ensure(kafka, catalogue);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.username());
    source.setPassword(database.password());
    link = new ServiceLink(kafka, catalogue, source, "routing-0", 0);
    hunts =
        new Hunts(
            link,
            store,
            new Hunts.Guides(policy, () -> RouteTable.EMPTY, transcoders, Clock.systemUTC()));
    link.reading("routing", List.of(Topic.CALL_EVENTS, Topic.COMMAND_RESULTS), hunts);
  }

  @AfterEach
  void close() {
    hunts.close();
    link.close();
  }

  @Test
  void what_came_while_routing_was_away_is_read_before_anybody_is_refused_for_silence()
      throws SQLException {
    // Given
    Instant longAgo = Instant.now().minusSeconds(600);
    AccountId account = new AccountId("1001");
    keep(List.of(begun("gave-up", longAgo, account)));
    CallEvent gone =
        new CallEvent.LegHungUp(
            head("gave-up", new LegId("gave-up"), longAgo),
            caller(account),
            new LegTimes(longAgo, null, null, null, null, longAgo),
            new LegUsage(0, 0, 0, 0),
            new LegEnd(new HangupCause("ORIGINATOR_CANCEL"), null, null, null, false),
            new MediaSummary(null, null, null, null, null, null),
            Map.of());
    link.publisher()
        .send(link.outgoing().of(Topic.CALL_EVENTS, "gave-up", gone, "gone", null, longAgo));

    // When
    hunts.startSweeping();
    link.start();

    // Then
    await().until(() -> count("hunt where call_id = 'gave-up' and ended") == 1);
    // Of an identity column: nothing was ever to be sent.
    assertThat(count("pg_sequences where schemaname = 'public' and last_value is not null"))
        .isZero();
  }

  @Test
  void attempts_do_not_wait_for_what_lies_unread() throws SQLException {
    // Given
    Instant longAgo = Instant.now().minusSeconds(600);
    Hunt asked = begun("asked", longAgo, new AccountId("1001"));
    keep(List.of(asked, attempted("silent", longAgo.plusSeconds(1))));

    // When nothing is read
    hunts.startSweeping();

    // Then
    await().until(() -> count("hunt where call_id = 'silent' and deadline > now()") == 1);
    assertThat(count("hunt where call_id = 'asked' and not ended and deadline < now()")).isOne();
    link.start();
    await().until(() -> count("hunt where call_id = 'asked' and ended") == 1);
  }

  @Test
  void a_hunt_that_cannot_be_led_on_keeps_no_other_from_its_deadline() throws SQLException {
    // Given: the one that waits longest cannot even be read
    Instant longAgo = Instant.now().minusSeconds(600);
    keep(List.of(attempted("cursed", longAgo), attempted("fine", longAgo.plusSeconds(1))));
    execute("update hunt set state = '{}' where call_id = 'cursed'");

    // When
    hunts.startSweeping();
    link.start();

    // Then
    String lookedAfter = "(deadline is null or deadline > now() - interval '1 minute')";
    await().until(() -> count("hunt where call_id = 'fine' and " + lookedAfter) == 1);
    assertThat(count("hunt where call_id = 'cursed' and " + lookedAfter)).isZero();
  }

  @Test
  void calls_of_a_transcoder_that_stays_away_keep_none_of_another_from_being_restored() {
    // Given
    Instant now = Instant.now();
    List<Hunt> all = new ArrayList<>();
    for (int call = 0; call < 200; call++) {
      all.add(relayed("away-" + call, "192.0.2.1"));
    }
    all.add(relayed("back", "192.0.2.2"));
    keep(all);
    transcoders.heard(
        new TranscoderStatus(
            "heir",
            now,
            now.plusSeconds(3600),
            "192.0.2.2",
            null,
            true,
            0,
            1,
            0.5,
            100,
            List.of("AMR")));

    // When
    hunts.startSweeping();
    link.start();

    // Then
    await().until(() -> count("hunt where call_id = 'back' and relay like 'heir@%'") == 1);
  }

  @Test
  void a_call_whose_end_nobody_told_is_forgotten_at_last() throws SQLException {
    // Given
    Instant now = Instant.now();
    keep(List.of(attempted("lost", now), attempted("long", now)));
    age("lost", 9);
    age("long", 7);

    // When
    hunts.startSweeping();
    link.start();

    // Then
    await().until(() -> count("hunt where call_id = 'lost'") == 0);
    assertThat(count("hunt where call_id = 'long'")).isEqualTo(1);
  }

  private void keep(List<Hunt> all) {
    link.database()
        .transact(unit -> {
          store.save(unit.last(), all);
          return null;
        });
  }

  private void age(String call, int days) throws SQLException {
    execute(
        "update hunt set updated_at = now() - interval '%d days' where call_id = '%s'"
            .formatted(days, call));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A call that talks through a relay at this address, whose transcoder was lost. */
  private Hunt relayed(String call, String address) {
    Hunt ringing = attempted(call, Instant.now());
    Hunt.RelayHolder holder =
        new Hunt.RelayHolder("lost", Instant.EPOCH, new RelayPlace(address, 20_000, 20_002), null);
    return new Hunt(
        ringing.caller(),
        ringing.stage(),
        ringing.plan(),
        ringing.attempt(),
        null,
        new Hunt.Relay("v=0", "v=0", null, MediaPath.RELAY, holder, null, "v=0"),
        null,
        null,
        null,
        null,
        null);
  }

  /** A call whose first attempt was ordered then. */
  private Hunt attempted(String call, Instant then) {
    return begun(call, then, null);
  }

  /** One that parked then: with an account, rating was asked. */
  private Hunt begun(String call, Instant then, @Nullable AccountId account) {
    Carrier alpha =
        new Carrier(
            new CarrierId("alpha"),
            new Trunk("gateway/alpha"),
            List.of(),
            30,
            null,
            new NumberTranslation(0, ""),
            true);
    RouteTable routes = new RouteTable(List.of(alpha), List.of(new Route("", alpha.id(), 1)));
    CallEvent.CallParked parked =
        new CallEvent.CallParked(
            head(call, new LegId(call), then), caller(account), "v=0", "public", false, Map.of());
    return Objects.requireNonNull(policy.parked(null, parked, routes, then).hunt());
  }

  private static LegIdentity caller(@Nullable AccountId account) {
    return new LegIdentity(
        LegRole.A_LEG, null, "61399990001", null, "61255500100", null, null, account, null, null);
  }

  private static EventHead head(String call, LegId leg, Instant then) {
    return new EventHead(
        new EventId(call + "-" + leg), new CallId(call), leg, new SwitchId("fs1"), then, 0, 7);
  }

  private int count(String rows) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + rows)) {
      row.next();
      return row.getInt(1);
    }
  }
}
