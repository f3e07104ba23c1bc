package dev.portcullis.simulator.repository;

/**
 * Why a repository does not do what it was asked to. Nothing was changed.
 *
 * @param code for programs
 * @param what for people
 * @param next what to do about it
 */
public record RepositoryRefusal(Code code, String what, String next) {

  /** Every reason there is. */
  public enum Code {
    /** There are no repositories in the folder. */
    NOT_INITIALISED,
    /** There are repositories in the folder already. */
    ALREADY_INITIALISED,
    /** Fewer of a role's keys lie where they belong than its threshold asks for. */
    KEYS_MISSING,
    /** A name cannot be one of a target, role, vehicle or campaign. */
    BAD_NAME,
    /** The name stands for something else already. */
    NAME_TAKEN,
    /** There is no target of this name. */
    NO_SUCH_TARGET,
    /** There is no role of this name. */
    NO_SUCH_ROLE,
    /** There is no vehicle of this name. */
    NO_SUCH_VEHICLE,
    /** There is no campaign of this name. */
    NO_SUCH_CAMPAIGN,
    /** The delegation does not cover the target's name or hardware. */
    NOT_DELEGATED,
    /** No vehicle has the campaign's ECUs, or the images are for other hardware. */
    FITS_NO_VEHICLE,
    /** An image is encrypted, and vehicles that the campaign is for cannot open any. */
    NO_IMAGE_KEY,
    /**
     * A campaign that was cancelled stays so; a reach that is widened does not shrink; no image is
     * served both encrypted and in plain.
     */
    NOT_POSSIBLE
  }

  /** One line for people. */
  @Override
  public String toString() {
    return what;
  }
}
