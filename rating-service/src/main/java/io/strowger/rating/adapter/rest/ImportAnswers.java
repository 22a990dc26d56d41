package io.strowger.rating.adapter.rest;

import io.strowger.rating.adapter.db.TariffImports;
import io.strowger.rating.adapter.db.TariffImports.Outcome;
import io.strowger.rating.tariff.LoadFailure;
import io.strowger.rating.tariff.TariffVersion;
import io.strowger.rest.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Turns what came of an import into answers. */
final class ImportAnswers {
  private static final int MOST_FAILURES = 1000;

  private ImportAnswers() {}

  /** The version that was kept; any other outcome is an answer of its own. */
  static TariffVersion kept(TariffImports.Target target, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Kept(var version) -> version;
      case Outcome.Refused(var failures) -> throw refused(failures);
      case Outcome.BaseMissing() ->
          throw Problem.notFound(
              "tariff %s has no version %d".formatted(target.name(), target.base()));
    };
  }

  private static WebApplicationException refused(List<LoadFailure> failures) {
    int count = failures.size();
    var problem =
        new TariffBodies.ImportProblem(
            422,
            "impossible tariff",
            count + (count == 1 ? " row" : " rows") + " cannot be part of it; nothing was kept",
            failures.stream().limit(MOST_FAILURES).map(TariffBodies.FailureBody::of).toList());
    return new WebApplicationException(
        Response.status(422).type("application/problem+json").entity(problem).build());
  }
}
