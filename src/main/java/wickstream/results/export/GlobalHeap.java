package wickstream.results.export;

import io.jhdf.storage.HdfFileChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What has a variable length in an HDF5 file: collections of numbered objects (HDF5 file format
 * specification, section III.E). The library reads such heaps, but does not write them.
 */
final class GlobalHeap {
  /** Numbers have 16 bits. */
  private static final int MOST_OBJECTS = 10_000;

  private static final int LEAST_BYTES = 4096;
  private static final int HEADER_BYTES = 16;
  private static final int PLACE_BYTES = 16;

  private final List<List<byte[]>> collections = new ArrayList<>();
  private long address;

  /**
   * Where an object is.
   *
   * @param collection from 0
   * @param number in it, from 1; 0 for nothing, which takes no room
   * @param elements how many elements the object has
   */
  record Place(int collection, int number, int elements) {
    static final Place NONE = new Place(0, 0, 0);
  }

  /**
   * Adds an object.
   *
   * @param bytes at least one, which may change until the heap is written
   */
  Place add(byte[] bytes, int elements) {
    if (collections.isEmpty() || last().size() == MOST_OBJECTS) {
      collections.add(new ArrayList<>());
    }
    last().add(bytes);
    return new Place(collections.size() - 1, last().size(), elements);
  }

  private List<byte[]> last() {
    return collections.get(collections.size() - 1);
  }

  /** Has the heap begin at an address above 0, after all objects have been added. */
  void placeAt(long place) {
    address = place;
  }

  /** How many bytes the heap takes. */
  int size() {
    return collections.stream().mapToInt(GlobalHeap::size).sum();
  }

  private static int size(List<byte[]> objects) {
    int used = objects.stream().mapToInt(bytes -> HEADER_BYTES + padded(bytes.length)).sum();
    return Math.max(LEAST_BYTES, HEADER_BYTES + used + HEADER_BYTES);
  }

  private static int padded(int length) {
    return (length + 7) / 8 * 8;
  }

  /** What a dataset or attribute holds instead of objects: their lengths and where they are. */
  ByteBuffer encoded(Place[] places) {
    long[] addresses = new long[collections.size() + 1];
    addresses[0] = address;
    for (int c = 0; c < collections.size(); c++) {
      addresses[c + 1] = addresses[c] + size(collections.get(c));
    }
    ByteBuffer bytes = littleEndian(places.length * PLACE_BYTES);
    for (Place place : places) {
      bytes
          .putInt(place.elements())
          .putLong(place.number() == 0 ? 0 : addresses[place.collection()])
          .putInt(place.number());
    }
    return bytes.rewind();
  }

  /** Writes the heap where it was placed. */
  void write(HdfFileChannel file) {
    long at = address;
    for (List<byte[]> objects : collections) {
      ByteBuffer bytes = collection(objects);
      at += bytes.remaining();
      file.write(bytes, at - bytes.limit());
    }
  }

  private static ByteBuffer collection(List<byte[]> objects) {
    int size = size(objects);
    ByteBuffer bytes = littleEndian(size);
    bytes.put("GCOL".getBytes(StandardCharsets.US_ASCII)).putInt(1).putLong(size);
    int number = 0;
    for (byte[] object : objects) {
      number++;
      bytes.putShort((short) number).putShort((short) 1).putInt(0).putLong(object.length);
      bytes.put(object).position(bytes.position() + padded(object.length) - object.length);
    }
    int free = bytes.remaining(); // which is object 0
    return bytes.putLong(0).putLong(free).rewind();
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
