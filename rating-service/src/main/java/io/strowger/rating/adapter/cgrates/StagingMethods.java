package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.Page;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.staging.PlanPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code SetTP*}, {@code GetTP*}, {@code RemoveTP*}: the parts of tariff plans being prepared. */
final class StagingMethods {
  private static final Shape KEY = Shape.named("AttrGetTP").text("TPid", "ID");
  private static final Shape PROFILE_KEY =
      Shape.named("AttrGetTPRatingProfile").text("TPid", "RatingProfileID");
  private static final Shape PROFILE_FILTER =
      Shape.named("TPRatingProfile").text("TPid", "LoadId", "Tenant", "Category", "Subject");

  private final StagingStore store;
  private final String tenant;
  private final Map<String, Method> methods = new HashMap<>();

  StagingMethods(StagingStore store, String defaultTenant) {
    this.store = store;
    this.tenant = defaultTenant;
  }

  Map<String, Method> methods() {
    for (PlanPart part : PlanPart.values()) {
      boolean profile = part == PlanPart.RATING_PROFILE;
      Shape key = profile ? PROFILE_KEY : KEY;
      String id = profile ? "RatingProfileID" : "ID";
      put("Set" + part.noun(), Method.doing(part.shape(), given -> set(part, given)));
      put("Get" + part.noun(), Method.of(key, given -> get(part, id, given)));
      put("Remove" + part.noun(), Method.doing(key, given -> remove(part, id, given)));
      Method ids = Method.of(Page.SHAPE, given -> ids(part, given));
      put("Get" + part.noun() + "Ids", ids);
      put("Get" + part.noun() + "IDs", ids);
    }
    put("GetTPIds", _ -> RpcJson.texts(store.plans()));
    put("GetTPRatingProfilesByLoadID", Method.of(PROFILE_FILTER, this::profilesByLoad));
    put("GetTPRatingProfileLoadIds", Method.of(PROFILE_FILTER, this::loads));
    return methods;
  }

  private void put(String name, Method method) {
    methods.put("APIerSv1." + name, method);
  }

  private void set(PlanPart part, Fields given) {
    Fields filled =
        part == PlanPart.RATING_PROFILE
            ? given.with("Tenant", given.textOr("Tenant", tenant))
            : given;
    String id = part.idOf(filled);
    store.put(filled.text("TPid"), part, id, filled);
  }

  private JsonNode get(PlanPart part, String idMember, Fields given) {
    given.require("TPid", idMember);
    return store
        .get(given.text("TPid"), part, id(part, given.text(idMember)))
        .orElseThrow(RpcError::notFound)
        .json();
  }

  private void remove(PlanPart part, String idMember, Fields given) {
    given.require("TPid", idMember);
    store.remove(given.text("TPid"), part, id(part, given.text(idMember)));
  }

  private static String id(PlanPart part, String given) {
    if (part == PlanPart.RATING_PROFILE && given.split(":", -1).length != 4) {
      throw new RpcError("Wrong TPRatingProfileId: " + given);
    }
    return given;
  }

  private JsonNode ids(PlanPart part, Fields given) {
    given.require("TPid");
    List<String> all = store.ids(given.text("TPid"), part, given.text("Search"));
    return RpcJson.texts(Page.ofNames(all, given));
  }

  private JsonNode profilesByLoad(Fields given) {
    given.require("TPid", "LoadId");
    if (!given.text("Subject").isEmpty()) {
      given.require("TPid", "LoadId", "Category", "Subject");
    }
    List<JsonNode> found =
        matching(given).stream()
            .filter(profile -> profile.text("LoadId").equals(given.text("LoadId")))
            .map(profile -> (JsonNode) profile.json())
            .toList();
    if (found.isEmpty()) {
      throw RpcError.notFound();
    }
    return RpcJson.array().addAll(found);
  }

  private JsonNode loads(Fields given) {
    given.require("TPid");
    List<String> loads =
        matching(given).stream().map(profile -> profile.text("LoadId")).distinct().toList();
    return RpcJson.texts(Page.ofNames(loads, given));
  }

  private List<Fields> matching(Fields given) {
    return store.plan(given.text("TPid")).of(PlanPart.RATING_PROFILE).stream()
        .filter(profile -> profile.text("Tenant").equals(given.textOr("Tenant", tenant)))
        .filter(profile -> matches(profile, given, "Category"))
        .filter(profile -> matches(profile, given, "Subject"))
        .toList();
  }

  private static boolean matches(Fields profile, Fields wanted, String member) {
    return wanted.text(member).isEmpty() || wanted.text(member).equals(profile.text(member));
  }
}
