package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.Page;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.staging.LoadedRows;
import io.strowger.rating.cgrates.staging.StagedRows;
import io.strowger.rating.load.TariffText;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.tariff.Origin;
import io.strowger.rating.tariff.TariffRow;
import io.strowger.rating.tariff.TariffRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code SetRatingProfile}, {@code SetDestination} and the like: the tariff that holds. */
final class TariffMethods {
  private static final Shape ACTIVATION =
      Shape.named("TPRatingActivation").text("ActivationTime", "RatingPlanId", "FallbackSubjects");
  private static final Shape PROFILE =
      Shape.named("AttrSetRatingProfile")
          .text("Tenant", "Category", "Subject")
          .flag("Overwrite")
          .many("RatingPlanActivations", ACTIVATION);
  private static final Shape DESTINATION =
      Shape.named("AttrSetDestination").text("Id").texts("Prefixes").flag("Overwrite");
  private static final Shape LESS =
      Shape.named("AttrRemoveDestination").texts("DestinationIDs", "Prefixes");

  private final LoadedTariff tariff;
  private final Defaults defaults;

  TariffMethods(LoadedTariff tariff, Defaults defaults) {
    this.tariff = tariff;
    this.defaults = defaults;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("APIerSv1.SetRatingProfile", Method.doing(PROFILE, this::setProfile));
    methods.put("APIerSv1.GetRatingProfile", Method.of(PROFILE, this::getProfile));
    methods.put("APIerSv1.RemoveRatingProfile", Method.doing(PROFILE, this::removeProfile));
    methods.put("APIerSv1.GetRatingProfileIDs", Method.of(Page.SHAPE, this::profiles));
    methods.put("APIerSv1.SetDestination", Method.doing(DESTINATION, this::setDestination));
    methods.put("APIerSv1.GetDestination", argument -> getDestination(argument.asText()));
    methods.put("APIerSv1.GetReverseDestination", argument -> reverse(argument.asText()));
    methods.put("APIerSv1.RemoveDestination", Method.doing(LESS, this::removeDestination));
    methods.put("APIerSv1.RemoveRatingPlan", argument -> removeRatingPlan(argument.asText()));
    return methods;
  }

  private RatingProfile.Key key(Fields given) {
    return new RatingProfile.Key(
        given.textOr("Tenant", defaults.tenant()),
        given.textOr("Category", defaults.category()),
        given.text("Subject"));
  }

  private void setProfile(Fields given) {
    given.require("Subject", "RatingPlanActivations");
    for (Fields activation : given.many("RatingPlanActivations")) {
      List<String> missing = activation.missing("ActivationTime", "RatingPlanId");
      if (!missing.isEmpty()) {
        throw new RpcError(
            "MANDATORY_IE_MISSING:RatingPlanActivation:[" + String.join(" ", missing) + "]");
      }
    }
    tariff.change(loaded -> withProfile(loaded, given));
  }

  private LoadedRows withProfile(LoadedRows loaded, Fields given) {
    RatingProfile.Key key = key(given);
    Instant now = defaults.clock().instant();
    List<TariffRow> rows =
        new ArrayList<>(given.flag("Overwrite") ? List.of() : loaded.activations(key));
    for (Fields activation : given.many("RatingPlanActivations")) {
      Origin origin = new Origin("SetRatingProfile", rows.size() + 1);
      TariffRow.Activation added = activation(origin, key, activation, now);
      if (!loaded.ratingPlans().contains(added.plan())) {
        throw new RpcError("NOT_FOUND:RatingPlanId:" + added.plan());
      }
      rows.removeIf(
          row -> row instanceof TariffRow.Activation old && old.from().equals(added.from()));
      rows.add(added);
    }
    return loaded.plus(TariffRows.of(rows));
  }

  private TariffRow.Activation activation(
      Origin origin, RatingProfile.Key key, Fields activation, Instant now) {
    try {
      return StagedRows.activation(origin, key, activation, defaults.times(), now);
    } catch (RpcError unreadable) {
      throw new RpcError(
          "SERVER_ERROR:Cannot parse activation time from " + activation.text("ActivationTime"));
    }
  }

  private JsonNode getProfile(Fields given) {
    given.require("Category", "Subject");
    RatingProfile.Key key = key(given);
    List<TariffRow.Activation> activations = tariff.rows().activations(key);
    if (activations.isEmpty()) {
      throw RpcError.notFound();
    }
    ObjectNode profile = RpcJson.object();
    profile.put("Id", key.toString());
    ArrayNode told = profile.putArray("RatingPlanActivations");
    for (TariffRow.Activation activation : activations) {
      ObjectNode one = told.addObject();
      one.set("ActivationTime", RpcJson.time(time(activation.from())));
      one.put("RatingPlanId", activation.plan());
      one.set("FallbackKeys", fallbacks(key, activation));
    }
    return profile;
  }

  private static @Nullable Instant time(Instant from) {
    return from.equals(TariffText.ALWAYS) ? null : from;
  }

  private static JsonNode fallbacks(RatingProfile.Key key, TariffRow.Activation activation) {
    List<String> subjects = activation.fallbackSubjects();
    return subjects.isEmpty()
        ? NullNode.getInstance()
        : RpcJson.texts(
            subjects.stream().map(subject -> key.withSubject(subject).toString()).toList());
  }

  private void removeProfile(Fields given) {
    given.require("Category", "Subject");
    RatingProfile.Key key = key(given);
    tariff.change(loaded -> {
      if (loaded.activations(key).isEmpty()) {
        throw RpcError.notFound();
      }
      return loaded.withoutProfile(key);
    });
  }

  private JsonNode profiles(Fields given) {
    String of = given.textOr("Tenant", defaults.tenant());
    List<String> ids =
        tariff.rows().rows().activations().stream()
            .map(TariffRow.Activation::profile)
            .filter(key -> key.tenant().equals(of))
            .map(key -> key.category() + ":" + key.subject())
            .filter(id -> id.contains(given.text("Search")))
            .distinct()
            .sorted()
            .toList();
    return RpcJson.texts(Page.ofNames(ids, given));
  }

  private void setDestination(Fields given) {
    String id = given.require("Id", "Prefixes").text("Id");
    tariff.change(loaded -> {
      if (!given.flag("Overwrite") && loaded.destinations().contains(id)) {
        throw RpcError.exists();
      }
      List<TariffRow> rows = new ArrayList<>();
      for (String prefix : given.texts("Prefixes")) {
        Origin origin = new Origin("SetDestination", rows.size() + 1);
        rows.add(StagedRows.prefix(origin, id, prefix));
      }
      return loaded.plus(TariffRows.of(rows));
    });
  }

  private JsonNode getDestination(String id) {
    List<String> prefixes = tariff.rows().prefixes(id);
    if (prefixes.isEmpty()) {
      throw RpcError.notFound();
    }
    ObjectNode destination = RpcJson.object();
    destination.put("Id", id);
    destination.set("Prefixes", RpcJson.texts(prefixes));
    return destination;
  }

  private JsonNode reverse(String prefix) {
    if (prefix.isEmpty()) {
      throw RpcError.missing(List.of("prefix"));
    }
    List<String> destinations =
        tariff.rows().rows().prefixes().stream()
            .filter(row -> row.prefix().equals(prefix))
            .map(TariffRow.Prefix::destination)
            .distinct()
            .toList();
    if (destinations.isEmpty()) {
      throw RpcError.notFound();
    }
    return RpcJson.texts(destinations);
  }

  private void removeDestination(Fields given) {
    tariff.change(loaded -> {
      LoadedRows left = loaded;
      for (String id : given.texts("DestinationIDs")) {
        left = left.withoutPrefixes(id, given.texts("Prefixes"));
      }
      return left;
    });
  }

  private JsonNode removeRatingPlan(String id) {
    if (id.isEmpty()) {
      throw RpcError.missing(List.of("ID"));
    }
    tariff.change(loaded -> loaded.withoutRatingPlan(id));
    return RpcJson.ok();
  }
}
