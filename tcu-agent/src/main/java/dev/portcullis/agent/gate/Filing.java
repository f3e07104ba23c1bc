package dev.portcullis.agent.gate;

import dev.portcullis.crypto.message.Checkpoint;
import dev.portcullis.crypto.message.KeyEnrolment;
import dev.portcullis.crypto.message.OwnerStatement;
import dev.portcullis.crypto.message.Revocations;
import dev.portcullis.crypto.message.SignedHandOver;
import dev.portcullis.crypto.message.Unverified;

/** What was filed, well formed and looked up, with signatures that nobody has looked at. */
sealed interface Filing {

  FilingKind kind();

  /** Of an owner, as it says. */
  record OfOwner(OwnerStatement statement) implements Filing {
    @Override
    public FilingKind kind() {
      return FilingKind.OWNER_STATEMENT;
    }
  }

  /** Of a new key. */
  record OfKey(Unverified<KeyEnrolment> enrolment) implements Filing {
    @Override
    public FilingKind kind() {
      return FilingKind.ENROLMENT;
    }
  }

  /** Of the policy authority, as it says. */
  record OfAuthority(SignedHandOver handOver) implements Filing {
    @Override
    public FilingKind kind() {
      return FilingKind.HAND_OVER;
    }
  }

  /** Of a revocation key. */
  record OfRevoker(Unverified<Revocations> document) implements Filing {
    @Override
    public FilingKind kind() {
      return FilingKind.REVOCATIONS;
    }
  }

  /** Of this very vehicle, some time ago. */
  record OfVehicle(Unverified<Checkpoint> checkpoint) implements Filing {
    @Override
    public FilingKind kind() {
      return FilingKind.ECHO;
    }
  }
}
