package dev.portcullis.agent.policy;

import java.util.List;
import java.util.stream.Collectors;

/** Why a policy was not taken. */
public sealed interface PolicyRefusal {

  /** In words, for a person: what is wrong and where. */
  String explanation();

  /**
   * The JSON is not a policy.
   *
   * @param mistakes all that was found, at least one, in the order of the file
   */
  record Unreadable(List<Mistake> mistakes) implements PolicyRefusal {

    /** Keeps a copy. */
    public Unreadable {
      mistakes = List.copyOf(mistakes);
    }

    static Unreadable one(String path, String reason) {
      return new Unreadable(List.of(new Mistake(path, reason)));
    }

    @Override
    public String explanation() {
      return mistakes.stream()
          .map(mistake -> mistake.path() + ": " + mistake.reason())
          .collect(Collectors.joining(System.lineSeparator()));
    }
  }

  /** What is wrong with one member, whose path is its keys from the top, with dots. */
  record Mistake(String path, String reason) {}

  /** Fewer keys of the policy authority signed these very bytes than must. */
  record TooFewSignatures(int valid, int required) implements PolicyRefusal {
    @Override
    public String explanation() {
      return valid + " of " + required + " signatures of the policy authority hold";
    }
  }

  /**
   * The policy names other signers for those that follow, and fewer of these signed it than must:
   * nobody is given a vehicle who does not hold the keys.
   */
  record TooFewNewSigners(int valid, int required) implements PolicyRefusal {
    @Override
    public String explanation() {
      return valid
          + " of "
          + required
          + " signatures of the new signers hold; a policy that names other signers is signed by"
          + " those in force and by the new ones";
    }
  }

  /** The policies that are here lead to other signers than were in force here before. */
  record OtherSigners() implements PolicyRefusal {
    @Override
    public String explanation() {
      return "other signers of policies were in force here before: the policies that lead to them"
          + " are not here, or the configuration names signers they do not begin with";
    }
  }

  /** So many policies named other signers since those of the configuration. */
  record TooManyRotations(int most) implements PolicyRefusal {
    @Override
    public String explanation() {
      return "the signers changed "
          + most
          + " times since those that trust.policy-keys names; name those that are in force";
    }
  }

  /** The list of signatures is not a CBOR array of COSE_Sign1 structures. */
  record UnreadableSignatures(String reason) implements PolicyRefusal {
    @Override
    public String explanation() {
      return "the signatures cannot be read: " + reason;
    }
  }

  /** The policy, or its list of revocations, is not newer than the one installed: a rollback. */
  record Rollback(long offered, long installed) implements PolicyRefusal {
    @Override
    public String explanation() {
      return "sequence " + offered + " is not newer than the installed " + installed;
    }
  }

  /** The policy has more bytes than a policy may have. */
  record TooLarge(int size) implements PolicyRefusal {
    @Override
    public String explanation() {
      return size + " bytes are more than the " + SignedPolicy.MAX_SIZE + " a policy may have";
    }
  }
}
