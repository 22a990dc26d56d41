package io.strowger.rating.adapter.cgrates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.cgrates.Methods;
import io.strowger.rating.cgrates.RpcJson;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonRpcServerTest {
  private static final int WITHIN_MILLIS = 60_000;
  private static final String HOST = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch slow = new CountDownLatch(1);
  private final JsonRpcServer server =
      new JsonRpcServer(
          vertx,
          new RpcAnswering(
              new Methods(
                  Map.of(
                      "Test.Echo", argument -> argument,
                      "Test.Slow", this::afterTheLatch,
                      "Test.Defect", JsonRpcServerTest::overflow)),
              8));
  private int tcp;

  @BeforeEach
  void start() {
    tcp = server.listenToStreams(HOST, 0);
  }

  @AfterEach
  void stop() {
    slow.countDown();
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_client_that_sends_no_line_feed_is_answered() throws IOException {
    try (Client client = new Client()) {
      client.send("{\"method\":\"Test.Echo\",\"params\":[{\"a\":1.1}],\"id\":7}");

      assertThat(client.line()).isEqualTo("{\"id\":7,\"result\":{\"a\":1.1},\"error\":null}");
    }
  }

  @Test
  void requests_sent_at_once_are_answered_in_their_order() throws IOException {
    try (Client client = new Client()) {
      StringBuilder all = new StringBuilder(echo(0).replace("Test.Echo", "Test.Slow"));
      IntStream.range(1, 200).forEach(id -> all.append(id % 2 == 0 ? "\n" : "").append(echo(id)));
      client.send(all.toString());
      slow.countDown();

      for (int id = 0; id < 200; id++) {
        assertThat(client.line()).startsWith("{\"id\":" + id + ",");
      }
    }
  }

  @Test
  void a_request_sent_byte_by_byte_is_answered() throws IOException {
    try (Client client = new Client()) {
      for (char character : echo(3).toCharArray()) {
        client.send(String.valueOf(character));
      }

      assertThat(client.line()).startsWith("{\"id\":3,");
    }
  }

  @Test
  void broken_json_is_told_and_ends_the_connection_after_what_came_before() throws IOException {
    try (Client client = new Client()) {
      client.send(echo(1) + "{\"method\":]" + echo(2));

      assertThat(client.line()).startsWith("{\"id\":1,");
      assertThat(client.line())
          .startsWith("{\"id\":null,\"result\":null,\"error\":\"malformed JSON");
      assertThat(client.line()).isNull();
    }
  }

  @Test
  void what_is_json_but_no_request_is_refused_and_the_rest_flows_on() throws IOException {
    try (Client client = new Client()) {
      client.send("[1]" + echo(2));

      assertThat(client.line()).contains("a request is a JSON object");
      assertThat(client.line()).startsWith("{\"id\":2,");
    }
  }

  @Test
  void a_client_is_not_left_waiting_for_what_broke_and_others_are_served() throws IOException {
    try (Client broken = new Client();
        Client other = new Client()) {
      broken.send(echo(1).replace("Test.Echo", "Test.Defect"));
      other.send(echo(2));

      assertThat(broken.line()).isNull();
      assertThat(other.line()).startsWith("{\"id\":2,");
    }
  }

  @Test
  void http_answers_a_post_and_says_where_it_is_otherwise() throws Exception {
    int http = server.listen(HOST, 0);

    assertThat(post(http, "/jsonrpc", echo(5)).body()).startsWith("{\"id\":5,");
    assertThat(post(http, "/jsonrpc", "{").body()).contains("malformed JSON");
    assertThat(post(http, "/elsewhere", echo(5)).statusCode()).isEqualTo(404);
    assertThat(post(http, "/jsonrpc", echo(5).replace("Test.Echo", "Test.Defect")).statusCode())
        .isEqualTo(500);
  }

  private static HttpResponse<String> post(int port, String path, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + path))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String echo(int id) {
    return "{\"method\":\"Test.Echo\",\"params\":[{}],\"id\":" + id + "}";
  }

  private JsonNode afterTheLatch(JsonNode argument) {
    try {
      slow.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return argument;
  }

  private static JsonNode overflow(JsonNode argument) {
    throw new StackOverflowError(RpcJson.write(argument));
  }

  private final class Client implements AutoCloseable {
    private final Socket socket = new Socket(HOST, tcp);
    private final BufferedReader replies;

    Client() throws IOException {
      socket.setSoTimeout(WITHIN_MILLIS);
      socket.setTcpNoDelay(true);
      replies =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /** The next line; null at the end of the connection. */
    String line() throws IOException {
      return replies.readLine();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
