package wickstream.report;

import java.awt.Color;
import java.util.Locale;

/**
 * The colours of figures: those of Okabe and Ito, which people of any colour vision tell apart.
 * Nothing is distinguished by colour alone.
 */
enum Ink {
  BLACK(0x000000),
  GREY(0x707070),
  PALE(0xd9d9d9),
  WHITE(0xffffff),
  BLUE(0x0072b2),
  VERMILION(0xd55e00),
  GREEN(0x009e73),
  PURPLE(0xa9437e),
  SKY(0x3a9bd1),
  ORANGE(0xc98a00);

  private final Color color;

  Ink(int rgb) {
    this.color = new Color(rgb);
  }

  Color color() {
    return color;
  }

  /** As web pages write it, such as #d55e00. */
  String hex() {
    return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
  }
}
