/** CGRateS's JSON-RPC over HTTP and TCP, and what it keeps in PostgreSQL. */
@NullMarked
package io.strowger.rating.adapter.cgrates;

import org.jspecify.annotations.NullMarked;
