package io.strowger.messaging;

import java.util.List;

/** Takes what arrived, in the order of each partition. */
@FunctionalInterface
public interface BatchHandler {

  /**
   * Takes a batch; returning means that all of it is done for good.
   *
   * @throws Unavailable when infrastructure is broken: the same batch comes again until it works;
   *     any other exception makes the batch come again a record at a time, and the one that still
   *     fails go to dead letters
   */
  void accept(List<Received> batch);
}
