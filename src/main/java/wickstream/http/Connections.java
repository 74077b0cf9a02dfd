package wickstream.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.stream.KillSwitch;

/**
 * The open connections of a server. One more is always accepted, but a connection beyond the limits
 * has little time, may ask for the health only, and is closed when newer ones need its place.
 * Thread-safe.
 */
final class Connections {
  private static final int NETWORK = 8; // bytes of an IPv6 address that tell one user from another

  private final Limits limits;
  private final Map<String, Integer> ofAddress = new HashMap<>();
  private final Set<Connection> open = new HashSet<>();
  private final Deque<Connection> beyond = new ArrayDeque<>();
  private int within;
  private boolean isClosed;

  Connections(Limits limits) {
    this.limits = limits;
  }

  /**
   * How many connections there may be, and how long they may take to send a request.
   *
   * @param most in all
   * @param ofAddress from one address, or one IPv6 network of 64 bits
   * @param beyond how many more may ask for the health
   * @param first the time for the header of the first request
   * @param next the time for the header of the next request, after a response
   * @param firstBeyond the same as {@code first}, for connections beyond the limits
   */
  record Limits(
      int most, int ofAddress, int beyond, Duration first, Duration next, Duration firstBeyond) {
    /** The limits in production. */
    static final Limits USUAL =
        new Limits(
            2048, 1536, 64, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(2));
  }

  /** One connection. */
  final class Connection {
    private final String address;
    private final boolean isBeyond;
    private KillSwitch end;
    private boolean isOver;

    private Connection(String address, boolean isBeyond) {
      this.address = address;
      this.isBeyond = isBeyond;
    }

    /** Whether it was accepted beyond the limits. */
    boolean isBeyond() {
      return isBeyond;
    }

    /** The stage that closes it if it is too slow. */
    RequestHeadTimeout patience() {
      return new RequestHeadTimeout(
          isBeyond ? limits.firstBeyond() : limits.first(), limits.next(), () -> leave(this));
    }

    /** Registers the switch that closes it. */
    void begun(KillSwitch end) {
      synchronized (Connections.this) {
        this.end = end;
        if (isOver || isClosed) {
          end.shutdown();
        }
      }
    }

    private void end() {
      isOver = true;
      if (end != null) {
        end.shutdown();
      }
    }
  }

  /** Accepts a connection. */
  synchronized Connection enter(InetAddress from) {
    String address = key(from);
    boolean isBeyond =
        within >= limits.most() || ofAddress.getOrDefault(address, 0) >= limits.ofAddress();
    Connection connection = new Connection(address, isBeyond);
    open.add(connection);
    if (!isBeyond) {
      within++;
      ofAddress.merge(address, 1, Integer::sum);
      return connection;
    }
    if (beyond.size() >= limits.beyond()) {
      beyond.remove().end();
    }
    beyond.add(connection);
    return connection;
  }

  private static String key(InetAddress from) {
    return from instanceof Inet6Address
        ? HexFormat.of().formatHex(from.getAddress(), 0, NETWORK)
        : from.getHostAddress();
  }

  private synchronized void leave(Connection connection) {
    open.remove(connection);
    if (connection.isBeyond) {
      beyond.remove(connection);
    } else {
      within--;
      ofAddress.merge(connection.address, -1, (held, one) -> held == 1 ? null : held + one);
    }
  }

  /** How many there are. */
  synchronized int size() {
    return open.size();
  }

  /** Closes all of them, and any that are accepted later. */
  synchronized void close() {
    isClosed = true;
    Set.copyOf(open).forEach(Connection::end);
  }
}
