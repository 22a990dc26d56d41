package io.strowger.rest;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.strowger.messaging.Unavailable;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns refusals of the domain, a broken database and unknown paths into answers. */
public class ProblemMappers {
  /** A value that cannot be. */
  @ServerExceptionMapper
  public Response impossible(IllegalArgumentException refused) {
    return new Problem(400, "impossible value", refused.getMessage()).response();
  }

  /** A body whose values are not of the kind that is wanted. */
  @ServerExceptionMapper
  public Response misfit(MismatchedInputException misfit) {
    String where =
        misfit.getPath().stream().map(ProblemMappers::step).collect(Collectors.joining());
    String what = where.isEmpty() ? "the body" : where.substring(1);
    return new Problem(400, "impossible value", what + " cannot be read").response();
  }

  private static String step(Reference step) {
    return step.getFieldName() == null ? "." + step.getIndex() : "." + step.getFieldName();
  }

  /** The database is away. */
  @ServerExceptionMapper
  public Response unavailable(Unavailable away) {
    return new Problem(503, "try again later", away.getMessage()).response();
  }

  /** Nothing is at this path, or a value in path or query cannot be read. */
  @ServerExceptionMapper
  public Response unknown(NotFoundException missing, @Context UriInfo uri) {
    String detail =
        missing.getCause() == null
            ? "there is nothing at " + uri.getPath()
            : "a value in %s cannot be read: %s".formatted(uri.getPath(), missing.getCause());
    return new Problem(404, "not found", detail).response();
  }
}
