package wickstream.report;

import static j2html.TagCreator.*;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table as HTML, with the numbers of a column below each other at their decimal points. For that,
 * what stands before a point is a box as wide as the widest of its column, aligned to the right.
 */
final class TableHtml {
  /** The digits before the point of a number, or of its error or the end of an interval. */
  private static final Pattern WHOLE =
      Pattern.compile("(?: ± | to )?\\(?[+−-]?\\d[\\d\u202f]*|[–∞]$");

  private static final String NEXT = "(?= ± \\d| to [−\\d])";

  /** Longer words need room. */
  private static final int SENTENCE = 40;

  private final ReportTable table;
  private final List<List<List<Number>>> rows;

  /**
   * A number of a cell.
   *
   * @param whole what stands before the decimal point; empty in a cell of words
   * @param rest what follows
   */
  private record Number(String whole, List<Label.Piece> rest) {
    int length() {
      return new Label(rest).plain().length();
    }
  }

  private TableHtml(ReportTable table) {
    this.table = table;
    this.rows =
        table.rows().stream().map(row -> row.stream().map(TableHtml::numbers).toList()).toList();
  }

  static DomContent of(ReportTable table) {
    return new TableHtml(table).html();
  }

  private DomContent html() {
    return table(
        caption(Html.label(Prose.of(table.caption()))),
        thead(tr(each(table.head(), cell -> th(Html.label(cell)).withScope("col")))),
        tbody(
            each(
                rows,
                row -> tr(each(IntStream.range(0, row.size()).mapToObj(k -> cell(row, k)))))));
  }

  private DomContent cell(List<List<Number>> row, int column) {
    List<Number> numbers = row.get(column);
    boolean isNumber = !numbers.isEmpty() && !numbers.get(0).whole().isEmpty();
    boolean isSentence = !isNumber && numbers.stream().anyMatch(of -> of.length() > SENTENCE);
    return td(each(IntStream.range(0, numbers.size()).mapToObj(k -> number(numbers, k, column))))
        .condAttr(isNumber || isSentence, "class", isNumber ? "number" : "words");
  }

  private DomContent number(List<Number> numbers, int index, int column) {
    Number number = numbers.get(index);
    DomContent rest = Html.label(new Label(number.rest()));
    if (number.whole().isEmpty()) {
      return rest;
    }
    boolean isLast = index == numbers.size() - 1;
    return each(
        box(text(number.whole()), "whole", widest(column, index, true)),
        isLast ? rest : box(rest, "rest", widest(column, index, false)));
  }

  private static DomContent box(DomContent content, String kind, int letters) {
    return span(content).withClass(kind).withStyle("min-width:%dch".formatted(letters));
  }

  private int widest(int column, int index, boolean isWhole) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(numbers -> numbers.size() > index)
        .map(numbers -> numbers.get(index))
        .filter(number -> !number.whole().isEmpty())
        .mapToInt(number -> isWhole ? number.whole().length() : number.length())
        .max()
        .orElse(0);
  }

  private static List<Number> numbers(Label cell) {
    List<Number> numbers = new ArrayList<>();
    for (Label.Piece piece : cell.pieces()) {
      boolean isText = piece.level() == Label.Level.BASE && !piece.italic();
      for (String part : isText ? piece.text().split(NEXT) : new String[] {piece.text()}) {
        Matcher whole = WHOLE.matcher(part);
        boolean begins = isText && whole.lookingAt() && isBeginning(part, numbers);
        if (begins || numbers.isEmpty()) {
          numbers.add(new Number(begins ? whole.group() : "", new ArrayList<>()));
        }
        String rest = begins ? part.substring(whole.end()) : part;
        numbers
            .get(numbers.size() - 1)
            .rest()
            .add(new Label.Piece(rest, piece.italic(), piece.level()));
      }
    }
    return numbers;
  }

  /** Numbers begin a cell or follow another number. */
  private static boolean isBeginning(String part, List<Number> before) {
    return before.isEmpty() || part.startsWith(" ") && !before.get(0).whole().isEmpty();
  }
}
