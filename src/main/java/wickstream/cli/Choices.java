package wickstream.cli;

import java.util.Iterator;
import java.util.List;

/** What an option can be, for shells that complete it. */
abstract class Choices implements Iterable<String> {
  /** All of them, in the order in which they are offered. */
  abstract List<String> all();

  @Override
  public final Iterator<String> iterator() {
    return all().iterator();
  }
}
