package io.evenkeel.conformance;

/** Computes the outputs of one function of the vectors with the product. */
@FunctionalInterface
public interface VectorFunction {

  /** The outputs for these inputs, with the records divided as {@code split} says. */
  Outputs apply(Inputs inputs, Split split);
}
