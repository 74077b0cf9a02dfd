package wickstream.daemon;

import wickstream.campaign.Earlier;
import wickstream.campaign.Workforce;
import wickstream.store.DatabaseFailure;
import wickstream.store.Keeper;

/**
 * Where campaigns are kept and by whom they are measured.
 *
 * @param tickets where they are kept
 * @param earlier what becomes of what a directory holds already
 * @param workforce who measures
 */
record Office(Tickets tickets, Earlier earlier, Workforce workforce) {

  /** Whether campaigns are in a database that other machines share. */
  boolean isShared() {
    return earlier == Earlier.SHARED;
  }

  /**
   * Whether what failed may succeed in a moment: a database that others share may be restarting,
   * and one that is deposed is told to stop soon.
   */
  boolean isPassing(Throwable failure) {
    return isShared()
        && (failure instanceof DatabaseFailure
            || failure instanceof Keeper.TakenOver
            || failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.NOT_WRITTEN);
  }
}
