package io.strowger.messaging;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A record that Kafka will never take as it is, however often it is sent.
 *
 * @param reason what Kafka or its client says of it
 */
record Refused(Outgoing record, Throwable reason) {

  /**
   * True for what lies in the record itself; false for what may pass or be mended: a broker that is
   * away, a topic that is missing, a right that was not given, a clock that is wrong.
   */
  static boolean isForGood(Throwable reason) {
    return reason instanceof RecordTooLargeException
        || reason instanceof RecordBatchTooLargeException
        || reason instanceof InvalidTopicException
        || reason instanceof InvalidRecordException
        || reason instanceof SerializationException
        || reason instanceof IllegalArgumentException; // a partition that is none
  }
}
