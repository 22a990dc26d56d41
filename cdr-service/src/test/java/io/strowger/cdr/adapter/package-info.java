/** The service as it is deployed, with a broker and a database. */
@NullMarked
package io.strowger.cdr.adapter;

import org.jspecify.annotations.NullMarked;
