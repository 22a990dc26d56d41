package io.strowger.gateway.control;

import io.strowger.contracts.command.CallCommand;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One text within a command.
 *
 * @param name its path
 * @param value what stands there in the example
 */
record Field(String name, String value, Function<String, @Nullable Object> filling) {

  /** All texts of a command: in its fields, those within them, their lists and maps. */
  static List<Field> of(CallCommand command) {
    return texts("", (Record) (Object) command);
  }

  /** The command with this text instead; absent when there can be no such command. */
  @Nullable CallCommand filledWith(String text) {
    try {
      return (CallCommand) filling.apply(text);
    } catch (IllegalArgumentException refused) {
      return null;
    }
  }

  private static List<Field> texts(String path, Record record) {
    List<Field> found = new ArrayList<>();
    RecordComponent[] components = record.getClass().getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      int place = i;
      String name = path + "/" + components[i].getName();
      Object value = valueOf(components[i], record);
      for (Field inner : within(name, value)) {
        found.add(
            new Field(
                inner.name(),
                inner.value(),
                text -> {
                  Object filled = inner.filling().apply(text);
                  return filled == null ? null : with(record, place, filled);
                }));
      }
    }
    return found;
  }

  private static List<Field> within(String name, @Nullable Object value) {
    return switch (value) {
      case String text -> List.of(new Field(name, text, filled -> filled));
      case Record inner -> texts(name, inner);
      case List<?> list when !list.isEmpty() && list.getFirst() instanceof String first ->
          List.of(new Field(name + "[]", first, text -> List.of(text, "PCMU")));
      case Map<?, ?> map when !map.isEmpty() -> ofMap(name, map);
      case null, default -> List.of();
    };
  }

  private static List<Field> ofMap(String name, Map<?, ?> map) {
    Map.Entry<?, ?> first = map.entrySet().iterator().next();
    String key = (String) first.getKey();
    String value = (String) first.getValue();
    return List.of(
        new Field(name + "{key}", key, text -> new LinkedHashMap<>(Map.of(text, value))),
        new Field(name + "{value}", value, text -> new LinkedHashMap<>(Map.of(key, text))));
  }

  private static @Nullable Object valueOf(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Object with(Record record, int place, Object filled) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = i == place ? filled : valueOf(components[i], record);
    }
    try {
      var constructor = record.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException reason) {
        throw reason;
      }
      throw new AssertionError(refused);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
