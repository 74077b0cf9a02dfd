package wickstream.report;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/** Writes drawings as PDF of one page, with its font embedded. */
final class PdfFormat {
  /** PDFBox makes identities from the time unless told otherwise; ours are alike for like files. */
  private static final long IDENTITY = 1;

  private final PDPageContentStream page;
  private final PDFont font;

  private PdfFormat(PDPageContentStream page, PDFont font) {
    this.page = page;
    this.font = font;
  }

  static void write(Drawing drawing, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument();
        InputStream letters = Lettering.file()) {
      document.setDocumentId(IDENTITY);
      document.getDocumentInformation().setTitle(drawing.title());
      document.getDocumentInformation().setSubject(drawing.description());
      PDPage page = new PDPage(new PDRectangle((float) drawing.width(), (float) drawing.height()));
      document.addPage(page);
      PDFont font = PDType0Font.load(document, letters);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.transform(new Matrix(1, 0, 0, -1, 0, (float) drawing.height()));
        PdfFormat writer = new PdfFormat(content, font);
        for (Mark mark : drawing.marks()) {
          writer.draw(mark);
        }
      }
      document.save(out);
    }
  }

  private void draw(Mark mark) throws IOException {
    if (mark instanceof Mark.Filled filled) {
      page.setNonStrokingColor(new Color(filled.ink().rgb()));
      path(filled.shape());
      page.fill();
    } else if (mark instanceof Mark.Drawn drawn) {
      pen(drawn.pen());
      path(drawn.shape());
      page.stroke();
    } else if (mark instanceof Mark.Lettered text) {
      page.setNonStrokingColor(new Color(Ink.BLACK.rgb()));
      for (TextLine.Run run : text.line().runs()) {
        letters(text, run);
      }
    }
  }

  private void pen(Pen pen) throws IOException {
    page.setStrokingColor(new Color(pen.ink().rgb()));
    page.setLineWidth((float) pen.width());
    page.setLineJoinStyle(1);
    float[] dashes = new float[pen.dashes().size()];
    for (int k = 0; k < dashes.length; k++) {
      dashes[k] = pen.dashes().get(k).floatValue();
    }
    page.setLineDashPattern(dashes, 0);
  }

  private void path(Shape shape) throws IOException {
    float[] c = new float[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      switch (i.currentSegment(c)) {
        case PathIterator.SEG_MOVETO -> page.moveTo(c[0], c[1]);
        case PathIterator.SEG_LINETO -> page.lineTo(c[0], c[1]);
        case PathIterator.SEG_CUBICTO -> page.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
        case PathIterator.SEG_CLOSE -> page.closePath();
        default -> throw new IllegalArgumentException("figures have no parabolas");
      }
    }
  }

  private void letters(Mark.Lettered text, TextLine.Run run) throws IOException {
    AffineTransform place = AffineTransform.getTranslateInstance(text.x(), text.y());
    if (text.upright()) {
      place.rotate(-Math.PI / 2);
    }
    place.translate(run.x(), run.y());
    place.scale(1, -1); // letters stand upwards, the page runs downwards
    if (run.italic()) {
      place.shear(Lettering.SLANT, 0);
    }
    page.beginText();
    page.setFont(font, (float) run.size());
    page.setTextMatrix(new Matrix(place));
    page.showText(run.text());
    page.endText();
  }
}
