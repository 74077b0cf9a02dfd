package wickstream.report;

import de.rototor.pdfbox.graphics2d.IPdfBoxGraphics2DFontTextDrawer;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.text.AttributedCharacterIterator;
import java.text.CharacterIterator;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/** Writes drawings as PDF of one page, with its font embedded. */
final class PdfFormat {
  /** Fixed, because PDFBox makes an identifier from the time by default. */
  private static final long IDENTITY = 1;

  private PdfFormat() {}

  static void write(Drawing drawing, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument();
        InputStream font = Lettering.file()) {
      document.setDocumentId(IDENTITY);
      document.getDocumentInformation().setTitle(drawing.title());
      document.getDocumentInformation().setSubject(drawing.description());
      PDPage page = new PDPage(new PDRectangle((float) drawing.width(), (float) drawing.height()));
      document.addPage(page);
      PdfBoxGraphics2D graphics =
          new PdfBoxGraphics2D(document, (float) drawing.width(), (float) drawing.height());
      graphics.setFontTextDrawer(new EmbeddedFont(PDType0Font.load(document, font)));
      drawing.draw(graphics, PdfFormat::letters);
      graphics.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawForm(graphics.getXFormObject());
      }
      document.save(out);
    }
  }

  /** Text in the embedded font; of the AWT font only the size is used. */
  private static void letters(TextLine.Run run, Graphics2D page) {
    page.shear(run.italic() ? -Lettering.SLANT : 0, 0);
    page.setFont(page.getFont().deriveFont((float) run.size()));
    page.drawString(run.text(), 0, 0);
  }

  /** Writes all text with one embedded font instead of looking for an installed one. */
  private record EmbeddedFont(PDFont font) implements IPdfBoxGraphics2DFontTextDrawer {
    @Override
    public boolean canDrawText(AttributedCharacterIterator text, IFontTextDrawerEnv env) {
      return true;
    }

    @Override
    public void drawText(AttributedCharacterIterator text, IFontTextDrawerEnv env)
        throws IOException {
      PDPageContentStream content = env.getContentStream();
      env.applyPaint(env.getPaint(), null);
      content.beginText();
      content.setFont(font, env.getFont().getSize2D());
      content.setTextMatrix(new Matrix(AffineTransform.getScaleInstance(1, -1)));
      content.showText(letters(text));
      content.endText();
    }

    private static String letters(CharacterIterator text) {
      StringBuilder letters = new StringBuilder();
      for (char c = text.first(); c != CharacterIterator.DONE; c = text.next()) {
        letters.append(c);
      }
      return letters.toString();
    }

    @Override
    public FontMetrics getFontMetrics(Font font, IFontTextDrawerEnv env) {
      throw new UnsupportedOperationException("text is set by Lettering");
    }
  }
}
