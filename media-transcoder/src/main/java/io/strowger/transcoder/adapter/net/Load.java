package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.session.Capacity;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.transcode.CodecCosts;
import java.util.List;

/** How much the media threads take, and how much more they may. */
final class Load {
  private static final long SAMPLE_NANOS = 1_000_000_000L;

  private final List<MediaThread> threads;
  private final MediaEngine.Terms terms;
  private final long[] cpuAtSample;
  private final double[] busy;
  private CodecCosts costs;
  private long sampledAt;

  Load(List<MediaThread> threads, MediaEngine.Terms terms) {
    this.threads = threads;
    this.terms = terms;
    this.costs = terms.costs();
    this.cpuAtSample = new long[threads.size()];
    this.busy = new double[threads.size()];
    this.sampledAt = System.nanoTime();
  }

  synchronized double cores(SideDescription a, SideDescription b) {
    return costs.cores(a, b);
  }

  /** A packet never counts for less than a microsecond: a clock of the system may be coarse. */
  synchronized void packetsCost(double micros) {
    costs =
        new CodecCosts(
            costs.narrowband(),
            costs.wideband(),
            Math.max(1, micros),
            costs.resampleMicros(),
            costs.srtpMicros());
  }

  /**
   * Whether a thread may take on so much more: by what was promised, and by what it really takes.
   */
  synchronized boolean admits(MediaThread thread, double cores) {
    sample();
    return thread.committed() + cores <= terms.limit()
        && busy[threads.indexOf(thread)] + cores <= 1;
  }

  synchronized Capacity capacity(int sessions, int portsFree) {
    sample();
    List<MediaThread> running = threads.stream().filter(MediaThread::isRunning).toList();
    double committed = running.stream().mapToDouble(MediaThread::committed).sum();
    double used = 0;
    for (double one : busy) {
      used += one;
    }
    int cores = running.size();
    return new Capacity(
        sessions, cores, Math.max(0, committed), terms.limit() * cores, used, portsFree);
  }

  private void sample() {
    long elapsed = System.nanoTime() - sampledAt;
    if (elapsed < SAMPLE_NANOS) {
      return;
    }
    for (int i = 0; i < busy.length; i++) {
      long cpu = Math.max(cpuAtSample[i], threads.get(i).cpuNanos()); // -1 of one that has ended
      busy[i] = (cpu - cpuAtSample[i]) / (double) elapsed;
      cpuAtSample[i] = cpu;
    }
    sampledAt += elapsed;
  }
}
