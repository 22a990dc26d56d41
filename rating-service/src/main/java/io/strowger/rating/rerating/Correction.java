package io.strowger.rating.rerating;

/**
 * What an earlier re-rating gave back to a balance for a charge.
 *
 * @param entry of the ledger; ids grow
 * @param micros in micro-units; below 0 when it was taken
 */
public record Correction(String balance, long entry, long micros) {}
