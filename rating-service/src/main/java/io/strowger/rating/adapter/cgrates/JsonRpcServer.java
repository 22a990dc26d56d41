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
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Takes requests by {@code POST /jsonrpc}, and by TCP, one on a line, where a port is given. */
final class JsonRpcServer implements AutoCloseable {
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

  /** Listens by TCP. */
  int listenToLines(String host, int port) {
    tcp = vertx.createNetServer().connectHandler(this::receiveLines);
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
    workers.execute(() -> {
      String reply = answering.answer(text);
      context.runOnContext(_ -> response.putHeader("Content-Type", "application/json").end(reply));
    });
  }

  private void receiveLines(NetSocket socket) {
    RecordParser lines = RecordParser.newDelimited("\n", socket).maxRecordSize(MOST_BYTES);
    Context context = vertx.getOrCreateContext();
    lines.exceptionHandler(_ -> socket.close());
    // One at a time: replies come in the order of the requests.
    lines.handler(line -> {
      lines.pause();
      workers.execute(() -> {
        String reply = answering.answer(line.toString(StandardCharsets.UTF_8));
        context.runOnContext(_ -> {
          socket.write(reply);
          lines.resume();
        });
      });
    });
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
