/**
 * How messages stand on the wire: the topics, their configuration, JSON and CloudEvents headers.
 */
@NullMarked
package io.strowger.contracts.wire;

import org.jspecify.annotations.NullMarked;
