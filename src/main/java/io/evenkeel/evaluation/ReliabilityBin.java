package io.evenkeel.evaluation;

/**
 * One point of a reliability diagram: what happened to records with such scores.
 *
 * @param from lower end of the score bin
 * @param to its upper end; belongs to the bin only if it is 1
 * @param n labelled records, at least 1
 * @param meanScore mean score in [from, to]
 * @param rate share of positives (several classes: of right predictions), in [0, 1]
 * @param lower lower end of its 95 % interval
 * @param upper upper end of its 95 % interval
 */
public record ReliabilityBin(
    double from, double to, long n, double meanScore, double rate, double lower, double upper) {}
