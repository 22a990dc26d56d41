package io.strowger.rating.adapter.cgrates;

import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.staging.LoadedRows;
import io.strowger.rating.cgrates.staging.PlanCheck;
import io.strowger.rating.cgrates.staging.PlanPart;
import io.strowger.rating.cgrates.staging.PlanSanity;
import io.strowger.rating.cgrates.staging.StagedPlan;
import io.strowger.rating.cgrates.staging.StagedRows;
import io.strowger.rating.tariff.TariffRows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** From prepared plans to the tariff that holds: {@code LoadTariffPlanFromStorDb} and the like. */
final class LoadMethods {
  private static final Shape LOAD =
      Shape.named("AttrLoadTpFromStorDb").text("TPid").flag("DryRun", "Validate").free("Caching");
  private static final Shape LOAD_PART =
      Shape.named("AttrLoad")
          .text("TPid", "ID", "RatingPlanId", "LoadId", "Tenant", "Category", "Subject");
  private static final Shape FOLDER =
      Shape.named("AttrLoadTPFromFolder")
          .text("TPid", "FolderPath", "CsvSeparator")
          .flag("DryRun", "Validate")
          .free("Caching");

  private final StagingStore staging;
  private final LoadedTariff tariff;
  private final Defaults defaults;

  LoadMethods(StagingStore staging, LoadedTariff tariff, Defaults defaults) {
    this.staging = staging;
    this.tariff = tariff;
    this.defaults = defaults;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("APIerSv1.LoadTariffPlanFromStorDb", Method.doing(LOAD, this::loadStaged));
    methods.put("APIerSv1.LoadTariffPlanFromFolder", Method.doing(FOLDER, this::loadFolder));
    methods.put("APIerSv1.ImportTariffPlanFromFolder", Method.doing(FOLDER, this::importFolder));
    methods.put("APIerSv1.LoadDestination", Method.doing(LOAD_PART, this::loadDestination));
    methods.put("APIerSv1.LoadRatingPlan", Method.doing(LOAD_PART, this::loadRatingPlan));
    methods.put("APIerSv1.LoadRatingProfile", Method.doing(LOAD_PART, this::loadRatingProfile));
    // There is no cache: what is loaded holds for the next call.
    for (String name : List.of("ReloadCache", "LoadCache", "Clear", "RemoveItems")) {
      methods.put("CacheSv1." + name, _ -> RpcJson.ok());
    }
    return methods;
  }

  private void loadStaged(Fields given) {
    given.require("TPid");
    load(given.text("TPid"), staging.plan(given.text("TPid")), given);
  }

  private void loadFolder(Fields given) {
    given.require("FolderPath");
    String tpid = given.textOr("TPid", "folder");
    load(tpid, PlanFolder.read(tpid, given.text("FolderPath"), separator(given)), given);
  }

  private void importFolder(Fields given) {
    String tpid = given.require("TPid", "FolderPath").text("TPid");
    staging.putAll(tpid, PlanFolder.read(tpid, given.text("FolderPath"), separator(given)));
  }

  private static char separator(Fields given) {
    return given.textOr("CsvSeparator", ",").charAt(0);
  }

  private void load(String tpid, StagedPlan plan, Fields given) {
    boolean validate = given.flag("Validate");
    if (given.flag("DryRun")) {
      tariff.tryChange(loaded -> onTop(loaded, tpid, plan, validate));
    } else {
      tariff.change(loaded -> onTop(loaded, tpid, plan, validate));
    }
  }

  private LoadedRows onTop(LoadedRows loaded, String tpid, StagedPlan plan, boolean validate) {
    Instant now = defaults.clock().instant();
    new PlanCheck(plan, loaded).references(defaults.times(), now);
    TariffRows rows = StagedRows.of(tpid, plan, defaults.times(), now);
    if (validate && !new PlanSanity(plan).isSane()) {
      throw new RpcError("invalid data");
    }
    return loaded.plus(rows);
  }

  private void loadDestination(Fields given) {
    given.require("TPid");
    StagedPlan plan = staging.plan(given.text("TPid"));
    loadPart(given, plan.only(PlanPart.DESTINATION, named(given.text("ID"))));
  }

  private void loadRatingPlan(Fields given) {
    given.require("TPid");
    StagedPlan plan = staging.plan(given.text("TPid"));
    StagedPlan wanted = plan.with(PlanPart.RATING_PLAN, named(given.text("RatingPlanId")));
    if (wanted.of(PlanPart.RATING_PLAN).isEmpty()) {
      throw RpcError.notFound();
    }
    loadPart(given, wanted.with(PlanPart.RATING_PROFILE, _ -> false));
  }

  private void loadRatingProfile(Fields given) {
    given.require("TPid");
    Fields filled = given.with("Tenant", given.textOr("Tenant", defaults.tenant()));
    Predicate<Fields> wanted =
        profile ->
            List.of("LoadId", "Tenant", "Category", "Subject").stream()
                .allMatch(member ->
                    filled.text(member).isEmpty()
                        || filled.text(member).equals(profile.text(member)));
    loadPart(given, staging.plan(given.text("TPid")).only(PlanPart.RATING_PROFILE, wanted));
  }

  private void loadPart(Fields given, StagedPlan part) {
    if (part.isEmpty()) {
      throw RpcError.notFound();
    }
    tariff.change(loaded -> onTop(loaded, given.text("TPid"), part, false));
  }

  private static Predicate<Fields> named(String id) {
    return part -> id.isEmpty() || part.text("ID").equals(id);
  }
}
