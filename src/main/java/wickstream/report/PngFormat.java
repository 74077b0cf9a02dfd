package wickstream.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
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

  private final Lettering lettering;

  PngFormat(Lettering lettering) {
    this.lettering = lettering;
  }

  void write(Drawing drawing, OutputStream out) throws IOException {
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
    drawing.marks().forEach(mark -> draw(mark, page));
    page.dispose();
    // In memory, because a temporary file would need a place of its own.
    try (ImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "png", png)) {
        throw new IOException("this Java cannot write PNG");
      }
    }
  }

  private void draw(Mark mark, Graphics2D page) {
    if (mark instanceof Mark.Filled filled) {
      page.setColor(new Color(filled.ink().rgb()));
      page.fill(filled.shape());
    } else if (mark instanceof Mark.Drawn drawn) {
      page.setColor(new Color(drawn.pen().ink().rgb()));
      page.setStroke(stroke(drawn.pen()));
      page.draw(drawn.shape());
    } else if (mark instanceof Mark.Lettered text) {
      page.setColor(new Color(Ink.BLACK.rgb()));
      text.line().runs().forEach(run -> letters(text, run, page));
    }
  }

  private static BasicStroke stroke(Pen pen) {
    float[] dashes = new float[pen.dashes().size()];
    for (int k = 0; k < dashes.length; k++) {
      dashes[k] = pen.dashes().get(k).floatValue();
    }
    return new BasicStroke(
        (float) pen.width(),
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        1,
        dashes.length == 0 ? null : dashes,
        0);
  }

  private void letters(Mark.Lettered text, TextLine.Run run, Graphics2D page) {
    AffineTransform place = AffineTransform.getTranslateInstance(text.x(), text.y());
    if (text.upright()) {
      place.rotate(-Math.PI / 2);
    }
    place.translate(run.x(), run.y());
    page.fill(place.createTransformedShape(lettering.outline(run)));
  }
}
