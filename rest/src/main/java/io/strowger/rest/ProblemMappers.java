package io.strowger.rest;

import io.strowger.messaging.Unavailable;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns refusals of the domain, a broken database and unknown paths into answers. */
public class ProblemMappers {
  /** A value that cannot be. */
  @ServerExceptionMapper
  public Response impossible(IllegalArgumentException refused) {
    return new Problem(400, "impossible value", refused.getMessage()).response();
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
