package wickstream.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wickstream.results.export.JsonFile;

/**
 * An object that a daemon sent. Members that are null or missing are alike: a daemon of another
 * version may know fewer.
 */
record JsonObject(Map<?, ?> members) {

  /**
   * The object that a text describes.
   *
   * @throws DaemonFailure if it describes none
   */
  static JsonObject parse(String text) {
    try {
      Map<String, Object> members = JsonFile.parse(text);
      if (members != null) {
        return new JsonObject(members);
      }
    } catch (IOException e) {
      // Said below.
    }
    throw strange();
  }

  private static DaemonFailure strange() {
    return DaemonFailure.refused("the answer is none of a Wickstream daemon of this version");
  }

  /** A text, on one line whatever it holds. */
  Optional<String> text(String key) {
    return Optional.ofNullable(members.get(key))
        .map(value -> value.toString().replaceAll("[\\s\\p{Cc}]+", " ").strip());
  }

  /** A text without which nothing can be understood. */
  String required(String key) {
    return text(key).orElseThrow(JsonObject::strange);
  }

  /** A number; NaN for one that cannot be had. */
  double number(String key) {
    return members.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** A whole number; 0 where there is none. */
  long count(String key) {
    return members.get(key) instanceof Number number ? number.longValue() : 0;
  }

  boolean flag(String key) {
    return Boolean.TRUE.equals(members.get(key));
  }

  /** An object inside; an empty one where there is none. */
  JsonObject object(String key) {
    return new JsonObject(members.get(key) instanceof Map<?, ?> inside ? inside : Map.of());
  }

  /** The objects of a list. */
  List<JsonObject> objects(String key) {
    if (!(members.get(key) instanceof List<?> list)) {
      throw strange();
    }
    return list.stream()
        .filter(Map.class::isInstance)
        .map(member -> new JsonObject((Map<?, ?>) member))
        .toList();
  }
}
