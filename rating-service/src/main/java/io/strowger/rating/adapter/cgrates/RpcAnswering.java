package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.messaging.Unavailable;
import io.strowger.rating.cgrates.Methods;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.RpcRequest;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the text of a request to the text of its reply, whatever it came by. */
final class RpcAnswering {
  private static final Logger LOG = LoggerFactory.getLogger(RpcAnswering.class);

  private final Methods methods;
  private final Semaphore places;

  /**
   * Answers by these methods.
   *
   * @param atOnce how many requests are worked on at once; more are refused
   */
  RpcAnswering(Methods methods, int atOnce) {
    this.methods = methods;
    this.places = new Semaphore(atOnce);
  }

  /** The reply, with a line feed at its end; blocks while the database works. */
  String answer(String text) {
    return answering(() -> RpcRequest.of(text));
  }

  /** The reply to what is JSON already. */
  String answer(JsonNode value) {
    return answering(() -> RpcRequest.of(value));
  }

  /** The reply to what is no JSON, or too much of it. */
  static String refusal(RpcError why) {
    return RpcJson.write(RpcRequest.refusal(why)) + "\n";
  }

  private String answering(Supplier<RpcRequest> reading) {
    RpcRequest request;
    try {
      request = reading.get();
    } catch (RpcError malformed) {
      return refusal(malformed);
    }
    return answer(request) + "\n";
  }

  private String answer(RpcRequest request) {
    if (!places.tryAcquire()) {
      return RpcJson.write(request.error("MAX_CONCURRENT_RPC_EXCEEDED"));
    }
    try {
      return RpcJson.write(request.result(methods.answer(request)));
    } catch (RpcError refused) {
      return RpcJson.write(request.error(refused.text()));
    } catch (Unavailable away) {
      LOG.warn("{} cannot be answered: {}", request.method(), away.toString());
      return RpcJson.write(request.error("SERVER_ERROR: " + away.getMessage()));
    } catch (IllegalArgumentException impossible) {
      return RpcJson.write(request.error("SERVER_ERROR: " + impossible.getMessage()));
    } catch (RuntimeException defect) {
      LOG.error("{} failed", request.method(), defect);
      return RpcJson.write(request.error("SERVER_ERROR: " + defect.getMessage()));
    } finally {
      places.release();
    }
  }
}
