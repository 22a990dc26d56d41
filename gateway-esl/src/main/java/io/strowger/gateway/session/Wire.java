package io.strowger.gateway.session;

import io.strowger.gateway.esl.EslRequest;

/** The connection's sending side. Both return at once. */
public interface Wire {

  /** Queues a request for sending. */
  void send(EslRequest request);

  /** Closes the connection. */
  void close(Ending ending);
}
