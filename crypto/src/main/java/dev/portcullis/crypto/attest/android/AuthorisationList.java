package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.der.DerItem.Sequence;
import dev.portcullis.crypto.der.DerItem.Tagged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the key may do and where it was made, in the word of one enforcer: {@code AuthorizationList}
 * of the schema.
 *
 * <p>Its tags stand in ascending order, each once, as DER has it for the type (X.680 section 8.6).
 * A tag that is not known here is passed over: each new KeyMint adds some, and vendors have their
 * own from 10000 on. The two that would let somebody else use the key, {@link
 * AuthorisationTag#NO_AUTH_REQUIRED} and {@link AuthorisationTag#ALL_APPLICATIONS}, are known.
 */
public final class AuthorisationList {

  private static final AuthorisationList EMPTY =
      new AuthorisationList(Collections.emptyNavigableMap());

  private final NavigableMap<Integer, DerItem> values;

  private AuthorisationList(NavigableMap<Integer, DerItem> values) {
    this.values = values;
  }

  /** The list of no tags. */
  public static AuthorisationList empty() {
    return EMPTY;
  }

  static Optional<AuthorisationList> of(DerItem item) {
    if (!(item instanceof Sequence(var entries))) {
      return Optional.empty();
    }
    var values = new TreeMap<Integer, DerItem>();
    for (DerItem entry : entries) {
      if (!(entry instanceof Tagged(int number, DerItem value))
          || (!values.isEmpty() && number <= values.lastKey())) {
        return Optional.empty();
      }
      values.put(number, value);
    }
    var list = new AuthorisationList(values);
    return AuthorisationTag.RELIED_UPON.stream().allMatch(list::isReadable)
        ? Optional.of(list)
        : Optional.empty();
  }

  /** The value of {@code tag}, where the list has it and it is of its type. */
  public <T> Optional<T> get(AuthorisationTag<T> tag) {
    return Optional.ofNullable(values.get(tag.number())).flatMap(tag::read);
  }

  /** Whether the list has {@code tag}. */
  public boolean has(AuthorisationTag<?> tag) {
    return values.containsKey(tag.number());
  }

  /** This list with {@code value} for {@code tag}. */
  public <T> AuthorisationList with(AuthorisationTag<T> tag, T value) {
    var changed = new TreeMap<>(values);
    changed.put(tag.number(), tag.write(value));
    return new AuthorisationList(changed);
  }

  DerItem item() {
    var entries = new ArrayList<DerItem>();
    values.forEach((number, value) -> entries.add(new Tagged(number, value)));
    return new Sequence(entries);
  }

  private boolean isReadable(AuthorisationTag<?> tag) {
    return !has(tag) || get(tag).isPresent();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuthorisationList that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The numbers of its tags. */
  @Override
  public String toString() {
    return "tags " + values.keySet();
  }
}
