package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.der.DerItem.Int;
import dev.portcullis.crypto.der.DerItem.Null;
import dev.portcullis.crypto.der.DerItem.SetOf;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A tag of an {@code AuthorizationList}, with how its value is read and written. The numbers are
 * those of the schema and of KeyMint's {@code Tag}.
 *
 * @param <T> what its value is
 */
public final class AuthorisationTag<T> {

  /** What the key may be used for. */
  public static final AuthorisationTag<Set<Long>> PURPOSE = numbers(1);

  /** The kind of key. */
  public static final AuthorisationTag<Long> ALGORITHM = number(2);

  /** Its size in bits. */
  public static final AuthorisationTag<Long> KEY_SIZE = number(3);

  /** The digests it may sign. */
  public static final AuthorisationTag<Set<Long>> DIGEST = numbers(5);

  /** The curve of an EC key; not written by every phone. */
  public static final AuthorisationTag<Long> EC_CURVE = number(10);

  /** The key works without its user. */
  public static final AuthorisationTag<Null> NO_AUTH_REQUIRED = flag(503);

  /** How its user can agree: a bit mask, of which 0 is nobody. */
  public static final AuthorisationTag<Long> USER_AUTH_TYPE = number(504);

  /** For how many seconds a consent lasts; absent where each use needs one. */
  public static final AuthorisationTag<Long> AUTH_TIMEOUT = number(505);

  /** Every app of the phone may use the key. */
  public static final AuthorisationTag<Null> ALL_APPLICATIONS = flag(600);

  /** When the key was made, in Android's word; milliseconds since 1970. */
  public static final AuthorisationTag<Long> CREATION_DATE_TIME = number(701);

  /** Where the key comes from. */
  public static final AuthorisationTag<Long> ORIGIN = number(702);

  /** What the device booted. */
  public static final AuthorisationTag<RootOfTrust> ROOT_OF_TRUST =
      new AuthorisationTag<>(704, RootOfTrust::of, RootOfTrust::item);

  /** The version of Android, as six digits. */
  public static final AuthorisationTag<Long> OS_VERSION = number(705);

  /** How lately the system was patched, {@code YYYYMM}. */
  public static final AuthorisationTag<Long> OS_PATCH_LEVEL = number(706);

  /** Who may use the key, in Android's word. */
  public static final AuthorisationTag<ApplicationId> APPLICATION_ID =
      new AuthorisationTag<>(709, ApplicationId::of, ApplicationId::item);

  /** How lately the vendor's part was patched, {@code YYYYMMDD}, of some phones {@code YYYYMM}. */
  public static final AuthorisationTag<Long> VENDOR_PATCH_LEVEL = number(718);

  /** How lately the kernel was patched, {@code YYYYMMDD}, of some phones {@code YYYYMM}. */
  public static final AuthorisationTag<Long> BOOT_PATCH_LEVEL = number(719);

  /** The tags an appraisal depends on: a value of another type makes the description unreadable. */
  static final List<AuthorisationTag<?>> RELIED_UPON =
      List.of(
          PURPOSE,
          ALGORITHM,
          KEY_SIZE,
          EC_CURVE,
          NO_AUTH_REQUIRED,
          USER_AUTH_TYPE,
          AUTH_TIMEOUT,
          ALL_APPLICATIONS,
          ORIGIN,
          ROOT_OF_TRUST,
          OS_PATCH_LEVEL,
          APPLICATION_ID,
          VENDOR_PATCH_LEVEL,
          BOOT_PATCH_LEVEL);

  private final int number;
  private final Function<DerItem, Optional<T>> read;
  private final Function<T, DerItem> write;

  AuthorisationTag(int number, Function<DerItem, Optional<T>> read, Function<T, DerItem> write) {
    this.number = number;
    this.read = read;
    this.write = write;
  }

  /** The number of the context-specific tag. */
  public int number() {
    return number;
  }

  Optional<T> read(DerItem item) {
    return read.apply(item);
  }

  DerItem write(T value) {
    return write.apply(value);
  }

  private static AuthorisationTag<Long> number(int tag) {
    return new AuthorisationTag<>(tag, AuthorisationTag::toLong, DerItem::integer);
  }

  private static AuthorisationTag<Set<Long>> numbers(int tag) {
    return new AuthorisationTag<>(
        tag,
        AuthorisationTag::toLongs,
        values -> new SetOf(values.stream().<DerItem>map(DerItem::integer).toList()));
  }

  private static AuthorisationTag<Null> flag(int tag) {
    return new AuthorisationTag<>(
        tag,
        item -> item instanceof Null flag ? Optional.of(flag) : Optional.empty(),
        flag -> flag);
  }

  private static Optional<Long> toLong(DerItem item) {
    return item instanceof Int(BigInteger value) && value.bitLength() < Long.SIZE
        ? Optional.of(value.longValueExact())
        : Optional.empty();
  }

  private static Optional<Set<Long>> toLongs(DerItem item) {
    if (!(item instanceof SetOf(var items))) {
      return Optional.empty();
    }
    var values = new LinkedHashSet<Long>();
    for (DerItem each : items) {
      var value = toLong(each);
      if (value.isEmpty() || !values.add(value.get())) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
