package wickstream.results;

/** The two parameters of a campaign's grid. */
enum FitVariable {
  SIGMA_W("sigmaW") {
    @Override
    double of(ShardResult shard) {
      return shard.ensemble().sigmaW();
    }

    @Override
    FitVariable other() {
      return WIDTH;
    }
  },
  WIDTH("width") {
    @Override
    double of(ShardResult shard) {
      return shard.width();
    }

    @Override
    FitVariable other() {
      return SIGMA_W;
    }
  };

  private final String label;

  FitVariable(String label) {
    this.label = label;
  }

  /** The name in result files. */
  String label() {
    return label;
  }

  /** Its value for a shard. */
  abstract double of(ShardResult shard);

  /** The one that is fixed on a line. */
  abstract FitVariable other();
}
