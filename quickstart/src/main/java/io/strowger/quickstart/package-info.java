/** The quickstart of Strowger. */
@org.jspecify.annotations.NullMarked
package io.strowger.quickstart;
