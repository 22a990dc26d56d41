/** Assemblies and records in PostgreSQL. */
@NullMarked
package io.strowger.cdr.adapter.db;

import org.jspecify.annotations.NullMarked;
