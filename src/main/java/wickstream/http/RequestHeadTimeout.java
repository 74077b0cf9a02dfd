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
 * Ends a connection on which no whole head of a request comes for some time, be it that nothing
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
   * @param next how long another may take after the last answer was sent
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

            @Override
            public void onUpstreamFinish() {
              complete(handed);
            }

            @Override
            public void onUpstreamFailure(Throwable failure) {
              fail(handed, failure);
            }
          });
      setHandler(
          handed,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              pull(requests);
            }

            @Override
            public void onDownstreamFinish(Throwable cause) {
              cancel(requests, cause);
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

            @Override
            public void onUpstreamFinish() {
              complete(sent);
            }

            @Override
            public void onUpstreamFailure(Throwable failure) {
              fail(sent, failure);
            }
          });
      setHandler(
          sent,
          new AbstractOutHandler() {
            private boolean isFirst = true;

            /** The last answer has been sent as a whole. */
            @Override
            public void onPull() {
              if (!isFirst && pending == 0) {
                scheduleOnce(TIMER, next);
              }
              isFirst = false;
              pull(answers);
            }

            @Override
            public void onDownstreamFinish(Throwable cause) {
              cancel(answers, cause);
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
