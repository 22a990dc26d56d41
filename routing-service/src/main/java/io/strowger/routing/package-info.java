/** The routing-service of Strowger. */
@org.jspecify.annotations.NullMarked
package io.strowger.routing;
