/** The cdr-service of Strowger. */
@org.jspecify.annotations.NullMarked
package io.strowger.cdr;
