/** Rules of the published language. */
@org.jspecify.annotations.NullMarked
package io.strowger.contracts;
