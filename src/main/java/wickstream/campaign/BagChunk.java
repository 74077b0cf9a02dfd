package wickstream.campaign;

import java.util.List;
import wickstream.statistics.Bag;
import wickstream.statistics.PartialTotals;
import wickstream.statistics.Totals;

/** A range of bags, measured, to be added to the totals of all bags before it. */
@FunctionalInterface
public interface BagChunk {
  /** The totals with these bags. */
  Totals addedTo(Totals before);

  /**
   * Bags that have not been added up: cheaper than their sum where they need not travel, as most of
   * their values are not among the extreme ones that totals keep.
   */
  static BagChunk of(List<Bag> bags) {
    return before -> {
      Totals totals = before;
      for (Bag bag : bags) {
        totals = totals.plus(bag);
      }
      return totals;
    };
  }

  /** Bags that have been added up elsewhere. */
  static BagChunk of(PartialTotals bags) {
    return before -> before.plus(bags);
  }
}
