/** What stands on the wire, checked against schemas and hostile input. */
@NullMarked
package io.strowger.contracts.wire;

import org.jspecify.annotations.NullMarked;
