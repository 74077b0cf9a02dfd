package wickstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/** The pods that conf/kubernetes deploys, of one container each. */
enum Deployed {
  COORDINATOR("serve", ServeCommand.GOODBYE_TO_CLUSTER),
  WORKER("worker", WorkerCommand.GOODBYE);

  /** The address that their pods shall have. */
  static final String POD_IP = "10.1.20.3";

  private final String command;
  private final Duration goodbye;

  Deployed(String command, Duration goodbye) {
    this.command = command;
    this.goodbye = goodbye;
  }

  /** How long the program takes to end. */
  Duration goodbye() {
    return goodbye;
  }

  Manifest manifest() {
    return Manifest.of("Deployment", "wickstream-" + name().toLowerCase(Locale.ROOT));
  }

  JsonNode pod() {
    return manifest().json().at("/spec/template/spec");
  }

  Map<String, String> labels() {
    return Manifest.map(manifest().json().at("/spec/template/metadata/labels"));
  }

  JsonNode container() {
    JsonNode containers = pod().path("containers");
    if (containers.size() != 1) {
      throw new AssertionError("%s has not one container".formatted(this));
    }
    return containers.get(0);
  }

  /** Its ports by their names. */
  Map<String, Integer> ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (JsonNode port : container().path("ports")) {
      ports.put(port.path("name").asText(), port.path("containerPort").asInt());
    }
    return ports;
  }

  /** What follows the program's name. */
  Stream<String> words() {
    return Manifest.elements(container().path("args")).map(JsonNode::asText);
  }

  /** What the program makes of an option; words that it does not know are an error. */
  <T> T option(String name) {
    String[] words = words().map(word -> word.replace("$(POD_IP)", POD_IP)).toArray(String[]::new);
    ParseResult parsed = Main.commandLine().parseArgs(words).subcommand();
    if (!parsed.commandSpec().name().equals(command)) {
      throw new AssertionError("not %s but %s".formatted(command, Arrays.toString(words)));
    }
    return parsed.matchedOptionValue(name, null);
  }

  /** A variable of its environment. */
  JsonNode variable(String name) {
    return Manifest.named(container().path("env"), name);
  }

  /** The key of the secret that a variable holds. */
  String secretKey(String variable) {
    return variable(variable).at("/valueFrom/secretKeyRef/key").asText();
  }

  /** The names of its volumes by where they are. */
  Map<String, String> mounts() {
    Map<String, String> mounts = new LinkedHashMap<>();
    for (JsonNode mount : container().path("volumeMounts")) {
      mounts.put(mount.path("mountPath").asText(), mount.path("name").asText());
    }
    return mounts;
  }
}
