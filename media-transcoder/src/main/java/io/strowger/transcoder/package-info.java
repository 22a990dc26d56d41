/** The media-transcoder of Strowger. */
@org.jspecify.annotations.NullMarked
package io.strowger.transcoder;
