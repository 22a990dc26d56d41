package io.strowger.transcoder.adapter.recording;

import io.strowger.transcoder.session.Recorder;
import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.SessionId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

  /** Parts of one recording: sorted by name they are in order. */
  private static final int MOST_PARTS = 99;

  private final RelaySessions sessions;
  private final Optional<Folder> folder;
  private final Map<SessionId, Recording> recordings = new ConcurrentHashMap<>();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("recordings").factory());

  private record Folder(Path path, Unended unended) {
    /** The next part of a recording that was begun; no file is written over. */
    Recording nextPart(String name) throws IOException {
      for (int part = 2; part < MOST_PARTS; part++) {
        try {
          return new Recording(path.resolve("%s_%02d.wav".formatted(name, part)));
        } catch (FileAlreadyExistsException taken) {
          LOG.debug("{} is there", taken.getFile());
        }
      }
      return new Recording(path.resolve("%s_%02d.wav".formatted(name, MOST_PARTS)));
    }
  }

  /** Records into a folder; without one nothing is recorded. */
  public WavRecorder(RelaySessions sessions, Optional<Path> folder) throws IOException {
    this.sessions = sessions;
    if (folder.isPresent()) {
      Files.createDirectories(folder.get());
      this.folder = Optional.of(new Folder(folder.get(), new Unended(folder.get(), Instant.now())));
    } else {
      this.folder = Optional.empty();
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
    Folder into = folder.get();
    try {
      boolean started = record(session, new Recording(into.path().resolve(name + ".wav")));
      if (started) {
        into.unended().began(session, name);
      }
      return started;
    } catch (IOException failure) {
      LOG.error("{} cannot be recorded", session, failure);
      return false;
    }
  }

  @Override
  public synchronized boolean resume(SessionId session) {
    if (folder.isEmpty() || recordings.containsKey(session)) {
      return false;
    }
    try {
      Optional<String> name = folder.get().unended().nameOf(session);
      return name.isPresent()
          && NAME.matcher(name.get()).matches()
          && record(session, folder.get().nextPart(name.get()));
    } catch (IOException failure) {
      LOG.error("the recording of {} cannot go on", session, failure);
      return false;
    }
  }

  private boolean record(SessionId session, Recording recording) throws IOException {
    if (!sessions.startTap(session, recording)) {
      recording.end();
      Files.delete(recording.path());
      return false;
    }
    recordings.put(session, recording);
    return true;
  }

  @Override
  public boolean isRecorded(SessionId session) {
    return recordings.containsKey(session);
  }

  @Override
  public synchronized boolean stop(SessionId session) {
    boolean recorded = end(session);
    if (recorded) {
      try {
        folder.orElseThrow().unended().ended(session);
      } catch (IOException failure) {
        LOG.error("{} is recorded no more, but seems to be", session, failure);
      }
    }
    return recorded;
  }

  private boolean end(SessionId session) {
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

  /** Ends the files. Sessions that go on elsewhere are recorded on there. */
  @Override
  public synchronized void close() {
    recordings.keySet().forEach(this::end);
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
