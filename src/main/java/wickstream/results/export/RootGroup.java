package wickstream.results.export;

import io.jhdf.ObjectHeader;
import io.jhdf.Superblock;
import io.jhdf.WritableGroupImpl;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import io.jhdf.api.WritableNode;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.GroupInfoMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.Message;
import io.jhdf.storage.HdfFileChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The root of an HDF5 file with a heap, which jHDF's own does not have, and with entries in their
 * order: to name a dimension, h5py goes through the file in this order until it has found it.
 */
final class RootGroup extends WritableGroupImpl {
  private final Map<String, WritableNode> entries = new LinkedHashMap<>();
  private final GlobalHeap heap = new GlobalHeap();

  RootGroup() {
    super(null, "/");
  }

  /** What has a variable length. */
  GlobalHeap heap() {
    return heap;
  }

  @Override
  public WritableDataset putDataset(String name, Object data) {
    WritableDataset dataset = super.putDataset(name, data);
    entries.put(name, dataset);
    return dataset;
  }

  @Override
  public WritableGroup putGroup(String name) {
    WritableGroup group = super.putGroup(name);
    entries.put(name, group);
    return group;
  }

  /** Writes a file, which must be there and empty. */
  void writeTo(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Superblock.SuperblockV2V3 superblock = new Superblock.SuperblockV2V3();
      HdfFileChannel file = new HdfFileChannel(channel, superblock);
      write(file, WritableHdfFile.ROOT_GROUP_ADDRESS);
      file.write(superblock.toBuffer(channel.size()), 0);
    }
  }

  /** Itself, then its heap, whose place all that follows must know, then its entries. */
  @Override
  public long write(HdfFileChannel file, long position) {
    Map<String, Long> addresses = new LinkedHashMap<>();
    entries.keySet().forEach(name -> addresses.put(name, 0L));
    long at = position + header(position, addresses).limit();
    heap.placeAt(at);
    at += heap.size();
    for (Map.Entry<String, WritableNode> entry : entries.entrySet()) {
      addresses.put(entry.getKey(), at);
      at = entry.getValue().write(file, at);
    }
    file.write(header(position, addresses), position);
    heap.write(file);
    return at;
  }

  private ByteBuffer header(long position, Map<String, Long> addresses) {
    List<Message> messages = new ArrayList<>();
    messages.add(GroupInfoMessage.createBasic());
    messages.add(LinkInfoMessage.createBasic());
    messages.add(AttributeInfoMessage.create());
    getAttributes().forEach((name, of) -> messages.add(AttributeMessage.create(name, of)));
    addresses.forEach((name, address) -> messages.add(LinkMessage.create(name, address)));
    return new ObjectHeader.ObjectHeaderV2(position, messages).toBuffer();
  }
}
