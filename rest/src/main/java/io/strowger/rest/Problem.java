package io.strowger.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
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

  /** To be thrown where what was asked for does not exist: 404. */
  public static WebApplicationException notFound(String detail) {
    return new WebApplicationException(new Problem(404, "not found", detail).response());
  }

  /** To be thrown where the state of things forbids what was asked for: 409. */
  public static WebApplicationException conflict(String detail) {
    return new WebApplicationException(new Problem(409, "conflict", detail).response());
  }

  /** The answer that tells it. */
  public Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }
}
