package io.strowger.rating.cgrates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A call by JSON-RPC 1.0: {@code {"method":"Service.Method","params":[{...}],"id":1}}.
 *
 * @param id whatever the client chose; given back as it is
 * @param argument the one element of {@code params}
 */
public record RpcRequest(JsonNode id, String method, JsonNode argument) {
  /**
   * Reads the text of a request.
   *
   * @throws RpcError when it is none; its id cannot be told then
   */
  public static RpcRequest of(String text) {
    try {
      return of(RpcJson.read(text));
    } catch (JsonProcessingException malformed) {
      throw RpcError.malformed(malformed);
    }
  }

  /**
   * Reads a request that is JSON already.
   *
   * @throws RpcError when it is none; its id cannot be told then
   */
  public static RpcRequest of(JsonNode read) {
    if (!(read instanceof ObjectNode request)) {
      throw new RpcError(
          "a request is a JSON object: {\"method\":..., \"params\":[{...}], \"id\":1}");
    }
    JsonNode id = Members.of(request, "id");
    RpcJson.requireFloats(id);
    JsonNode method = Members.of(request, "method");
    return new RpcRequest(
        id.isMissingNode() ? NullNode.getInstance() : id,
        method.asText(""),
        argument(Members.of(request, "params")));
  }

  /** Missing when there is none: an error of those methods that need one. */
  private static JsonNode argument(JsonNode parameters) {
    if (parameters.isArray()) {
      return parameters.isEmpty() ? NullNode.getInstance() : parameters.get(0);
    }
    return parameters.isNull() ? NullNode.getInstance() : misfit(parameters);
  }

  private static JsonNode misfit(JsonNode parameters) {
    // An object instead of a list is an error in CGRateS; what was meant is clear, so it is taken.
    return parameters.isObject() ? parameters : MissingNode.getInstance();
  }

  /** The reply with a result. */
  public ObjectNode result(JsonNode result) {
    return reply(id, result, NullNode.getInstance());
  }

  /** The reply with an error. */
  public ObjectNode error(String text) {
    return errorOf(id, text);
  }

  /** The reply to what was no request. */
  public static ObjectNode refusal(RpcError why) {
    return errorOf(NullNode.getInstance(), why.text());
  }

  private static ObjectNode errorOf(JsonNode id, String text) {
    return reply(id, NullNode.getInstance(), RpcJson.text(text));
  }

  private static ObjectNode reply(JsonNode id, JsonNode result, JsonNode error) {
    ObjectNode reply = RpcJson.object();
    reply.set("id", id);
    reply.set("result", result);
    reply.set("error", error);
    return reply;
  }
}
