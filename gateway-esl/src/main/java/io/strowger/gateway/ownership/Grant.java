package io.strowger.gateway.ownership;

/**
 * A switch is an instance's.
 *
 * @param instance whose
 * @param incarnation of that instance
 * @param epoch of this grant; higher than that of any grant of the switch before
 * @param sameHolderSince the epoch since which no other instance has held it; 0 when none is known
 */
public record Grant(int instance, long incarnation, long epoch, long sameHolderSince) {

  /** True when this incarnation has it. */
  boolean isOf(int otherInstance, long otherIncarnation) {
    return instance == otherInstance && incarnation == otherIncarnation;
  }
}
