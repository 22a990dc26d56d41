/**
 * What tests, the demo and the benchmarks stand on: fixtures, a broker, a database and a switch.
 */
@NullMarked
package io.strowger.testkit;

import org.jspecify.annotations.NullMarked;
