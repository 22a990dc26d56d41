package io.strowger.rating.charging;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.LegCommand;
import io.strowger.rating.account.EndOfMoney;

/** Sends a caller to the switch's own dialplan, where no grant ends it any more. */
final class Transfers {
  private Transfers() {}

  static CallCommand command(CommandHead head, EndOfMoney.Transfer to, String endsGroup) {
    return new LegCommand.TransferLeg(
        head, to.extension(), to.context(), LegCommand.Moved.THIS_LEG, endsGroup);
  }
}
