/** The messaging of Strowger. */
@org.jspecify.annotations.NullMarked
package io.strowger.messaging;
