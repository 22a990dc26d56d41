package io.strowger.rating.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The methods that are answered, by name; {@code ApierV1} and {@code ApierV2} are other names. */
public final class Methods {
  private final Map<String, Method> methods;
  private final Set<String> services = new HashSet<>();

  /** These methods, each named {@code Service.Method}. */
  public Methods(Map<String, Method> methods) {
    this.methods = Map.copyOf(methods);
    methods.keySet().forEach(name -> services.add(name.substring(0, name.indexOf('.'))));
  }

  /** All of these groups of methods. */
  public static Methods of(Collection<Map<String, Method>> groups) {
    Map<String, Method> all = new HashMap<>();
    groups.forEach(all::putAll);
    return new Methods(all);
  }

  /** The names of all methods, sorted. */
  public Set<String> names() {
    return new TreeSet<>(methods.keySet());
  }

  /**
   * Answers a request.
   *
   * @throws RpcError when the answer is an error
   */
  public JsonNode answer(RpcRequest request) {
    Method method = find(request.method());
    RpcJson.requireFloats(request.argument());
    return method.answer(request.argument());
  }

  private Method find(String given) {
    int dot = given.lastIndexOf('.');
    if (dot < 0) {
      throw new RpcError("rpc: service/method request ill-formed: " + given);
    }
    String service = service(given.substring(0, dot));
    String name = given.substring(dot + 1);
    if (!services.contains(service)) {
      throw new RpcError("rpc: can't find service " + given);
    }
    Method method = methods.get(service + "." + name);
    if (method == null) {
      method = inherited(service, name);
    }
    if (method == null) {
      throw new RpcError("rpc: can't find method " + given);
    }
    return method;
  }

  /** The second version of the administration has all methods of the first. */
  private @Nullable Method inherited(String service, String name) {
    return service.equals("APIerSv2") ? methods.get("APIerSv1." + name) : null;
  }

  private static String service(String given) {
    return switch (given) {
      case "ApierV1" -> "APIerSv1";
      case "ApierV2" -> "APIerSv2";
      default -> given;
    };
  }
}
