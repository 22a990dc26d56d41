package io.strowger.quickstart;

/** A simulated switch with callers of all kinds. */
final class Demo implements AutoCloseable {
  static Demo prepare(Installation installation) {
    return new Demo();
  }

  @Override
  public void close() {}
}
