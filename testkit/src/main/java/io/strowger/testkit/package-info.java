/** The testkit of Strowger. */
@org.jspecify.annotations.NullMarked
package io.strowger.testkit;
