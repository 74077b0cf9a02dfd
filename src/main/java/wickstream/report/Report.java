package wickstream.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import wickstream.flow.DepthFlow;
import wickstream.flow.MeasuredLayer;
import wickstream.results.export.AtomicFile;

/**
 * A page with tables and figures, and the figures in files of their own beside their captions, or a
 * figure alone. The same findings make the same bytes.
 */
public final class Report {
  /** The page. */
  public static final String PAGE = "report.html";

  private final Map<String, byte[]> files;

  private Report(Map<String, byte[]> files) {
    this.files = files;
  }

  /**
   * Draws everything; nothing is written yet.
   *
   * @param formats of the files of figures
   * @param size of these; the page shows figures at the usual size
   * @param progress accepts a message before each figure is drawn
   */
  public static Report of(
      ReportData reportData,
      Collection<FigureFormat> formats,
      FigureSize size,
      Consumer<String> progress)
      throws IOException {
    Lettering lettering = Lettering.load();
    Map<String, byte[]> files = new LinkedHashMap<>();
    List<Figure> figures = Gallery.of(reportData, lettering).toList();
    for (Figure figure : figures) {
      progress.accept("drawing " + figure.name());
      files.putAll(files(figure, formats, size));
      if (!formats.isEmpty()) {
        files.put(figure.name() + ".txt", utf8(figure.caption() + "\n"));
      }
    }
    files.put(PAGE, utf8(ReportPage.of(reportData, figures)));
    return new Report(files);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The figure of flows in depth alone, beside what was measured of them. */
  public static Report ofDepth(
      List<DepthFlow> flows, List<MeasuredLayer> measured, Collection<FigureFormat> formats)
      throws IOException {
    Lettering lettering = Lettering.load();
    Figure figure = new DepthFlowFigure(flows, measured).figure(lettering);
    return new Report(files(figure, formats, FigureSize.USUAL));
  }

  private static Map<String, byte[]> files(
      Figure figure, Collection<FigureFormat> formats, FigureSize size) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (FigureFormat format : formats) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      format.write(figure.picture(), size, out);
      files.put(figure.name() + "." + format.label(), out.toByteArray());
    }
    return files;
  }

  /** Writes all files into a directory; each is replaced atomically. */
  public List<Path> write(Path directory) throws IOException {
    Files.createDirectories(directory);
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      AtomicFile.replace(path, out -> out.write(file.getValue()));
      written.add(path);
    }
    return written;
  }
}
