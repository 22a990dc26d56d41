package io.strowger.rating.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a method does. */
@FunctionalInterface
public interface Method {
  /**
   * Answers a request.
   *
   * @param argument what the client gave, of any type
   * @throws RpcError when the answer is an error
   */
  JsonNode answer(JsonNode argument);

  /** A method that takes a struct. */
  static Method of(Shape shape, Function<Fields, JsonNode> method) {
    return argument -> method.apply(shape.read(argument));
  }

  /** A method that takes a struct and answers {@code OK}. */
  static Method doing(Shape shape, Consumer<Fields> method) {
    return argument -> {
      method.accept(shape.read(argument));
      return RpcJson.ok();
    };
  }
}
