/** What the gateway publishes, and the commands that it reads. */
@NullMarked
package io.strowger.gateway.adapter.kafka;

import org.jspecify.annotations.NullMarked;
