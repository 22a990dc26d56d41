package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.adapter.db.ChargerBook;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.Page;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.account.AccountNames;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.event.ChargerProfile;
import io.strowger.rating.cgrates.session.SwitchCharger;
import io.strowger.rating.charging.Charger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Chargers: which runs are made of an event. */
final class ChargerMethods {
  private static final Shape KEY = Shape.named("TenantID").text("Tenant", "ID");

  private final ChargerBook book;
  private final Defaults defaults;

  ChargerMethods(ChargerBook book, Defaults defaults) {
    this.book = book;
    this.defaults = defaults;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("APIerSv1.SetChargerProfile", Method.doing(ChargerProfile.SHAPE, this::set));
    methods.put("APIerSv1.GetChargerProfile", Method.of(KEY, this::get));
    methods.put("APIerSv1.RemoveChargerProfile", Method.doing(KEY, this::remove));
    methods.put("APIerSv1.GetChargerProfileIDs", Method.of(Page.SHAPE, this::ids));
    methods.put("ChargerSv1.GetChargersForEvent", this::forEvent);
    methods.put("ChargerSv1.ProcessEvent", this::process);
    return methods;
  }

  private void set(Fields given) {
    given.require("ID");
    Instant now = defaults.clock().instant();
    Fields profile =
        ChargerProfile.dated(
            given.with("Tenant", given.textOr("Tenant", defaults.tenant())), defaults.times(), now);
    ChargerProfile charger = ChargerProfile.of(profile, defaults.times());
    String tenant = profile.text("Tenant");
    Optional<Charger> ofCalls =
        SwitchCharger.of(tenant, charger, new AccountNames(defaults.tenant()));
    book.putProfile(
        tenant, profile.text("ID"), ofCalls.orElse(null), RpcJson.write(profile.json()));
  }

  private JsonNode get(Fields given) {
    given.require("ID");
    JsonNode profile =
        book.profile(given.textOr("Tenant", defaults.tenant()), given.text("ID"))
            .map(ChargerMethods::profile)
            .orElseThrow(RpcError::notFound)
            .json();
    if (profile.path("ActivationInterval") instanceof ObjectNode interval) {
      interval
          .properties()
          .forEach(end -> {
            if (end.getValue().asText().isEmpty()) {
              end.setValue(RpcJson.time(null));
            }
          });
    }
    return profile;
  }

  private void remove(Fields given) {
    given.require("ID");
    if (!book.removeProfile(given.textOr("Tenant", defaults.tenant()), given.text("ID"))) {
      throw RpcError.notFound();
    }
  }

  private JsonNode ids(Fields given) {
    List<String> ids =
        profiles(given.textOr("Tenant", defaults.tenant())).stream()
            .map(profile -> profile.text("ID"))
            .filter(id -> id.contains(given.text("Search")))
            .toList();
    return RpcJson.texts(Page.ofNames(ids, given));
  }

  private List<Fields> profiles(String tenant) {
    return book.profiles(tenant).stream().map(ChargerMethods::profile).toList();
  }

  private static Fields profile(String json) {
    try {
      return ChargerProfile.SHAPE.read(RpcJson.read(json));
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a charger cannot be read", defect);
    }
  }

  private JsonNode forEvent(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, defaults);
    ArrayNode matching = RpcJson.array();
    for (Fields profile : profiles(event.tenant())) {
      ChargerProfile charger = ChargerProfile.of(profile, defaults.times());
      if (!ChargerProfile.matching(List.of(charger), event, defaults.clock().instant()).isEmpty()) {
        matching.add(profile.json());
      }
    }
    if (matching.isEmpty()) {
      throw RpcError.notFound();
    }
    return matching;
  }

  private JsonNode process(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, defaults);
    Map<String, Fields> given = new HashMap<>();
    profiles(event.tenant()).forEach(profile -> given.put(profile.text("ID"), profile));
    ArrayNode told = RpcJson.array();
    for (ChargerProfile charger : matching(given.values(), event)) {
      List<String> attributes =
          Objects.requireNonNull(given.get(charger.id())).texts("AttributeIDs").stream()
              .filter(id -> !id.equals("*none"))
              .toList();
      ObjectNode one = told.addObject();
      one.put("ChargerSProfile", charger.id());
      one.set(
          "AttributeSProfiles",
          attributes.isEmpty() ? NullNode.getInstance() : RpcJson.texts(attributes));
      one.set(
          "AlteredFields",
          RpcJson.texts(charger.changed().stream().map(field -> "*req." + field).toList()));
      one.set("CGREvent", made(argument.path("ID"), charger.run(event), attributes));
    }
    return told;
  }

  private static ObjectNode made(JsonNode id, CgrEvent run, List<String> attributes) {
    ObjectNode options = RpcJson.object();
    run.options().properties().forEach(option -> options.set(option.getKey(), option.getValue()));
    options.put("*subsys", "*chargers");
    if (!attributes.isEmpty()) {
      options.set("*attrProfileIDs", RpcJson.texts(attributes));
    }
    ObjectNode event = RpcJson.object();
    event.put("Tenant", run.tenant());
    event.put("ID", id.asText(""));
    event.set("Time", NullNode.getInstance());
    event.set("Event", run.fields());
    event.set("APIOpts", options);
    return event;
  }

  /** The chargers that are for an event, the heaviest first. */
  private List<ChargerProfile> matching(Collection<Fields> profiles, CgrEvent event) {
    List<ChargerProfile> matching =
        ChargerProfile.matching(
            profiles.stream().map(profile -> ChargerProfile.of(profile, defaults.times())).toList(),
            event,
            defaults.clock().instant());
    if (matching.isEmpty()) {
      throw RpcError.notFound();
    }
    return matching;
  }

  /**
   * The runs of an event.
   *
   * @throws RpcError {@code NOT_FOUND} when no charger is for it
   */
  List<CgrEvent> runs(CgrEvent event) {
    return matching(profiles(event.tenant()), event).stream()
        .map(charger -> charger.run(event))
        .toList();
  }
}
