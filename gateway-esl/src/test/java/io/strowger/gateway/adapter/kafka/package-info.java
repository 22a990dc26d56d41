/** What the gateway publishes, in tests. */
@NullMarked
package io.strowger.gateway.adapter.kafka;

import org.jspecify.annotations.NullMarked;
