package io.strowger.rating.cgrates;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * JSON values that follow one another on a connection, however they are cut into parts. As in
 * CGRateS, a value ends where its last bracket closes: nothing has to stand between two of them,
 * and no line feed has to come after one.
 */
public final class JsonStream {
  private final JsonParser parser = RpcJson.streamParser();
  private final ByteArrayFeeder feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
  private final int mostBytes;
  private TokenBuffer value = RpcJson.buffer();
  private int depth;
  private long bytes;

  /**
   * A connection that has just begun.
   *
   * @param mostBytes how long a value may be, give or take the part that it ends in
   */
  public JsonStream(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Takes what came next.
   *
   * @param whole takes each value that is whole by now, in their order
   * @throws RpcError when this is no JSON, or a value is too long: nothing can be read after it
   */
  public void feed(byte[] part, Consumer<JsonNode> whole) {
    bytes += part.length;
    try {
      feeder.feedInput(part, 0, part.length);
      JsonToken token = parser.nextToken();
      while (token != JsonToken.NOT_AVAILABLE) {
        value.copyCurrentEvent(parser);
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 0) {
          whole.accept(end());
        }
        token = parser.nextToken();
      }
    } catch (JsonProcessingException malformed) {
      throw RpcError.malformed(malformed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (bytes > mostBytes) {
      throw new RpcError("a request has at most " + mostBytes + " bytes");
    }
  }

  private JsonNode end() throws IOException {
    JsonNode ended = RpcJson.read(value);
    value = RpcJson.buffer();
    bytes = 0;
    return ended;
  }
}
