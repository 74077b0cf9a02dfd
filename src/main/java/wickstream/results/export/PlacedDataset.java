package wickstream.results.export;

import io.jhdf.ObjectHeader;
import io.jhdf.Utils;
import io.jhdf.WritableDatasetImpl;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.Message;
import io.jhdf.storage.HdfFileChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A dataset that others can refer to. */
class PlacedDataset extends WritableDatasetImpl {
  private final byte[] reference = new byte[Long.BYTES];

  private PlacedDataset(String name, Object data, RootGroup root) {
    super(data, name, root);
  }

  /** A dataset of numbers, or of texts, which go into the heap. */
  static PlacedDataset of(String name, Object data, RootGroup root) {
    if (Utils.getType(data) == String.class) {
      return new Texts(name, data, root);
    }
    PlacedDataset numbers = new PlacedDataset(name, data, root);
    numbers.putAttribute("units", "1");
    return numbers;
  }

  /** What refers to the dataset once it has been written. */
  byte[] reference() {
    return reference;
  }

  @Override
  public final long write(HdfFileChannel file, long position) {
    ByteBuffer.wrap(reference).order(ByteOrder.LITTLE_ENDIAN).putLong(position);
    return put(file, position);
  }

  /** Writes it; returns where it ends. */
  long put(HdfFileChannel file, long position) {
    return super.write(file, position);
  }

  /** Texts of any length. */
  private static final class Texts extends PlacedDataset {
    private final HeapType type;
    private final GlobalHeap.Place[] places;

    Texts(String name, Object data, RootGroup root) {
      super(name, data, root);
      type = HeapType.texts(root.heap());
      places =
          Arrays.stream(Utils.flatten(data))
              .map(text -> place((String) text, root.heap()))
              .toArray(GlobalHeap.Place[]::new);
    }

    private static GlobalHeap.Place place(String text, GlobalHeap heap) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return text.isEmpty() ? GlobalHeap.Place.NONE : heap.add(bytes, bytes.length);
    }

    @Override
    long put(HdfFileChannel file, long position) {
      ByteBuffer data = type.encodeData(places);
      int size = data.remaining();
      long at = position + header(position, 0, size).limit();
      file.write(header(position, at, size), position);
      file.position(at);
      file.write(data);
      return at + size;
    }

    private ByteBuffer header(long position, long dataAddress, long size) {
      List<Message> messages = new ArrayList<>();
      messages.add(DataTypeMessage.create(type));
      messages.add(DataSpaceMessage.create(DataSpace.fromObject(getData())));
      messages.add(FillValueMessage.NO_FILL);
      messages.add(ContiguousDataLayoutMessage.create(dataAddress, size));
      messages.add(AttributeInfoMessage.create());
      getAttributes().forEach((name, of) -> messages.add(AttributeMessage.create(name, of)));
      return new ObjectHeader.ObjectHeaderV2(position, messages).toBuffer();
    }
  }
}
