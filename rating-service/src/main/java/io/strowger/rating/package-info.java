/** The rating-service of Strowger. */
@org.jspecify.annotations.NullMarked
package io.strowger.rating;
