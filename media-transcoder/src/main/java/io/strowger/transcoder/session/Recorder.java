package io.strowger.transcoder.session;

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
   * Goes on with the recording that another instance began of the same session and did not end, in
   * a file of its own.
   *
   * @return false when there is none to go on with
   */
  boolean resume(SessionId session);

  /** True while it is recorded. */
  boolean isRecorded(SessionId session);

  /**
   * Records it no longer.
   *
   * @return false when it was not recorded
   */
  boolean stop(SessionId session);
}
