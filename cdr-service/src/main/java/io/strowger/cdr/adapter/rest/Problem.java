package io.strowger.cdr.adapter.rest;

import io.strowger.messaging.Unavailable;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request (RFC 9457).
 *
 * @param status the HTTP status
 * @param title what kind of problem it is
 * @param detail what is wrong with this request
 */
public record Problem(int status, String title, @Nullable String detail) {
  private static final String MEDIA_TYPE = "application/problem+json";

  static WebApplicationException notFound(String detail) {
    return new WebApplicationException(new Problem(404, "not found", detail).response());
  }

  static WebApplicationException conflict(String detail) {
    return new WebApplicationException(new Problem(409, "conflict", detail).response());
  }

  private Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }

  /** Turns refusals of the domain and a broken database into answers. */
  public static class Mappers {
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
  }
}
