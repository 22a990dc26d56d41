/** Everything on one machine: broker, database, the five services, and a simulated switch. */
@NullMarked
package io.strowger.quickstart;

import org.jspecify.annotations.NullMarked;
