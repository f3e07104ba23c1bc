package dev.portcullis.can.actuate;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.secoc.ReceiverLimits;
import dev.portcullis.can.secoc.ReservationBlock;
import dev.portcullis.can.secoc.SecuredMessage;

/** A message under SecOC, and which of its two ends this unit is. */
sealed interface SecuredUse {

  /** As the DBC has it, freshness and authenticator included. */
  Message message();

  /** What both ends agree upon. */
  SecuredMessage secured();

  /** One that is sent. */
  record Sent(Message message, SecuredMessage secured, ReservationBlock block)
      implements SecuredUse {}

  /** One that is watched. */
  record Watched(Message message, SecuredMessage secured, ReceiverLimits limits)
      implements SecuredUse {}
}
