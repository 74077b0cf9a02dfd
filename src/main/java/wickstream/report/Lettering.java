package wickstream.report;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Sets text in Liberation Sans, which is part of PDFBox: figures are the same whatever fonts a
 * machine has, and its letters are as wide as those of Arial and Helvetica, with which SVG is shown
 * where Liberation Sans is absent. Italic letters are slanted ones, which in these families have
 * the widths of upright ones. Not for several threads at a time.
 */
final class Lettering {
  /** How far slanted letters lean to the right for each unit of height: 12°. */
  static final double SLANT = 0.2126;

  /** The circumflex that stands by itself, and is set where one that combines is meant. */
  static final String CIRCUMFLEX = "\u02c6";

  /** The size in which figures are laid out; what they are drawn in follows from it. */
  static final double TEXT = 10;

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final double SCRIPT_SIZE = 0.72;
  private static final double RISE = 0.38;
  private static final double DROP = 0.20;
  private static final double ASCENT = 0.74;
  private static final double DESCENT = 0.22;

  /** The circumflex of the font is made for small letters; over a k it stands so much higher. */
  private static final double HAT_RISE = 0.2;

  private static final double HAT_ASCENT = 0.76;

  private final TrueTypeFont font;
  private final CmapLookup characters;
  private final double unitsPerEm;
  private final double titleSize;

  private Lettering(TrueTypeFont font, CmapLookup characters, double unitsPerEm, double titleSize) {
    this.font = font;
    this.characters = characters;
    this.unitsPerEm = unitsPerEm;
    this.titleSize = titleSize;
  }

  /** The font's file. */
  static InputStream file() {
    return Lettering.class.getResourceAsStream(FONT);
  }

  /** The font, read. */
  static Lettering load() {
    try (InputStream in = file()) {
      TrueTypeFont font = new TTFParser(true).parse(new RandomAccessReadBuffer(in));
      return new Lettering(font, font.getUnicodeCmapLookup(), font.getUnitsPerEm(), TEXT);
    } catch (IOException e) {
      throw new UncheckedIOException("the font of figures cannot be read", e);
    }
  }

  /** The same, with titles of this size. */
  Lettering withTitles(double size) {
    return new Lettering(font, characters, unitsPerEm, size);
  }

  /** Sets a title of an axis or of a plot. */
  TextLine title(Label label) {
    return set(label, titleSize);
  }

  /** Sets any other label. */
  TextLine text(Label label) {
    return set(label, TEXT);
  }

  /** Whether it has a letter of its own for each character. */
  boolean has(String text) {
    return text.codePoints().allMatch(c -> characters.getGlyphId(c) != 0);
  }

  /** How wide letters are at font size 1. */
  double width(String text) {
    return text.codePoints().mapToDouble(this::advance).sum() / unitsPerEm;
  }

  private double advance(int character) {
    try {
      return font.getAdvanceWidth(characters.getGlyphId(character));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a label. */
  TextLine set(Label label, double size) {
    List<TextLine.Run> runs = new ArrayList<>();
    double ascent = ASCENT * size;
    double descent = DESCENT * size;
    double x = 0;
    double scriptsFrom = 0;
    Label.Level before = Label.Level.BASE;
    for (Label.Piece piece : label.pieces()) {
      if (piece.text().equals(Label.HAT)) {
        TextLine.Run hat = hat(runs.get(runs.size() - 1));
        runs.add(hat);
        ascent = Math.max(ascent, HAT_ASCENT * hat.size() - hat.y());
        continue;
      }
      boolean above = piece.level() == Label.Level.SUPER && before == Label.Level.SUB;
      double from = above ? scriptsFrom : x;
      TextLine.Run run = run(piece, size, from);
      runs.add(run);
      ascent = Math.max(ascent, ASCENT * run.size() - run.y());
      descent = Math.max(descent, DESCENT * run.size() + run.y());
      scriptsFrom = from;
      x = Math.max(x, from + run.width());
      before = piece.level();
    }
    return new TextLine(runs, x, ascent, descent);
  }

  /** A circumflex over the last letter before it, in the middle of its top. */
  private TextLine.Run hat(TextLine.Run below) {
    String letter = below.text().substring(below.text().length() - 1);
    double before = width(below.text()) - width(letter);
    double lean = below.italic() ? SLANT * HAT_RISE : 0;
    double x = before + (width(letter) - width(CIRCUMFLEX)) / 2 + lean;
    return new TextLine.Run(
        CIRCUMFLEX,
        below.italic(),
        below.size(),
        below.x() + x * below.size(),
        below.y() - HAT_RISE * below.size(),
        width(CIRCUMFLEX) * below.size());
  }

  private TextLine.Run run(Label.Piece piece, double size, double x) {
    double ownSize = piece.level() == Label.Level.BASE ? size : SCRIPT_SIZE * size;
    double y =
        switch (piece.level()) {
          case SUB -> DROP * size;
          case BASE -> 0;
          case SUPER -> -RISE * size;
        };
    double lean = piece.italic() ? 0.06 * ownSize : 0; // room for the top of what leans
    return new TextLine.Run(
        piece.text(), piece.italic(), ownSize, x, y, width(piece.text()) * ownSize + lean);
  }

  /** The outlines of letters whose baseline begins at the origin, y downwards. */
  Path2D outline(TextLine.Run run) {
    Path2D outline = new Path2D.Double();
    double x = 0;
    for (int character : run.text().codePoints().toArray()) {
      AffineTransform place = AffineTransform.getTranslateInstance(x, 0);
      place.scale(run.size() / unitsPerEm, -run.size() / unitsPerEm);
      if (run.italic()) {
        place.shear(SLANT, 0);
      }
      outline.append(place.createTransformedShape(glyph(character)), false);
      x += advance(character) * run.size() / unitsPerEm;
    }
    return outline;
  }

  private Path2D glyph(int character) {
    try {
      return font.getGlyph().getGlyph(characters.getGlyphId(character)).getPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
