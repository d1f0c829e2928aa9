package io.evenkeel.bench;

/**
 * What a pending prediction costs.
 *
 * @param pending predictions in the store
 * @param changelogBytes of the store's changelog topic before it is compacted
 * @param storeBytes of the store's directories after a clean close
 */
record Footprint(long pending, long changelogBytes, long storeBytes) {
  double changelogPerPending() {
    return changelogBytes / (double) pending;
  }

  double storePerPending() {
    return storeBytes / (double) pending;
  }
}
