package wickstream.cli.bench;

import wickstream.sampling.BagSampler;

/** Of the work on a bag, what is timed. */
public enum Part {
  /** Drawing networks and summing their hidden layers. */
  HIDDEN_UNITS("hidden-unit loop", "tuned") {
    @Override
    double run(BagSampler sampler, long bag) {
      return sampler.draw(bag);
    }
  },

  /** All 126 fourth-order products with their moments and series as well. */
  MEASUREMENT("whole measurement", "natural") {
    @Override
    double run(BagSampler sampler, long bag) {
      return sampler.measure(bag).index();
    }
  },

  /** Drawing networks of three hidden layers of relu and summing the last, at three points. */
  DEEP_UNITS("hidden-unit loop of three layers", "deep") {
    @Override
    double run(BagSampler sampler, long bag) {
      return sampler.draw(bag);
    }
  };

  private final String label;
  private final String rival;

  Part(String label, String rival) {
    this.label = label;
    this.rival = rival;
  }

  /** Does this part of the work on a bag; the number keeps it from being left out. */
  abstract double run(BagSampler sampler, long bag);

  /** How many hidden layers its networks have. */
  int layers() {
    return this == DEEP_UNITS ? 3 : 1;
  }

  /** What it is called in tables and files. */
  public String label() {
    return label;
  }

  /** Which of the ways to write it in NumPy does the same. */
  public String rival() {
    return rival;
  }
}
