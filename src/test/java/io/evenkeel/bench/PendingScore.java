package io.evenkeel.bench;

/**
 * What waiting predictions cost.
 *
 * @param predictions that wait
 * @param fillNanos to take them in
 * @param diskBytes of the store's directories after a clean close
 * @param changelogBytes of the changelog topic when all of them were in it, once each
 * @param startNanos until a start on a wiped disk was over
 * @param plainStartNanos until a start with the disk as it was closed was over
 * @param labels joined
 * @param joinNanos to join them
 * @param cpuNanos of the process to join them
 * @param residentBytes of the process at the end, of which the heap may take {@code heapBytes}
 * @param heapBytes largest size of the heap
 */
record PendingScore(
    long predictions,
    long fillNanos,
    long diskBytes,
    long changelogBytes,
    long startNanos,
    long plainStartNanos,
    long labels,
    long joinNanos,
    long cpuNanos,
    long residentBytes,
    long heapBytes) {}
