@org.jspecify.annotations.NullMarked
package io.strowger.gateway.adapter.buffer;
