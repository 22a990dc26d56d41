/**
 * A PostgreSQL server for tests and for one machine: embedded, in a container, or one that runs
 * already.
 */
@NullMarked
package io.strowger.testkit.database;

import org.jspecify.annotations.NullMarked;
