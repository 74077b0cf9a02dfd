package wickstream.client;

/**
 * Something that happened to a campaign.
 *
 * @param serial its number; later ones are larger
 * @param kind a word for it
 * @param message a sentence for it
 */
public record Note(long serial, String kind, String message) {
  static Note of(JsonObject json) {
    return new Note(json.count("serial"), json.required("kind"), json.text("message").orElse(""));
  }
}
