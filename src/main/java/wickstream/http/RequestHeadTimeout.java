package wickstream.http;

import java.time.Duration;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * Closes a connection on which no complete request header arrives for some time, whether nothing
 * comes or a byte now and then.
 */
final class RequestHeadTimeout
    extends GraphStage<BidiShape<HttpRequest, HttpRequest, HttpResponse, HttpResponse>> {
  private final Duration first;
  private final Duration next;
  private final Runnable whenOver;

  private final Inlet<HttpRequest> requests = Inlet.create("requests");
  private final Outlet<HttpRequest> handed = Outlet.create("handed");
  private final Inlet<HttpResponse> answers = Inlet.create("answers");
  private final Outlet<HttpResponse> sent = Outlet.create("sent");

  /**
   * @param first how long the first request may take
   * @param next how long another may take after the last response was sent
   * @param whenOver run when the connection has ended, for whatever reason
   */
  RequestHeadTimeout(Duration first, Duration next, Runnable whenOver) {
    this.first = first;
    this.next = next;
    this.whenOver = whenOver;
  }

  @Override
  public BidiShape<HttpRequest, HttpRequest, HttpResponse, HttpResponse> shape() {
    return BidiShape.of(requests, handed, answers, sent);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private static final String TIMER = "request";
    private int pending;

    Logic() {
      super(shape());
      setHandler(
          requests,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              cancelTimer(TIMER);
              pending++;
              push(handed, grab(requests));
            }

            /** Requests that have arrived are still answered. */
            @Override
            public void onUpstreamFinish() {
              complete(handed);
            }
          });
      setHandler(
          handed,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              pull(requests);
            }
          });
      setHandler(
          answers,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              pending--;
              push(sent, grab(answers));
            }
          });
      setHandler(
          sent,
          new AbstractOutHandler() {
            private boolean isFirst = true;

            /** The last response has been sent completely. */
            @Override
            public void onPull() {
              if (!isFirst && pending == 0) {
                scheduleOnce(TIMER, next);
              }
              isFirst = false;
              pull(answers);
            }
          });
    }

    @Override
    public void preStart() {
      scheduleOnce(TIMER, first);
    }

    @Override
    public void onTimer(Object key) {
      completeStage();
    }

    @Override
    public void postStop() {
      whenOver.run();
    }
  }
}
