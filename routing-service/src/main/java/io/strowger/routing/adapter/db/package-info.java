/** Carriers, routes and hunts in PostgreSQL. */
@NullMarked
package io.strowger.routing.adapter.db;

import org.jspecify.annotations.NullMarked;
