/** Sessions as scripts lead them: opened, updated and ended by requests, charged run by run. */
@NullMarked
package io.strowger.rating.cgrates.session;

import org.jspecify.annotations.NullMarked;
