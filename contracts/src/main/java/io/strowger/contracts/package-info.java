/** The published language of Strowger: what goes over its topics, and nothing else. */
@org.jspecify.annotations.NullMarked
package io.strowger.contracts;
