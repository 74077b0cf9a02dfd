package wickstream.statistics;

import java.util.ArrayList;
import java.util.List;

/** One list of a few blocks out of those of several independent totals. */
final class PooledBlocks {
  private PooledBlocks() {}

  /**
   * The blocks of all parts, their bags renumbered from 0 one after the other. Neighbours within a
   * part are joined as long as they hold at most b bags together, b growing in powers of two until
   * few enough blocks remain; so a part is joined alike wherever it stands.
   *
   * @param most at least the number of parts
   */
  static List<Block> blocksOf(List<Totals> parts, int most) {
    List<List<Block>> kept = parts.stream().map(Totals::blocks).toList();
    for (long bags = 2; kept.stream().mapToInt(List::size).sum() > most; bags *= 2) {
      kept = joined(kept, bags);
    }
    return renumbered(kept);
  }

  private static List<List<Block>> joined(List<List<Block>> parts, long mostBags) {
    return parts.stream().map(blocks -> joinedNeighbours(blocks, mostBags)).toList();
  }

  private static List<Block> joinedNeighbours(List<Block> blocks, long mostBags) {
    List<Block> joined = new ArrayList<>();
    for (Block block : blocks) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).bags() + block.bags() <= mostBags) {
        joined.set(last, joined.get(last).join(block));
      } else {
        joined.add(block);
      }
    }
    return joined;
  }

  private static List<Block> renumbered(List<List<Block>> parts) {
    List<Block> blocks = new ArrayList<>();
    long nextBag = 0;
    for (List<Block> part : parts) {
      for (Block block : part) {
        blocks.add(block.movedTo(nextBag));
        nextBag += block.bags();
      }
    }
    return blocks;
  }
}
