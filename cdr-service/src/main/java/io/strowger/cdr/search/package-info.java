/** What records are looked for by, and the place to go on from. */
@NullMarked
package io.strowger.cdr.search;

import org.jspecify.annotations.NullMarked;
