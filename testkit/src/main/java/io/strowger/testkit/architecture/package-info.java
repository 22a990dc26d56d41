/** Rules of structure that every service's tests check. */
@NullMarked
package io.strowger.testkit.architecture;

import org.jspecify.annotations.NullMarked;
