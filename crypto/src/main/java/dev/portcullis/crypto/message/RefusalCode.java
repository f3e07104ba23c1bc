package dev.portcullis.crypto.message;

import java.time.Duration;
import java.util.Optional;

/**
 * Every reason for which a command is not confirmed: the closed list of the wire, of events and of
 * the documentation. Its names never change their meaning.
 */
public enum RefusalCode {
  /** The request, or a message inside it, is larger than any genuine one. */
  TOO_LARGE(
      Stage.PARSE,
      never(),
      Mender.BACK_END,
      "The request, or a message inside it, is larger than any genuine one.",
      "Send fewer grants or a shorter attestation; the limits are in docs/protocol.md."),
  /**
   * The bytes are not exactly the message they should be: its encoding, its envelope or one of its
   * fields is wrong.
   */
  MALFORMED(
      Stage.PARSE,
      never(),
      Mender.APP,
      "The bytes are not exactly the message they should be: its encoding, its envelope or "
          + "one of its fields is wrong.",
      "Compare with docs/protocol.cddl and the vectors; encode deterministically, with no "
          + "field more and none less."),
  /** The command has a name that this protocol does not know. */
  UNKNOWN_COMMAND(
      Stage.PARSE,
      never(),
      Mender.APP,
      "The command has a name that this protocol does not know.",
      "Use a name from the list in docs/protocol.md."),
  /** The command carries the counter zero, which would count nothing. */
  ZERO_COUNTER(
      Stage.PARSE,
      never(),
      Mender.APP,
      "The command carries the counter zero, which would count nothing.",
      "Start the counter of a new key at one and raise it with every command."),
  /** The command asks for a lifetime of zero seconds. */
  ZERO_LIFETIME(
      Stage.PARSE,
      never(),
      Mender.APP,
      "The command asks for a lifetime of zero seconds.",
      "Ask for the seconds the command may take to arrive."),
  /** The command names another vehicle than the one it was brought to. */
  WRONG_VEHICLE(
      Stage.AUTHENTICATE,
      never(),
      Mender.BACK_END,
      "The command names another vehicle than the one it was brought to.",
      "Publish it on the topic of the vehicle that it names."),
  /**
   * The grants that came along do not begin with one for the key that is said to have signed, or do
   * not end with the owner grant of this vehicle.
   */
  UNKNOWN_KEY(
      Stage.AUTHENTICATE,
      needsOwner(),
      Mender.OWNER,
      "The grants that came along do not begin with one for the key that is said to "
          + "have signed, or do not end with the owner grant of this vehicle.",
      "An owner grants the key, and the request carries the whole chain of grants, the "
          + "key's own first."),
  /** The key, or one that granted it, was revoked. */
  REVOKED_KEY(
      Stage.AUTHENTICATE,
      needsOwner(),
      Mender.OWNER,
      "The key, or one that granted it, was revoked.",
      "An owner grants a new key; a revoked one never comes back."),
  /**
   * The command names another grant than the one it was sent with, or the grants that came along do
   * not follow from one another.
   */
  GRANT_MISMATCH(
      Stage.AUTHENTICATE,
      never(),
      Mender.APP,
      "The command names another grant than the one it was sent with, or the grants "
          + "that came along do not follow from one another.",
      "Put the digest of the payload of the very grant into the command before "
          + "signing, and send the chain in order."),
  /**
   * A grant is not signed by the key of the one above it, or that key is not an owner's, or it is
   * for another vehicle.
   */
  BAD_GRANT(
      Stage.AUTHENTICATE,
      needsOwner(),
      Mender.OWNER,
      "A grant is not signed by the key of the one above it, or that key is not an "
          + "owner's, or it is for another vehicle.",
      "An owner signs the grant again; the request carries the whole chain."),
  /** The grant was made under an earlier ownership of the vehicle. */
  WRONG_EPOCH(
      Stage.AUTHENTICATE,
      needsOwner(),
      Mender.OWNER,
      "The grant was made under an earlier ownership of the vehicle.",
      "The present owner grants the key anew."),
  /** The command has no signature: nobody with a key asked for this. */
  NO_SIGNATURE(
      Stage.AUTHENTICATE,
      never(),
      Mender.APP,
      "The command has no signature: nobody with a key asked for this.",
      "The phone signs each command; a back-end cannot make one."),
  /** The signature does not belong to this command and this key. */
  BAD_SIGNATURE(
      Stage.AUTHENTICATE,
      never(),
      Mender.APP,
      "The signature does not belong to this command and this key.",
      "Sign the exact bytes that are sent, with the key that the header names."),
  /**
   * The key, or one that granted it, did not enrol in this vehicle, or was forgotten before anybody
   * granted it something.
   */
  NOT_ENROLLED(
      Stage.AUTHENTICATE,
      needsOwner(),
      Mender.OWNER,
      "The key, or one that granted it, did not enrol in this vehicle, or was "
          + "forgotten before anybody granted it something.",
      "An owner opens the enrolment window in the vehicle, and the phone enrols its " + "key."),
  /**
   * The grants that came with the statement do not make its signer an owner, or make it one for a
   * number of commands only.
   */
  NOT_AN_OWNER(
      Stage.AUTHENTICATE,
      needsOwner(),
      Mender.OWNER,
      "The grants that came with the statement do not make its signer an owner, or "
          + "make it one for a number of commands only.",
      "An owner signs the statement, and sends the grants that make the key an " + "owner's."),
  /** Fewer keys of the policy authority signed the hand-over than must. */
  TOO_FEW_SIGNATURES(
      Stage.AUTHENTICATE,
      never(),
      Mender.OEM,
      "Fewer keys of the policy authority signed the hand-over than must.",
      "A threshold of the authority's keys sign the very bytes of its payload."),
  /** The hand-over was made for another unit: it names another receipt key. */
  WRONG_UNIT(
      Stage.AUTHENTICATE,
      never(),
      Mender.OEM,
      "The hand-over was made for another unit: it names another receipt key.",
      "The manufacturer makes a hand-over for the receipt key of the unit that is in "
          + "the vehicle."),
  /** A revocation document or a checkpoint is not signed by a key that may make one. */
  UNKNOWN_SIGNER(
      Stage.AUTHENTICATE,
      never(),
      Mender.OEM,
      "A revocation document or a checkpoint is not signed by a key that may make " + "one.",
      "Have it signed by a revocation key that the vehicle's policy names; a "
          + "checkpoint comes from the vehicle itself."),
  /** The enrolment is for a context that is not, or not any more, one of this vehicle's windows. */
  CONTEXT_UNKNOWN(
      Stage.AUTHENTICATE,
      never(),
      Mender.APP,
      "The enrolment is for a context that is not, or not any more, one of this "
          + "vehicle's windows.",
      "Fetch the offer of an open window, and make key, evidence and signature for "
          + "its context."),
  /** The key that wants to enrol serves another purpose already. */
  KEY_NOT_FREE(
      Stage.AUTHENTICATE,
      never(),
      Mender.APP,
      "The key that wants to enrol serves another purpose already.",
      "Make a new key for this vehicle that signs commands and nothing else."),
  /** More is waiting for verification, or being carried out, than this vehicle takes at a time. */
  BUSY(
      Stage.AUTHENTICATE,
      after(Duration.ofSeconds(1)),
      Mender.NOBODY,
      "More is waiting for verification, or being carried out, than this vehicle takes "
          + "at a time.",
      "Send again after the time given."),
  /**
   * The vehicle does not yet know the time, so it cannot tell whether an attestation has expired.
   */
  NO_TRUSTED_TIME(
      Stage.ATTEST,
      after(Duration.ofSeconds(30)),
      Mender.BACK_END,
      "The vehicle does not yet know the time, so it cannot tell whether an "
          + "attestation has expired.",
      "Send statements of a threshold of time keys over the nonce of the newest beacon."),
  /** The evidence for the key did not come within ten minutes of its enrolment. */
  NO_EVIDENCE(
      Stage.ATTEST,
      needsOwner(),
      Mender.USER,
      "The evidence for the key did not come within ten minutes of its enrolment.",
      "Enrol again in another window, and send the evidence as soon as there is a " + "network."),
  /** The vehicle appraised the evidence for the key and does not accept it. */
  EVIDENCE_REFUSED(
      Stage.ATTEST,
      never(),
      Mender.USER,
      "The vehicle appraised the evidence for the key and does not accept it.",
      "Use the genuine app on a phone that the policy accepts; the vehicle's log says"
          + " which requirement failed."),
  /** The attestation of the app is missing. */
  NO_ATTESTATION(
      Stage.ATTEST,
      never(),
      Mender.BACK_END,
      "The attestation of the app is missing.",
      "Have the app appraised by the Verifier, and send the result along."),
  /** The attestation of the app has a format that this vehicle does not verify. */
  UNKNOWN_FORMAT(
      Stage.ATTEST,
      never(),
      Mender.BACK_END,
      "The attestation of the app has a format that this vehicle does not verify.",
      "Send an Attestation Result in a format of docs/protocol.md: ear+jwt."),
  /** The attestation of the app is malformed, or no Verifier that the policy names signed it. */
  BAD_ATTESTATION(
      Stage.ATTEST,
      never(),
      Mender.BACK_END,
      "The attestation of the app is malformed, or no Verifier that the policy names "
          + "signed it.",
      "Fetch a fresh result from a Verifier whose key the policy names."),
  /**
   * The token is signed with a secret of the whole account: whoever can check it can mint one for
   * every car, so such tokens end at a Verifier and never in a vehicle.
   */
  SHARED_SECRET(
      Stage.ATTEST,
      never(),
      Mender.APP,
      "The token is signed with a secret of the whole account: whoever can check it can mint one for "
          + "every car, so such tokens end at a Verifier and never in a vehicle.",
      "Have the service sign with ES256 or RS256, and name its key set in the policy."),
  /**
   * The attestation of the app brings a key, a certificate or a link to one in its own header, to
   * be verified with.
   */
  KEY_IN_HEADER(
      Stage.ATTEST,
      never(),
      Mender.NOBODY,
      "The attestation of the app brings a key, a certificate or a link to one in its "
          + "own header, to be verified with.",
      "A genuine Verifier sends none; look at who made this token."),
  /** The attestation of the app has expired. */
  ATTESTATION_EXPIRED(
      Stage.ATTEST,
      withNewBeacon(),
      Mender.APP,
      "The attestation of the app has expired.",
      "Fetch a fresh result, and sign the command again with its digest."),
  /** The Verifier did not affirm that the app is genuine and unharmed. */
  NOT_AFFIRMING(
      Stage.ATTEST,
      never(),
      Mender.USER,
      "The Verifier did not affirm that the app is genuine and unharmed.",
      "Use the genuine app on a phone that has not been tampered with."),
  /**
   * The attestation is for another key than the one that signed: a genuine result in the wrong
   * hands.
   */
  KEY_MISMATCH(
      Stage.ATTEST,
      never(),
      Mender.APP,
      "The attestation is for another key than the one that signed: a genuine result in the "
          + "wrong hands.",
      "Have the app instance that holds the command key attested, with that key as "
          + "confirmation key."),
  /** The command names another attestation than the one it was sent with. */
  ATTESTATION_MISMATCH(
      Stage.ATTEST,
      never(),
      Mender.APP,
      "The command names another attestation than the one it was sent with.",
      "Put the digest of the very attestation into the command before signing."),
  /** The attestation is genuine, but for an app that the policy does not list. */
  APP_NOT_LISTED(
      Stage.ATTEST,
      never(),
      Mender.OEM,
      "The attestation is genuine, but for an app that the policy does not list.",
      "Use a listed app, or have the manufacturer list this one."),
  /** An attestation of one role stands where one of the other is asked for. */
  WRONG_ROLE(
      Stage.ATTEST,
      never(),
      Mender.BACK_END,
      "An attestation of one role stands where one of the other is asked for.",
      "App and back-end are appraised separately; neither result serves for the other."),
  /**
   * The back-end shows no live, affirming attestation, of a workload the policy lists, for the key
   * that countersigned.
   */
  BACK_END_UNATTESTED(
      Stage.ATTEST,
      never(),
      Mender.BACK_END,
      "The back-end shows no live, affirming attestation, of a workload the policy "
          + "lists, for the key that countersigned.",
      "Have the workload that holds the countersign key appraised by a Verifier that "
          + "the policy names."),
  /** The request has no signature of a back-end. */
  NO_COUNTERSIGNATURE(
      Stage.ATTEST,
      never(),
      Mender.BACK_END,
      "The request has no signature of a back-end.",
      "The back-end countersigns each request."),
  /** The signature of the back-end does not belong to this request. */
  BAD_COUNTERSIGNATURE(
      Stage.ATTEST,
      never(),
      Mender.BACK_END,
      "The signature of the back-end does not belong to this request.",
      "Countersign the exact bytes that are sent."),
  /** The key that countersigned is also a command key: a phone tried to be its own back-end. */
  SELF_COUNTERSIGNED(
      Stage.ATTEST,
      never(),
      Mender.NOBODY,
      "The key that countersigned is also a command key: a phone tried to be its own "
          + "back-end.",
      "The two keys are always different; look at who sent this."),
  /** This very command was decided before; its receipt is sent again. */
  REPLAYED(
      Stage.ADMIT,
      never(),
      Mender.NOBODY,
      "This very command was decided before; its receipt is sent again.",
      "Nothing: the first decision stands."),
  /**
   * Another command with the same counter was decided before: a copied key, or an app that lost its
   * count.
   */
  COUNTER_REUSED(
      Stage.ADMIT,
      withNewBeacon(),
      Mender.APP,
      "Another command with the same counter was decided before: a copied key, or an app "
          + "that lost its count.",
      "Raise the counter with every command; if the app did, revoke the key."),
  /** The counter is so far behind that the vehicle no longer knows whether it was used. */
  STALE_COUNTER(
      Stage.ADMIT,
      withNewBeacon(),
      Mender.APP,
      "The counter is so far behind that the vehicle no longer knows whether it was used.",
      "Use a counter above every one used before."),
  /** The command answers a beacon from before the agent last started. */
  WRONG_BOOT(
      Stage.ADMIT,
      withNewBeacon(),
      Mender.APP,
      "The command answers a beacon from before the agent last started.",
      "Sign again over the newest beacon."),
  /** The vehicle never issued this nonce for this slot. */
  WRONG_NONCE(
      Stage.ADMIT,
      withNewBeacon(),
      Mender.APP,
      "The vehicle never issued this nonce for this slot.",
      "Take boot, slot and nonce from one beacon whose signature holds."),
  /** The beacon that the command answers is older than the lifetime allows. */
  BEACON_EXPIRED(
      Stage.ADMIT,
      withNewBeacon(),
      Mender.APP,
      "The beacon that the command answers is older than the lifetime allows.",
      "Sign again over the newest beacon."),
  /** The enrolment window closed before the key came. */
  WINDOW_CLOSED(
      Stage.ADMIT,
      needsOwner(),
      Mender.USER,
      "The enrolment window closed before the key came.",
      "Open the window again; it stays open for a minute."),
  /** Another key came first: a window is for one key. */
  CONTEXT_TAKEN(
      Stage.ADMIT,
      needsOwner(),
      Mender.USER,
      "Another key came first: a window is for one key.",
      "Open the window again, and look who else was near the vehicle."),
  /** The vehicle holds as many keys as it can, and each was granted something. */
  ENROLMENTS_FULL(
      Stage.ADMIT,
      needsOwner(),
      Mender.OWNER,
      "The vehicle holds as many keys as it can, and each was granted something.",
      "An owner revokes keys that nobody uses."),
  /** The vehicle's ownership epoch, or that of the hand-over that waits, is as high already. */
  HAND_OVER_USED(
      Stage.ADMIT,
      never(),
      Mender.OEM,
      "The vehicle's ownership epoch, or that of the hand-over that waits, is as high"
          + " already.",
      "The manufacturer makes another hand-over, to a higher epoch."),
  /** The consent is for a hand-over that does not wait in this vehicle. */
  CONSENT_UNKNOWN(
      Stage.ADMIT,
      needsOwner(),
      Mender.BACK_END,
      "The consent is for a hand-over that does not wait in this vehicle.",
      "Send the hand-over first, and the consent to that very one again."),
  /**
   * The revocation document continues a sequence that this vehicle has not reached, or holds
   * nothing that is new to it.
   */
  REVOCATION_GAP(
      Stage.ADMIT,
      never(),
      Mender.BACK_END,
      "The revocation document continues a sequence that this vehicle has not "
          + "reached, or holds nothing that is new to it.",
      "Send the documents from the sequence on that the newest beacon names, in " + "order."),
  /** The vehicle remembers as many revoked keys as it can. */
  REVOCATIONS_FULL(
      Stage.ADMIT,
      needsOwner(),
      Mender.OEM,
      "The vehicle remembers as many revoked keys as it can.",
      "Owners' revocations end with a hand-over, and some room is kept for those with"
          + " presence; the manufacturer's go into a newer policy."),
  /** The vehicle's own checkpoint shows that an old image of its disk was put back. */
  STATE_ROLLED_BACK(
      Stage.ADMIT,
      needsOwner(),
      Mender.INTEGRATOR,
      "The vehicle's own checkpoint shows that an old image of its disk was put back.",
      "Send the policy, the revocations of the manufacturer and those of the owners "
          + "again; else the manufacturer makes a hand-over."),
  /** The grant has ended. */
  GRANT_EXPIRED(
      Stage.ADMIT,
      needsOwner(),
      Mender.OWNER,
      "The grant has ended.",
      "An owner grants the key anew."),
  /** The grant has not begun. */
  GRANT_NOT_YET_VALID(
      Stage.ADMIT,
      needsOwner(),
      Mender.OWNER,
      "The grant has not begun.",
      "Wait until it begins, or have an owner grant the key anew."),
  /** The back-end knows a newer policy or revocation list than this vehicle has. */
  POLICY_BEHIND(
      Stage.ADMIT,
      after(Duration.ofSeconds(30)),
      Mender.OEM,
      "The back-end knows a newer policy or revocation list than this vehicle has.",
      "Install the newer policy in the vehicle, as docs/policy.md says; until then it "
          + "refuses."),
  /** A newer command for the same actuator was there first. */
  SUPERSEDED(
      Stage.ADMIT,
      never(),
      Mender.NOBODY,
      "A newer command for the same actuator was there first.",
      "Nothing: the newer command stands."),
  /**
   * This key has sent as many commands as the policy allows for now, or the vehicle keeps count of
   * as many keys as it can.
   */
  ALLOWANCE_USED(
      Stage.ADMIT,
      after(Duration.ofMinutes(1)),
      Mender.USER,
      "This key has sent as many commands as the policy allows for now, or the vehicle "
          + "keeps count of as many keys as it can.",
      "Wait for the time given. Where none is given, too many keys have used this " + "vehicle."),
  /**
   * The revocation would leave its signer no owner: it names a key that the signer's own right
   * comes from.
   */
  SELF_REVOCATION(
      Stage.AUTHORISE,
      never(),
      Mender.OWNER,
      "The revocation would leave its signer no owner: it names a key that the "
          + "signer's own right comes from.",
      "Another owner revokes the key, or a hand-over ends it."),
  /** Somebody must be in the vehicle and give its signal for this. */
  PRESENCE_MISSING(
      Stage.AUTHORISE,
      after(Duration.ofSeconds(10)),
      Mender.USER,
      "Somebody must be in the vehicle and give its signal for this.",
      "Give the signal in the vehicle; where a statement was refused, send it again "
          + "within two minutes."),
  /** The hand-over waits for an owner's consent, or for the end of 24 hours of notice. */
  NOTICE_RUNNING(
      Stage.AUTHORISE,
      after(Duration.ofHours(1)),
      Mender.OWNER,
      "The hand-over waits for an owner's consent, or for the end of 24 hours of " + "notice.",
      "An owner consents; else wait, with the unit switched on, and give the signal "
          + "in the vehicle then."),
  /** The grant, or one above it, does not include this command. */
  NOT_GRANTED(
      Stage.AUTHORISE,
      needsOwner(),
      Mender.OWNER,
      "The grant, or one above it, does not include this command.",
      "An owner grants the command to the key."),
  /**
   * The grant is good for a number of commands, and they were given; or an owner's own grant is, or
   * the vehicle keeps count of as many grants as it can.
   */
  GRANT_USED_UP(
      Stage.AUTHORISE,
      needsOwner(),
      Mender.OWNER,
      "The grant is good for a number of commands, and they were given; or an owner's own grant is, "
          + "or the vehicle keeps count of as many grants as it can.",
      "An owner makes a new grant for the key."),
  /** The grant, or one above it, does not include this channel. */
  CHANNEL_NOT_GRANTED(
      Stage.AUTHORISE,
      needsOwner(),
      Mender.OWNER,
      "The grant, or one above it, does not include this channel.",
      "An owner grants the channel to the key."),
  /** The command was signed for another channel than the one it came by. */
  WRONG_CHANNEL(
      Stage.AUTHORISE,
      never(),
      Mender.APP,
      "The command was signed for another channel than the one it came by.",
      "Name the channel that the command takes, and sign it again."),
  /**
   * The vehicle's policy is out of date: until it has a newer one it locks and unlocks, no more.
   */
  POLICY_STALE(
      Stage.AUTHORISE,
      after(Duration.ofHours(1)),
      Mender.OEM,
      "The vehicle's policy is out of date: until it has a newer one it locks and unlocks, no more.",
      "The manufacturer brings a newer policy to the vehicle."),
  /**
   * The policy does not allow this command to this role over this channel, or this vehicle has no
   * such action.
   */
  POLICY_FORBIDS(
      Stage.AUTHORISE,
      never(),
      Mender.OEM,
      "The policy does not allow this command to this role over this channel, or this "
          + "vehicle has no such action.",
      "Use another key or another command; only the manufacturer changes the policy "
          + "and the description of the vehicle."),
  /** The command does not take such an argument, or the vehicle does not take its value. */
  BAD_ARGUMENT(
      Stage.AUTHORISE,
      never(),
      Mender.USER,
      "The command does not take such an argument, or the vehicle does not take its " + "value.",
      "Leave the argument out, or ask for a value that the vehicle takes."),
  /**
   * A signal that decides whether this is safe has not been seen, or not lately, or fails its
   * check.
   */
  STATE_UNKNOWN(
      Stage.AUTHORISE,
      after(Duration.ofSeconds(10)),
      Mender.INTEGRATOR,
      "A signal that decides whether this is safe has not been seen, or not lately, or "
          + "fails its check.",
      "Wait for the vehicle to report; if it stays so, look at the CAN connection and the "
          + "description of the vehicle."),
  /** What the policy demands of the car's state for this command does not hold. */
  CONDITION_UNMET(
      Stage.AUTHORISE,
      after(Duration.ofSeconds(10)),
      Mender.USER,
      "What the manufacturer's policy demands of the car's state for this command does not hold.",
      "Bring the car into that state and send again: the policy says which it is."),
  /** The vehicle is moving. */
  NOT_STANDING(
      Stage.AUTHORISE,
      after(Duration.ofSeconds(10)),
      Mender.USER,
      "The vehicle is moving.",
      "Send again once it stands."),
  /** The gear is not in park. */
  NOT_PARKED(
      Stage.AUTHORISE,
      after(Duration.ofSeconds(10)),
      Mender.USER,
      "The gear is not in park.",
      "Send again once it is parked."),
  /** A door, the hood or the trunk is open. */
  OPENING_NOT_SHUT(
      Stage.AUTHORISE,
      after(Duration.ofSeconds(10)),
      Mender.USER,
      "A door, the hood or the trunk is open.",
      "Shut it and send again."),
  /** The engine was not started remotely: a driver started it, or it does not run. */
  ENGINE_NOT_REMOTE(
      Stage.AUTHORISE,
      never(),
      Mender.NOBODY,
      "The engine was not started remotely: a driver started it, or it does not run.",
      "Nothing: no command stops a driven car."),
  /** Somebody is at the wheel. */
  DRIVER_PRESENT(
      Stage.AUTHORISE,
      never(),
      Mender.NOBODY,
      "Somebody is at the wheel.",
      "Nothing: the driver decides."),
  /** The engine already runs. */
  ENGINE_RUNNING(
      Stage.AUTHORISE,
      never(),
      Mender.NOBODY,
      "The engine already runs.",
      "Nothing: there is nothing to start."),
  /**
   * The frame is not on the list of frames that may be sent, or more of them came than its rate
   * allows.
   */
  FRAME_NOT_PERMITTED(
      Stage.ACTUATE,
      never(),
      Mender.INTEGRATOR,
      "The frame is not on the list of frames that may be sent, or more of them came "
          + "than its rate allows.",
      "Compare the actions with [[transmit]] in commands.toml. agent check finds "
          + "everything but a rate that is too low."),
  /** The car's description is being replaced; nothing was sent. */
  CONFIGURATION_CHANGING(
      Stage.ACTUATE,
      after(Duration.ofSeconds(10)),
      Mender.INTEGRATOR,
      "The car's description is being replaced, or that broke off half way; nothing was sent.",
      "Where it lasts look at the log of the agent and of can-bridge: what cannot be written "
          + "down is not gone by; mend the disk and install the description again, or restart."),
  /** The CAN adapter is not there; nothing was sent. */
  ADAPTER_GONE(
      Stage.ACTUATE,
      after(Duration.ofSeconds(10)),
      Mender.INTEGRATOR,
      "The CAN adapter is not there; nothing was sent.",
      "Look at the adapter and its cable, and whether can-bridge runs; it is opened again "
          + "by itself."),
  /** The frame went out, but the control unit did not confirm in time: it may have happened. */
  NO_FEEDBACK(
      Stage.ACTUATE,
      after(Duration.ofSeconds(10)),
      Mender.INTEGRATOR,
      "The frame went out, but the control unit did not confirm in time: it may have "
          + "happened.",
      "Look at the state of the vehicle before sending again."),
  /** The frame went out, and the control unit reports the opposite of what was asked. */
  OPPOSITE_FEEDBACK(
      Stage.ACTUATE,
      after(Duration.ofSeconds(10)),
      Mender.INTEGRATOR,
      "The frame went out, and the control unit reports the opposite of what was asked.",
      "Look at the vehicle; another control unit may have decided otherwise."),
  /** The CAN adapter did not take the frame in time: it may yet go out. */
  WRITE_STALLED(
      Stage.ACTUATE,
      after(Duration.ofSeconds(10)),
      Mender.INTEGRATOR,
      "The CAN adapter did not take the frame in time: it may yet go out.",
      "Look at the adapter; the agent opens it again by itself."),
  /**
   * The agent or can-bridge ended between intent and confirmation: it may have happened, and is not
   * repeated.
   */
  INTERRUPTED(
      Stage.ACTUATE,
      withNewBeacon(),
      Mender.USER,
      "The agent or can-bridge ended between intent and confirmation: it may have happened, "
          + "and is not repeated.",
      "Look at the state of the vehicle, which the receipt reports, before sending again."),
  /** The decision could not be written to disk, and without that nothing moves. */
  JOURNAL_FULL(
      Stage.ACTUATE,
      after(Duration.ofMinutes(1)),
      Mender.INTEGRATOR,
      "The decision could not be written to disk, and without that nothing moves.",
      "Make room on the disk of the unit, or replace it; the agent goes on by itself.");

  private final Stage stage;

  // Each kind of advice is a record of immutable values.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Advice advice;

  private final Mender mender;
  private final String meaning;
  private final String next;

  RefusalCode(Stage stage, Advice advice, Mender mender, String meaning, String next) {
    this.stage = stage;
    this.advice = advice;
    this.mender = mender;
    this.meaning = meaning;
    this.next = next;
  }

  /** The constant of that name. */
  public static Optional<RefusalCode> ofWire(String name) {
    for (RefusalCode code : values()) {
      if (code.name().equals(name)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /** The stage of the gate that refuses with this code. */
  public Stage stage() {
    return stage;
  }

  /** What the sender can do, unless the stage knows better (another time to wait). */
  public Advice advice() {
    return advice;
  }

  /** Who can mend it. */
  public Mender mender() {
    return mender;
  }

  /** What happened: one or two sentences for people. */
  public String meaning() {
    return meaning;
  }

  /** What to do next: one or two sentences for whoever can mend it. */
  public String next() {
    return next;
  }

  private static Advice never() {
    return new Advice.Never();
  }

  private static Advice withNewBeacon() {
    return new Advice.WithNewBeacon();
  }

  private static Advice needsOwner() {
    return new Advice.NeedsOwner();
  }

  private static Advice after(Duration wait) {
    return new Advice.After(wait);
  }
}
