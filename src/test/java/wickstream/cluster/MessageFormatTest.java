package wickstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.delivery.ProducerController;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Estimator;
import wickstream.physics.Frequencies;
import wickstream.physics.Priors;
import wickstream.physics.Readout;
import wickstream.physics.Training;
import wickstream.statistics.ExtremeValues;

/**
 * Nodes of the versions before and after understand each other while a cluster is being upgraded:
 * messages that were kept are still read as what they were.
 *
 * <p>Kept are those without references to actors, whose text holds the address of a node.
 */
class MessageFormatTest {
  private static ActorTestKit kit;

  @BeforeAll
  static void begin() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString(
                    """
                    pekko.actor.serialization-bindings {"wickstream.cluster.Message" = jackson-cbor}
                    pekko.actor.allow-java-serialization = off
                    """)
                .withFallback(ConfigFactory.load("application-test.conf")));
  }

  @AfterAll
  static void end() {
    kit.shutdownTestKit();
  }

  private static final List<Training.Example> EXAMPLES =
      List.of(new Training.Example(List.of(0.5, -1.0), List.of(1.0 / 3)));

  private static ShardSpec shardSpec(OptionalDouble cutoff) {
    return shardSpec(cutoff, Optional.empty());
  }

  private static ShardSpec shardSpec(OptionalDouble cutoff, Optional<Training> training) {
    return new ShardSpec(
        -42,
        "erf",
        2,
        1,
        3,
        1.0 / 3,
        0.1,
        cutoff,
        Optional.empty(),
        1000,
        List.of(List.of(0.1, -0.2), List.of(1e-300, 4.9e-324)),
        Estimator.CONDITIONAL,
        List.of(2, 4),
        1000,
        training);
  }

  private static ShardSpec large() {
    List<Double> point = java.util.Collections.nCopies(64, -1.0 / 3);
    return new ShardSpec(
        1,
        "cos",
        64,
        1,
        1,
        1,
        1,
        OptionalDouble.empty(),
        Optional.of(new Priors(Readout.LAPLACE, OptionalDouble.of(4), Frequencies.CAUCHY)),
        10,
        java.util.Collections.nCopies(1000, point),
        Estimator.PLAIN,
        List.of(2),
        10,
        Optional.empty());
  }

  private static WorkItem item() {
    return new WorkItem(
        "3-17",
        shardSpec(OptionalDouble.of(1e5)),
        1L << 40,
        (1L << 40) + 12,
        List.of(
            new ExtremeValues.Bounds(-1.5, Double.POSITIVE_INFINITY),
            ExtremeValues.Bounds.NONE,
            new ExtremeValues.Bounds(-0.0, 0.0)),
        kit.<WorkDispatcher.Command>createTestProbe().getRef(),
        "3-2");
  }

  private static WorkDispatcher.Attach attach() {
    return new WorkDispatcher.Attach(
        kit.<ProducerController.Command<WorkResult>>createTestProbe().getRef(),
        Optional.of(kit.<WorkerSlot.Command>createTestProbe().getRef()));
  }

  static Stream<Message> messages() {
    return Stream.of(
        shardSpec(OptionalDouble.of(1e5)),
        shardSpec(OptionalDouble.empty()),
        large(),
        shardSpec(
            OptionalDouble.empty(),
            Optional.of(
                new Training(
                    EXAMPLES,
                    OptionalDouble.of(0.25),
                    List.of(0.0, 2.5, Double.POSITIVE_INFINITY)))),
        shardSpec(OptionalDouble.empty(), Optional.of(Training.posterior(EXAMPLES, 0.05))),
        shardSpec(
            OptionalDouble.empty(),
            Optional.of(Training.ofAllLayers(EXAMPLES, 0.25, List.of(0.0, 1.5)))),
        item(),
        attach(),
        new WorkerSlot.Withdraw("3-2"),
        new Admission.Introduction(
            "this", "0011", kit.<Admission.Answer>createTestProbe().getRef()),
        new Admission.Answer("that", true, kit.<Admission.Introduction>createTestProbe().getRef()),
        new Admission.Inquiry(kit.<Admission.Standing>createTestProbe().getRef()),
        new Admission.Standing(true, kit.<Admission.Introduction>createTestProbe().getRef()));
  }

  private static Serialization serialization() {
    return SerializationExtension.get(Adapter.toClassic(kit.system()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void comeAsTheyWere(Message message) {
    byte[] bytes = serialization().serialize(message).get();
    assertThat(serialization().deserialize(bytes, message.getClass()).get()).isEqualTo(message);
  }

  @Test
  void resultsComeAsTheyWere() {
    WorkResult result = new WorkResult("3-17", new byte[] {0, -1, 127}, Optional.empty());
    byte[] bytes = serialization().serialize(result).get();
    assertThat(serialization().deserialize(bytes, WorkResult.class).get())
        .usingRecursiveComparison()
        .isEqualTo(result);
  }

  /** An item with as many coordinates as a campaign may have still fits into a frame. */
  @Test
  void theLargestItemFits() {
    WorkItem item = new WorkItem("1-1", large(), 0, 1, List.of(), item().replyTo(), "1-1");
    long frame =
        ConfigFactory.parseResources("wickstream/node.conf")
            .getBytes("pekko.remote.artery.advanced.maximum-frame-size");
    assertThat((long) serialization().serialize(item).get().length).isLessThan(frame - 4096);
  }

  /** Versions before have withdrawn nothing, and understand what they do not know as before. */
  @Test
  void messagesFromBeforeOrdersWereWithdrawnAreUnderstood() throws IOException {
    WorkItem item = item();
    assertThat(without(item, "order"))
        .isEqualTo(
            new WorkItem(
                item.id(),
                item.shardSpec(),
                item.firstBag(),
                item.endBag(),
                item.bounds(),
                item.replyTo(),
                ""));
    WorkDispatcher.Attach attach = attach();
    assertThat(without(attach, "slot"))
        .isEqualTo(new WorkDispatcher.Attach(attach.results(), Optional.empty()));
  }

  private static Object without(Message message, String component) throws IOException {
    CBORMapper mapper = new CBORMapper();
    ObjectNode tree = (ObjectNode) mapper.readTree(serialization().serialize(message).get());
    assertThat(tree.remove(component)).isNotNull();
    return serialization().deserialize(mapper.writeValueAsBytes(tree), message.getClass()).get();
  }

  @Test
  void messagesThatWereKeptAreStillUnderstood() throws IOException {
    assertThat(kept("shard-spec-1")).isEqualTo(shardSpec(OptionalDouble.of(1e5)));
    assertThat(kept("result-1"))
        .usingRecursiveComparison()
        .isEqualTo(new WorkResult("3-17", new byte[] {0, -1, 127}, Optional.of("torn")));
  }

  /** The file holds the manifest on its first line, then the bytes in hexadecimal. */
  private static Object kept(String name) throws IOException {
    try (InputStream in =
        MessageFormatTest.class.getResourceAsStream("/wickstream/messages/" + name + ".cbor.txt")) {
      String[] lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
      SerializerWithStringManifest serializer =
          (SerializerWithStringManifest)
              serialization().serializerFor(shardSpec(OptionalDouble.empty()).getClass());
      return serializer.fromBinary(
          HexFormat.of().parseHex(String.join("", List.of(lines).subList(1, lines.length))),
          lines[0]);
    }
  }
}
