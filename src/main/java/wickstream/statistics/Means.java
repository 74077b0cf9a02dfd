package wickstream.statistics;

/** Averages over some set of networks, of which functions of averages are made. */
public interface Means {
  /** The mean of component k of the vector of Green functions. */
  double componentMean(int k);

  /** The mean of series s. */
  double seriesMean(int s);
}
