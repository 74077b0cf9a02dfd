package wickstream.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes drawings as PNG, which says how large it is unless it is for screens. Letters are drawn as
 * shapes, so that no font of the machine is needed.
 */
final class PngFormat {
  private static final double INCHES_PER_METRE = 1 / 0.0254;
  private static final String PNG = "javax_imageio_png_1.0";

  private PngFormat() {}

  static void write(Drawing drawing, FigureSize size, Lettering lettering, OutputStream out)
      throws IOException {
    BufferedImage image =
        new BufferedImage(
            pixels(drawing.width(), size),
            pixels(drawing.height(), size),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D page = image.createGraphics();
    page.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    page.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    page.setColor(Color.WHITE);
    page.fillRect(0, 0, image.getWidth(), image.getHeight());
    page.scale(size.pixelsPerPoint(), size.pixelsPerPoint());
    drawing.draw(page, (run, at) -> at.fill(lettering.outline(run)));
    page.dispose();
    write(image, size, out);
  }

  /** A length in pixels; part of one is one, unless it is rounding. */
  private static int pixels(double points, FigureSize size) {
    return (int) Math.ceil(points * size.pixelsPerPoint() - 1e-6);
  }

  private static void write(BufferedImage image, FigureSize size, OutputStream out)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next(); // part of every Java
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
    if (!size.equals(FigureSize.USUAL)) {
      metadata.mergeTree(PNG, resolution(size));
    }
    // In memory, because a temporary file would need a place of its own.
    try (ImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(png);
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
  }

  /** The chunk pHYs, which holds whole pixels for each metre. */
  private static IIOMetadataNode resolution(FigureSize size) {
    String perMetre = Long.toString(Math.round(size.dotsPerInch() * INCHES_PER_METRE));
    IIOMetadataNode chunk = new IIOMetadataNode("pHYs");
    chunk.setAttribute("pixelsPerUnitXAxis", perMetre);
    chunk.setAttribute("pixelsPerUnitYAxis", perMetre);
    chunk.setAttribute("unitSpecifier", "meter");
    IIOMetadataNode tree = new IIOMetadataNode(PNG);
    tree.appendChild(chunk);
    return tree;
  }
}
