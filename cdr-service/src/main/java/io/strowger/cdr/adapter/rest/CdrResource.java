package io.strowger.cdr.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.cdr.adapter.db.CdrStore;
import io.strowger.cdr.search.CdrQuery;
import io.strowger.cdr.search.Cursor;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.rest.Problem;
import io.strowger.rest.Searches;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Records for those who ask, in the form they have on the {@code cdrs} topic. */
@Path("/api/v1/cdrs")
@Tag(name = "cdrs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CdrResource {
  private final CdrStore store;

  /** Records of this store. */
  public CdrResource(CdrStore store) {
    this.store = store;
  }

  /** What is looked for. */
  public static class Search {
    @QueryParam("from")
    @Parameter(description = "calls that began then or later, ISO 8601")
    @Nullable String from;

    @QueryParam("to")
    @Parameter(description = "calls that began before, ISO 8601")
    @Nullable String to;

    @QueryParam("number")
    @Parameter(description = "caller, destination, or where the caller was sent_to")
    @Nullable String number;

    @QueryParam("account")
    @Nullable String account;

    @QueryParam("cause")
    @Parameter(description = "such as USER_BUSY")
    @Nullable String cause;

    @QueryParam("limit")
    @Parameter(
        description = "1 to 500, 50 unless told",
        schema = @Schema(implementation = Integer.class))
    @Nullable String limit;

    @QueryParam("after")
    @Parameter(description = "next_after of the page before")
    @Nullable String after;

    CdrQuery query() {
      return new CdrQuery(
          Searches.moment("from", from),
          Searches.moment("to", to),
          number,
          Searches.read("account", account, AccountId::new),
          Searches.read("cause", cause, HangupCause::new),
          Searches.limit(limit),
          Searches.read("after", after, Cursor::of));
    }
  }

  /** One page of records. */
  public record Page(List<CallDetailRecord> cdrs, @Nullable String nextAfter) {}

  /** Records by what is looked for. */
  @GET
  @Operation(
      summary = "Records by time, number, account and cause, the latest call first",
      description = "A page names the place to go on from in next_after; the last page names none.")
  public String search(@BeanParam Search search) throws IOException {
    CdrQuery query = search.query();
    List<CallDetailRecord> found = store.search(query);
    CallDetailRecord last = found.size() < query.limit() ? null : found.getLast();
    Page page =
        new Page(
            found,
            last == null
                ? null
                : new Cursor(last.times().createdAt(), last.callId().value()).text());
    return WireMapper.mapper().writeValueAsString(page);
  }

  /** The record of a call. */
  @GET
  @Path("{call}")
  @Operation(summary = "The record of a call, in its latest revision")
  public String get(@PathParam("call") String call) throws IOException {
    CallDetailRecord record =
        store
            .find(new CallId(call))
            .orElseThrow(() -> Problem.notFound("there is no record of call " + call));
    return WireMapper.mapper().writeValueAsString(record);
  }
}
