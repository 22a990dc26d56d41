package io.strowger.contracts.wire;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.command.Trunk;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Messages of any record type, filled at random from a seed; absent fields included. */
final class RandomMessages {
  private final Random random;

  RandomMessages(long seed) {
    this.random = new Random(seed);
  }

  Object of(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      boolean absent = !RequiredUnlessNullable.isRequired(components[i]) && absent(components[i]);
      values[i] = absent ? null : value(components[i].getGenericType());
    }
    return type.getDeclaredConstructor(types).newInstance(values);
  }

  /** Grant and relay fields come in pairs: present in all messages made here. */
  private boolean absent(RecordComponent component) {
    boolean paired =
        List.of("grantSeconds", "grantGroup", "callerSdp", "trunkSdp")
            .contains(component.getName());
    return !paired && random.nextBoolean();
  }

  private Object value(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? List.of(value(arguments[0]), value(arguments[0]))
          : Map.of("strowger_tenant", value(arguments[1]), "cgr_subject", value(arguments[1]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
    }
    return plain.isRecord() ? record(plain) : scalar(plain);
  }

  private Object record(Class<?> type) throws ReflectiveOperationException {
    if (type == HangupCause.class) {
      return new HangupCause("USER_BUSY");
    }
    if (type == SipStatus.class) {
      return new SipStatus(100 + random.nextInt(600));
    }
    if (type == Trunk.class) {
      return new Trunk(random.nextBoolean() ? "gateway/carrier-a" : "internal/192.0.2.7:5080");
    }
    if (type.getPackageName().endsWith(".id")) {
      return type.getDeclaredConstructor(String.class).newInstance("id-" + random.nextInt(1000));
    }
    return of(type);
  }

  private Object scalar(Class<?> type) {
    if (type == String.class) {
      return "Zoë O'Brien \"€\"\r\n" + random.nextInt();
    }
    if (type == Instant.class) {
      return WireMapper.instant(1_795_462_750_035_012L + random.nextInt());
    }
    if (type == Currency.class) {
      return Currency.getInstance("EUR");
    }
    if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    }
    if (type == int.class || type == Integer.class) {
      return random.nextInt(0, 100_000);
    }
    if (type == long.class || type == Long.class) {
      return random.nextLong();
    }
    return random.nextDouble();
  }
}
