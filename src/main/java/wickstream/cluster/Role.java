package wickstream.cluster;

import java.util.Locale;

/** What a node does in its cluster. */
public enum Role {
  /** Runs campaigns when it leads, and takes over when another that led is lost. */
  COORDINATOR,
  /** Measures bags. */
  WORKER;

  /** The role's name in the cluster. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
