package wickstream.results.export;

import io.jhdf.api.WritableAttributeImpl;
import io.jhdf.object.datatype.DataType;
import java.util.HashMap;
import java.util.Map;

/**
 * Arrays of an HDF5 file whose dimensions have names and coordinates, as xarray and netCDF-4 know
 * them: an array refers to the datasets of the coordinates, its dimension scales. Texts have any
 * length, as netCDF-4 reads no others.
 */
final class LabelledArrays {
  private final RootGroup root;

  /** Where the references to the dimensions are. */
  private final Map<String, GlobalHeap.Place> dimensions = new HashMap<>();

  /**
   * @param root where the arrays go, and the coordinates under the names of the dimensions
   */
  LabelledArrays(RootGroup root) {
    this.root = root;
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
    dimensions.put(name, root.heap().add(scale.reference(), 1));
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
    PlacedDataset dataset = PlacedDataset.of(name, data, root);
    dataset.putAttribute("long_name", longName);
    root.putDataset(name, dataset);
    return dataset;
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
      return HeapType.references(root.heap());
    }

    @Override
    public Object getData() {
      return scales.clone();
    }
  }
}
