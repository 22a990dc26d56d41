package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.cgrates.JsonStream;
import io.strowger.rating.cgrates.RpcError;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's TCP connection: requests are answered one at a time, so that replies come in their
 * order. Nothing more is read of a client while one of its requests is worked on. All state is
 * touched on the connection's context only.
 */
final class RpcConnection {
  private static final Logger LOG = LoggerFactory.getLogger(RpcConnection.class);

  private final NetSocket socket;
  private final Context context;
  private final Executor workers;
  private final RpcAnswering answering;
  private final JsonStream stream;
  private final Deque<JsonNode> waiting = new ArrayDeque<>();
  private @Nullable RpcError fault;
  private boolean working;

  RpcConnection(
      NetSocket socket, Context context, Executor workers, RpcAnswering answering, int mostBytes) {
    this.socket = socket;
    this.context = context;
    this.workers = workers;
    this.answering = answering;
    this.stream = new JsonStream(mostBytes);
    socket.exceptionHandler(_ -> socket.close());
    socket.handler(this::take);
  }

  private void take(Buffer part) {
    if (fault != null) {
      return;
    }
    try {
      stream.feed(part.getBytes(), waiting::add);
    } catch (RpcError unreadable) {
      fault = unreadable;
    }
    next();
  }

  private void next() {
    if (working) {
      return;
    }
    JsonNode request = waiting.poll();
    if (request != null) {
      working = true;
      socket.pause();
      CompletableFuture.supplyAsync(() -> answering.answer(request), workers)
          .whenComplete((reply, defect) -> context.runOnContext(_ -> reply(reply, defect)));
    } else if (fault != null) {
      socket.write(RpcAnswering.refusal(fault)).onComplete(_ -> socket.close());
    } else {
      socket.resume();
    }
  }

  private void reply(@Nullable String reply, @Nullable Throwable defect) {
    if (reply == null) {
      LOG.error("a request by TCP was not answered", defect);
      socket.close();
      return;
    }
    socket
        .write(reply)
        .onComplete(_ -> {
          working = false;
          next();
        });
  }
}
