package io.strowger.gateway.control;

import io.strowger.gateway.esl.EslRequest;
import java.time.Instant;

/** A switch that never answers. */
final class SilentLine implements Line {
  @Override
  public void send(EslRequest request, ReplyHandler handler, Instant now) {
    // it never answers
  }

  @Override
  public boolean hasBackgroundJobs() {
    return true;
  }
}
