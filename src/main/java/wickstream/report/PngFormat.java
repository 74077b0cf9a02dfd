package wickstream.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes drawings as PNG. Letters are drawn as shapes, so that no font of the machine is needed.
 */
final class PngFormat {
  /** Pixels a point: 144 to the inch. */
  static final int SCALE = 2;

  private PngFormat() {}

  static void write(Drawing drawing, Lettering lettering, OutputStream out) throws IOException {
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(SCALE * drawing.width()),
            (int) Math.ceil(SCALE * drawing.height()),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D page = image.createGraphics();
    page.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    page.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    page.setColor(Color.WHITE);
    page.fillRect(0, 0, image.getWidth(), image.getHeight());
    page.scale(SCALE, SCALE);
    drawing.draw(page, (run, at) -> at.fill(lettering.outline(run)));
    page.dispose();
    // In memory, because a temporary file would need a place of its own.
    try (ImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "png", png)) {
        throw new IOException("this Java cannot write PNG");
      }
    }
  }
}
