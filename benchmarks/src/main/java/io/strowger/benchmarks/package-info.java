/** What it costs: JMH measurements of hot code, and load drivers for the whole. */
@NullMarked
package io.strowger.benchmarks;

import org.jspecify.annotations.NullMarked;
