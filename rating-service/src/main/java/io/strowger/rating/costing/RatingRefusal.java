package io.strowger.rating.costing;

/** Why something has no price. */
public enum RatingRefusal {
  /** Neither the subject nor {@code *any} has a rating profile. */
  RATING_PLAN_NOT_FOUND,
  /** There is a profile, but no price for the number during all of the call. */
  UNAUTHORIZED_DESTINATION
}
