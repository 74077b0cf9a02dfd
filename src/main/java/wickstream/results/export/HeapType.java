package wickstream.results.export;

import io.jhdf.object.datatype.DataType;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;

/** The type of what is kept in a {@link GlobalHeap}. */
final class HeapType extends DataType {
  private static final int CLASS_ID = 9;
  private static final int BYTES = 16;

  /** That it is text rather than a sequence, and that texts are UTF-8. */
  private static final int[] TEXT_BITS = {0, 8};

  /** References to objects, of 8 bytes. */
  private static final byte[] REFERENCE = {0x17, 0, 0, 0, 8, 0, 0, 0};

  /** Whole numbers of 8 bits. */
  private static final byte[] CHARACTER = {0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0};

  private final GlobalHeap heap;
  private final byte[] element;

  private HeapType(GlobalHeap heap, byte[] element) {
    super(CLASS_ID, BYTES);
    this.heap = heap;
    this.element = element;
  }

  /** Texts of any length. */
  static HeapType texts(GlobalHeap heap) {
    HeapType texts = new HeapType(heap, CHARACTER);
    for (int bit : TEXT_BITS) {
      texts.classBits.set(bit);
    }
    return texts;
  }

  /** Sequences of references to other objects of the file. */
  static HeapType references(GlobalHeap heap) {
    return new HeapType(heap, REFERENCE);
  }

  @Override
  public ByteBuffer toBuffer() {
    return toBufferBuilder().writeBytes(element).build();
  }

  /**
   * @param places an array of {@link GlobalHeap.Place}
   */
  @Override
  public ByteBuffer encodeData(Object places) {
    return heap.encoded((GlobalHeap.Place[]) places);
  }

  @Override
  public Class<?> getJavaType() {
    return GlobalHeap.Place.class;
  }

  @Override
  public Object fillData(ByteBuffer buffer, int[] dimensions, HdfBackingStorage storage) {
    throw new UnsupportedOperationException("the library reads by a type of its own");
  }
}
