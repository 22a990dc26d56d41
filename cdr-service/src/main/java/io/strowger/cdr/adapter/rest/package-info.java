/** Records for those who ask. */
@NullMarked
package io.strowger.cdr.adapter.rest;

import org.jspecify.annotations.NullMarked;
