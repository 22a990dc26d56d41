package io.strowger.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.wire.Decoded;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.testkit.TemporaryFolder;
import io.strowger.testkit.simulator.SwitchSettings;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** The five services as deployed, on a broker and a database of their own, with one switch. */
final class Exchange implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MessageCodec<CallDetailRecord> CDRS =
      MessageCodec.of(CallDetailRecord.class);
  private static final String PASSWORD = "strong-test-password";

  final Installation installation;
  final SwitchSimulator fs;
  final Administration administration;

  /**
   * Starts everything.
   *
   * @param slice how much time rating grants at once, such as {@code 60s}
   */
  Exchange(String slice) throws Exception {
    this(slice, _ -> {});
  }

  /**
   * The same with more settings.
   *
   * @param settings made before anything starts
   */
  Exchange(String slice, Consumer<Installation> settings) throws Exception {
    Path root = Path.of(System.getProperty("strowger.root")).toAbsolutePath().normalize();
    Path data = TemporaryFolder.untilExit("strowger-exchange");
    fs = SwitchSimulator.start(SwitchSettings.standard().named("fs-1").withPassword(PASSWORD));
    Options options = Options.parse(root, root, List.of("--no-demo", "--data", data.toString()));
    installation = new Installation(root, options, Ports.free());
    try {
      installation.configure(
          Service.GATEWAY, "STROWGER_GATEWAY_SWITCHES", "fs1=127.0.0.1:" + fs.port());
      installation.configure(Service.GATEWAY, "STROWGER_SWITCH_PASSWORD", PASSWORD);
      installation.configure(Service.RATING, "STROWGER_RATING_SLICE", slice);
      // The first call meets services that have done nothing yet.
      installation.configure(Service.ROUTING, "STROWGER_ROUTING_AUTHORISATION_WITHIN", "20s");
      installation.configure(Service.ROUTING, "STROWGER_ROUTING_RELAY_WITHIN", "20s");
      settings.accept(installation);
      installation.startServices();
      administration = new Administration(installation);
      administration.tariff("retail", "61", "0.60", "44", "0.60");
      administration.carrier("alpha", "gateway/alpha", "");
      administration.carrier("beta", "gateway/beta", "");
      administration.route("61", "alpha", 10);
      administration.route("61", "beta", 20);
      Awaitility.await().until(this::switchIsUp);
    } catch (Exception | Error failure) {
      close();
      throw failure;
    }
  }

  private boolean switchIsUp() throws Exception {
    return get(Service.GATEWAY, "/api/v1/switches").body().contains("UP");
  }

  /** The record of a call, once there is one. */
  CallDetailRecord record(String call) {
    Awaitility.await().until(() -> get(Service.CDR, "/api/v1/cdrs/" + call).statusCode() == 200);
    try {
      byte[] json =
          get(Service.CDR, "/api/v1/cdrs/" + call).body().getBytes(StandardCharsets.UTF_8);
      return ((Decoded.Known<CallDetailRecord>) CDRS.decode(json)).message();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  /** The record of a call, once its charge stands in it. */
  CallDetailRecord chargedRecord(String call) {
    Awaitility.await().until(() -> record(call).charge().costMicros() != null);
    return record(call);
  }

  BigDecimal balance(String account) throws Exception {
    return new BigDecimal(account(account).get("balance").asText());
  }

  BigDecimal reserved(String account) throws Exception {
    return new BigDecimal(account(account).get("reserved").asText());
  }

  private JsonNode account(String account) throws Exception {
    return JSON.readTree(administration.account(account));
  }

  HttpResponse<String> get(Service service, String path) throws Exception {
    URI uri = installation.service(service).address().resolve(path);
    return installation
        .http()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    installation.close();
    fs.close();
  }
}
