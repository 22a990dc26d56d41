/** The benchmarks of Strowger. */
@org.jspecify.annotations.NullMarked
package io.strowger.benchmarks;
