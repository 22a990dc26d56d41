package io.strowger.contracts.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** A record's component is mandatory on the wire unless its type says {@code @Nullable}. */
final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  static boolean isRequired(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    if (member instanceof AnnotatedParameter parameter
        && parameter.getDeclaringClass().isRecord()
        && !parameter.hasAnnotation(JsonUnwrapped.class)) {
      RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
      return components.length == parameter.getOwner().getParameterCount()
          ? isRequired(components[parameter.getIndex()])
          : null;
    }
    return super.hasRequiredMarker(member);
  }
}
