/** Tariffs, accounts, entries and sessions in PostgreSQL. */
@NullMarked
package io.strowger.rating.adapter.db;

import org.jspecify.annotations.NullMarked;
