/** Tests of the event socket on the wire. */
@org.jspecify.annotations.NullMarked
package io.strowger.gateway.esl;
