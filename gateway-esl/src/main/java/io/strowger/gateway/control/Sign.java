package io.strowger.gateway.control;

import io.strowger.gateway.esl.EslEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event of the command's leg that shows that it is done.
 *
 * @param event its name
 * @param header one of its headers, with this value
 * @param shownWithin after it the command is taken for done without; absent where the event is
 *     awaited as long as the leg lives
 * @param verdict what it means
 */
record Sign(
    String event, String header, String value, @Nullable Duration shownWithin, Completion verdict) {

  boolean isSeenIn(EslEvent seen, String leg) {
    return event.equals(seen.name())
        && leg.equals(seen.legUuid())
        && value.equals(seen.header(header));
  }
}
