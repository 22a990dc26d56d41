/** CGRateS's JSON-RPC as scripts know it: requests, structs, durations, times and error texts. */
@NullMarked
package io.strowger.rating.cgrates;

import org.jspecify.annotations.NullMarked;
