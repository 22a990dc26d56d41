package io.strowger.rating.adapter.cgrates;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetServer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests by {@code POST /jsonrpc}, and by TCP, one after another, where a port is given.
 */
final class JsonRpcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JsonRpcServer.class);
  private static final int MOST_BYTES = 32 * 1024 * 1024;
  private static final long BIND_WITHIN_SECONDS = 20;

  private final Vertx vertx;
  private final RpcAnswering answering;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer http;
  private @Nullable NetServer tcp;

  JsonRpcServer(Vertx vertx, RpcAnswering answering) {
    this.vertx = vertx;
    this.answering = answering;
  }

  /**
   * Listens by HTTP.
   *
   * @param port 0 for any that is free
   * @return the port
   */
  int listen(String host, int port) {
    http = vertx.createHttpServer().requestHandler(this::receive);
    return await(http.listen(port, host), host + ":" + port).actualPort();
  }

  /**
   * Listens by TCP.
   *
   * @param port 0 for any that is free
   * @return the port
   */
  int listenToStreams(String host, int port) {
    tcp =
        vertx
            .createNetServer()
            .connectHandler(socket ->
                new RpcConnection(
                    socket, vertx.getOrCreateContext(), workers, answering, MOST_BYTES));
    return await(tcp.listen(port, host), host + ":" + port).actualPort();
  }

  private static <T> T await(Future<T> listening, String address) {
    try {
      return listening
          .toCompletionStage()
          .toCompletableFuture()
          .get(BIND_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("CGRateS's JSON-RPC cannot listen on " + address, failure);
    }
  }

  private void receive(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (!request.path().equals("/jsonrpc")) {
      response.setStatusCode(404).end("JSON-RPC is at POST /jsonrpc\n");
      return;
    }
    if (!request.method().equals(HttpMethod.POST)) {
      response.setStatusCode(405).putHeader("Allow", "POST").end("JSON-RPC is at POST /jsonrpc\n");
      return;
    }
    Buffer body = Buffer.buffer();
    request.handler(part -> {
      if (body.length() + part.length() <= MOST_BYTES) {
        body.appendBuffer(part);
      } else if (!response.ended()) {
        response.setStatusCode(413).putHeader("Connection", "close").end();
      }
    });
    request.endHandler(_ -> answer(body, response));
  }

  private void answer(Buffer body, HttpServerResponse response) {
    if (response.ended()) {
      return;
    }
    Context context = vertx.getOrCreateContext();
    String text = body.toString(StandardCharsets.UTF_8);
    CompletableFuture.supplyAsync(() -> answering.answer(text), workers)
        .whenComplete((reply, defect) -> context.runOnContext(_ -> reply(response, reply, defect)));
  }

  private static void reply(
      HttpServerResponse response, @Nullable String reply, @Nullable Throwable defect) {
    if (reply == null) {
      LOG.error("a request by HTTP was not answered", defect);
      response.setStatusCode(500).end();
    } else {
      response.putHeader("Content-Type", "application/json").end(reply);
    }
  }

  @Override
  public void close() {
    if (http != null) {
      http.close();
    }
    if (tcp != null) {
      tcp.close();
    }
    workers.shutdown();
  }
}
