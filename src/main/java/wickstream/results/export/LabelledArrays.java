package wickstream.results.export;

import io.jhdf.api.WritableAttributeImpl;
import io.jhdf.api.WritableGroup;
import io.jhdf.object.datatype.DataType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Arrays of an HDF5 file whose dimensions have names and coordinates, as xarray and netCDF-4 know
 * them: an array refers to the datasets of the coordinates, its dimension scales. Texts have any
 * length, as netCDF-4 reads no others.
 */
final class LabelledArrays {
  private final WritableGroup group;
  private final GlobalHeap heap = new GlobalHeap();

  /** Where the references to the dimensions are. */
  private final Map<String, GlobalHeap.Place> dimensions = new HashMap<>();

  /**
   * @param group where the arrays go, and the coordinates under the names of the dimensions
   */
  LabelledArrays(WritableGroup group) {
    this.group = group;
  }

  /**
   * Adds a dimension.
   *
   * @param coordinates numbers or texts, an array with at least one entry
   */
  void dimension(String name, Object coordinates, String longName) {
    PlacedDataset scale = put(name, coordinates, longName);
    scale.putAttribute("CLASS", "DIMENSION_SCALE");
    scale.putAttribute("NAME", name);
    scale.putAttribute("_Netcdf4Dimid", dimensions.size());
    dimensions.put(name, heap.add(scale.reference(), 1));
  }

  /**
   * Adds an array.
   *
   * @param data numbers or texts, at least one
   * @param over its dimensions, which were added before; none for a single text
   */
  void array(String name, Object data, String longName, String... over) {
    PlacedDataset array = put(name, data, longName);
    if (over.length > 0) {
      GlobalHeap.Place[] scales = new GlobalHeap.Place[over.length];
      for (int i = 0; i < over.length; i++) {
        scales[i] = dimensions.get(over[i]);
      }
      array.getAttributes().put("DIMENSION_LIST", new DimensionList(array, scales));
    }
  }

  private PlacedDataset put(String name, Object data, String longName) {
    PlacedDataset dataset = PlacedDataset.of(name, data, group, heap);
    dataset.putAttribute("long_name", longName);
    group.putDataset(name, dataset);
    return dataset;
  }

  /** Completes the file after the library has written and closed it. */
  void finish(Path file) throws IOException {
    if (heap.isPlaced()) {
      try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
        heap.write(written);
      }
    }
  }

  /** For each dimension of an array the sequence of its scales, which is one. */
  private final class DimensionList extends WritableAttributeImpl {
    private final GlobalHeap.Place[] scales;

    DimensionList(PlacedDataset array, GlobalHeap.Place[] scales) {
      super("DIMENSION_LIST", array, new long[scales.length]); // for the shape alone
      this.scales = scales.clone();
    }

    @Override
    public DataType getDataType() {
      return HeapType.references(heap);
    }

    @Override
    public Object getData() {
      return scales.clone();
    }
  }
}
