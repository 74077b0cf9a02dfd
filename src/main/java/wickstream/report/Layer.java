package wickstream.report;

import java.util.stream.Stream;

/** What is drawn between the axes of a plot. */
@FunctionalInterface
interface Layer {
  /** Its marks, from back to front. */
  Stream<Mark> marks(Frame frame);
}
