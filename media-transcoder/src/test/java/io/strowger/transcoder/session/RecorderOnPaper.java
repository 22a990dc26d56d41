package io.strowger.transcoder.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Notes what it is told to record. */
public final class RecorderOnPaper implements Recorder {
  /** What it was told, in order. */
  public final List<String> said = new ArrayList<>();

  /** False when there is nowhere to record to. */
  public boolean hasFolder = true;

  private final Set<SessionId> recorded = new HashSet<>();

  @Override
  public boolean start(SessionId session, String name) {
    said.add("start " + name);
    return hasFolder && recorded.add(session);
  }

  @Override
  public boolean resume(SessionId session) {
    return said.add("resume " + session);
  }

  @Override
  public boolean isRecorded(SessionId session) {
    return recorded.contains(session);
  }

  @Override
  public boolean stop(SessionId session) {
    said.add("stop");
    return recorded.remove(session);
  }
}
