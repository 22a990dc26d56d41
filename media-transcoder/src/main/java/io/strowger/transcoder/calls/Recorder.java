package io.strowger.transcoder.calls;

import io.strowger.transcoder.session.SessionId;

/** Records sessions. */
public interface Recorder {
  /**
   * Records a session from now on.
   *
   * @param name of the file, without extension
   * @return false when it cannot be: there is no such session, no folder for recordings, or the
   *     name is none
   */
  boolean start(SessionId session, String name);

  /**
   * Records it no longer.
   *
   * @return false when it was not recorded
   */
  boolean stop(SessionId session);
}
