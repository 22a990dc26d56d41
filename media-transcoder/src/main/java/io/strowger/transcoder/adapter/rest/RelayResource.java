package io.strowger.transcoder.adapter.rest;

import io.strowger.rest.Problem;
import io.strowger.transcoder.session.Capacity;
import io.strowger.transcoder.session.Recorder;
import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.SessionId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The relays of the moment. */
@Path("/api/v1/relays")
@Tag(name = "relays")
public class RelayResource {
  private final RelaySessions sessions;
  private final Recorder recorder;

  /** Of this instance. */
  public RelayResource(RelaySessions sessions, Recorder recorder) {
    this.sessions = sessions;
    this.recorder = recorder;
  }

  /** All relays of this instance. */
  @GET
  @Operation(summary = "The relays of this instance, with what went through them so far")
  public List<RelayBody> list() {
    return sessions.all().stream()
        .flatMap(session -> RelayBody.of(sessions, session).stream())
        .toList();
  }

  /** What this instance carries and could carry. */
  @GET
  @Path("/capacity")
  @Operation(summary = "What this instance carries and could carry")
  public Capacity capacity() {
    return sessions.capacity();
  }

  /** One relay. */
  @GET
  @Path("/{session}")
  @Operation(summary = "One relay; 404 when there is none")
  public RelayBody one(@PathParam("session") String session) {
    return sessions
        .statistics(new SessionId(session))
        .flatMap(statistics -> RelayBody.of(sessions, statistics))
        .orElseThrow(() -> Problem.notFound("there is no relay " + session));
  }

  /** Records a relay from now on. */
  @PUT
  @Path("/{session}/recording")
  @Operation(
      summary = "Records both sides to a WAV file",
      description =
          "409 when it is recorded already, there is no folder for recordings, or no relay")
  public void record(
      @PathParam("session") String session, @QueryParam("name") @Nullable String name) {
    boolean begun =
        recorder.start(new SessionId(session), Objects.requireNonNullElse(name, session));
    if (!begun) {
      throw Problem.conflict(
          "there is no relay %s, it is recorded already, or there is no folder for recordings"
              .formatted(session));
    }
  }

  /** Records a relay no longer. */
  @DELETE
  @Path("/{session}/recording")
  @Operation(summary = "Ends the recording; 404 when there is none")
  public void stopRecording(@PathParam("session") String session) {
    if (!recorder.stop(new SessionId(session))) {
      throw Problem.notFound("there is no recording of relay " + session);
    }
  }
}
