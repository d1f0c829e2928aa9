package io.evenkeel.evaluation;

/** What the slices of one kind are compared with in the same window. */
public sealed interface Reference {

  /** The name under which reports show it. */
  String label();

  /** One slice. */
  record Named(String slice) implements Reference {
    @Override
    public String label() {
      return slice;
    }
  }

  /** Everybody who is not in the group. */
  record Rest() implements Reference {
    @Override
    public String label() {
      return "rest";
    }
  }

  /** Everybody, the group included, which makes gaps smaller by the group's own share. */
  record Overall() implements Reference {
    @Override
    public String label() {
      return "*";
    }
  }

  /** Nothing: there are no gaps, for this reason. */
  record None(String reason) implements Reference {
    @Override
    public String label() {
      return "";
    }
  }
}
