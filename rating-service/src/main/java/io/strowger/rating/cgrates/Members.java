package io.strowger.rating.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/** Members of objects, found as Go finds them: the case of letters does not matter. */
final class Members {
  private Members() {}

  /** The member of this name; of several that differ in case the exact one, else the last. */
  static JsonNode of(JsonNode object, String name) {
    JsonNode exact = object.get(name);
    if (exact != null) {
      return exact;
    }
    JsonNode found = MissingNode.getInstance();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        found = member.getValue();
      }
    }
    return found;
  }
}
