package io.strowger.transcoder.adapter.recording;

import io.strowger.transcoder.calls.Recorder;
import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records sessions to WAV files of a folder, on one thread for all. */
public final class WavRecorder implements Recorder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WavRecorder.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
  private static final long WRITE_EVERY_MILLIS = 100;
  private static final long STOP_WITHIN_SECONDS = 5;

  private final RelaySessions sessions;
  private final Optional<Path> folder;
  private final Map<SessionId, Recording> recordings = new ConcurrentHashMap<>();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("recordings").factory());

  /** Records into a folder; without one nothing is recorded. */
  public WavRecorder(RelaySessions sessions, Optional<Path> folder) throws IOException {
    this.sessions = sessions;
    this.folder = folder;
    if (folder.isPresent()) {
      Files.createDirectories(folder.get());
    }
    writer.scheduleWithFixedDelay(
        () -> recordings.values().forEach(WavRecorder::write),
        WRITE_EVERY_MILLIS,
        WRITE_EVERY_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized boolean start(SessionId session, String name) {
    if (folder.isEmpty() || !NAME.matcher(name).matches() || recordings.containsKey(session)) {
      LOG.warn("{} is not recorded as '{}'", session, name.replaceAll("[^\\x20-\\x7E]", "?"));
      return false;
    }
    try {
      Recording recording = new Recording(folder.get().resolve(name + ".wav"));
      if (!sessions.startTap(session, recording)) {
        recording.end();
        Files.delete(recording.path());
        return false;
      }
      recordings.put(session, recording);
      return true;
    } catch (IOException failure) {
      LOG.error("{} cannot be recorded", session, failure);
      return false;
    }
  }

  @Override
  public synchronized boolean stop(SessionId session) {
    Recording recording = recordings.remove(session);
    if (recording == null) {
      return false;
    }
    sessions.stopTap(session);
    writer.execute(() -> end(recording));
    return true;
  }

  private static void write(Recording recording) {
    try {
      recording.write();
    } catch (IOException failure) {
      LOG.error("{} cannot be written", recording.path(), failure);
    }
  }

  private static void end(Recording recording) {
    try {
      recording.end();
    } catch (IOException failure) {
      LOG.error("{} cannot be ended", recording.path(), failure);
    }
  }

  @Override
  public void close() {
    recordings.keySet().forEach(this::stop);
    writer.shutdown();
    try {
      if (!writer.awaitTermination(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("recordings did not end in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
