package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the service is there, and what of CGRateS it leaves to other services. */
final class CoreMethods {
  private static final List<String> PINGED =
      List.of(
          "APIerSv1",
          "APIerSv2",
          "CDRsV1",
          "CDRsV2",
          "CacheSv1",
          "ChargerSv1",
          "ConfigSv1",
          "CoreSv1",
          "RALsV1",
          "Responder",
          "SchedulerSv1",
          "SessionSv1");

  private final Clock clock;
  private final Instant began;

  CoreMethods(Clock clock) {
    this.clock = clock;
    this.began = clock.instant();
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    PINGED.forEach(service -> methods.put(service + ".Ping", _ -> RpcJson.text("Pong")));
    methods.put("CoreSv1.Status", _ -> status());
    for (Elsewhere elsewhere : Elsewhere.values()) {
      elsewhere.methods().forEach(method -> methods.put(method, _ -> elsewhere.refuse(method)));
    }
    return methods;
  }

  private JsonNode status() {
    Runtime runtime = Runtime.getRuntime();
    ObjectNode status = RpcJson.object();
    status.put("node_id", "strowger-rating");
    status.put("version", "Strowger rating-service");
    status.put("go_version", "java " + Runtime.version().feature());
    status.put("running_since", began.toString());
    status.put("uptime", GoDuration.text(Duration.between(began, clock.instant()).toNanos()));
    status.put("pid", ProcessHandle.current().pid());
    status.put("cpu_count", runtime.availableProcessors());
    status.put("memory_bytes", runtime.totalMemory() - runtime.freeMemory());
    return status;
  }

  /** What another service does, or another interface. */
  private enum Elsewhere {
    ROUTES(
        "routes are routing-service's, by its REST interface",
        "RouteSv1.GetRoutes",
        "RouteSv1.GetRoutesList",
        "RouteSv1.GetRouteProfilesForEvent",
        "APIerSv1.SetRouteProfile",
        "APIerSv1.GetRouteProfile",
        "APIerSv1.GetRouteProfileIDs",
        "APIerSv1.RemoveRouteProfile"),
    RESOURCES(
        "limits of concurrent calls belong to accounts, by the REST interface",
        "ResourceSv1.AuthorizeResources",
        "ResourceSv1.AllocateResources",
        "ResourceSv1.ReleaseResources",
        "ResourceSv1.GetResource",
        "APIerSv1.SetResourceProfile",
        "APIerSv1.GetResourceProfile",
        "APIerSv1.GetResourceProfileIDs",
        "APIerSv1.RemoveResourceProfile"),
    STATS(
        "statistics are made from the topics charges and cdrs",
        "StatSv1.GetQueueIDs",
        "StatSv1.GetQueueStringMetrics",
        "StatSv1.GetQueueFloatMetrics",
        "StatSv1.ProcessEvent",
        "APIerSv1.SetStatQueueProfile",
        "APIerSv1.GetStatQueueProfile",
        "APIerSv1.GetStatQueueProfileIDs",
        "APIerSv1.RemoveStatQueueProfile"),
    THRESHOLDS(
        "thresholds of balances belong to accounts, by the REST interface",
        "ThresholdSv1.GetThreshold",
        "ThresholdSv1.GetThresholdIDs",
        "ThresholdSv1.ProcessEvent",
        "APIerSv1.SetThresholdProfile",
        "APIerSv1.GetThresholdProfile",
        "APIerSv1.GetThresholdProfileIDs",
        "APIerSv1.RemoveThresholdProfile"),
    ATTRIBUTES(
        "numbers and accounts are rewritten by routing-service's scripts",
        "AttributeSv1.ProcessEvent",
        "AttributeSv1.GetAttributeForEvent",
        "APIerSv1.SetAttributeProfile",
        "APIerSv2.SetAttributeProfile",
        "APIerSv1.GetAttributeProfile",
        "APIerSv1.GetAttributeProfileIDs",
        "APIerSv1.RemoveAttributeProfile"),
    ACTIONS(
        "what is to happen at some time is scheduled by whoever calls this interface",
        "APIerSv1.SetActions",
        "APIerSv2.SetActions",
        "APIerSv1.GetActions",
        "APIerSv1.ExecuteAction",
        "APIerSv1.SetActionPlan",
        "APIerSv1.GetActionPlan",
        "APIerSv1.RemoveActionPlan",
        "APIerSv1.AddTriggeredAction",
        "APIerSv1.SetActionTrigger",
        "SchedulerSv1.Reload",
        "SchedulerSv1.ExecuteActions"),
    FILTERS(
        "chargers take inline filters: *string:~*req.Account:1001",
        "APIerSv1.SetFilter",
        "APIerSv1.GetFilter",
        "APIerSv1.GetFilterIDs",
        "APIerSv1.RemoveFilter"),
    DISPATCHERS(
        "every instance answers every request",
        "APIerSv1.SetDispatcherProfile",
        "APIerSv1.GetDispatcherProfile",
        "APIerSv1.SetDispatcherHost"),
    CONFIGURATION(
        "settings are environment variables, read at start",
        "ConfigSv1.GetConfig",
        "ConfigSv1.GetConfigAsJSON",
        "ConfigSv1.SetConfig",
        "ConfigSv1.ReloadConfig");

    private final String instead;
    private final List<String> methods;

    Elsewhere(String instead, String... methods) {
      this.instead = instead;
      this.methods = List.of(methods);
    }

    List<String> methods() {
      return methods;
    }

    JsonNode refuse(String method) {
      throw RpcError.notImplemented(method, instead);
    }
  }
}
