package dev.portcullis.simulator.repository.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.authority.Party;
import dev.portcullis.simulator.repository.server.Answer;
import dev.portcullis.simulator.repository.server.Shelf;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A server in between that has a certificate vehicles accept and no key of any role: it can hand on
 * what the repositories say, or hold it back, exchange and spoil it. It remembers the first answer
 * to everything it was asked for.
 */
public final class Mirror implements Shelf {

  private static final Bytes NOISE = Bytes.utf8("and so on ");

  private final Shelf genuine;
  private final Map<String, Answer> remembered = new ConcurrentHashMap<>();
  private final AtomicReference<Lie> lie = new AtomicReference<>(new Lie.None());

  /** A mirror of {@code genuine}, honest at first. */
  public Mirror(Shelf genuine) {
    this.genuine = genuine;
  }

  /** Lies like this from now on, and as it did not before. */
  public void tells(Lie other) {
    lie.set(other);
  }

  /** Forgets what it remembered: the next answers are the first ones. */
  public void forget() {
    remembered.clear();
  }

  @Override
  public Answer get(Party caller, String path) throws IOException {
    return switch (lie.get()) {
      case Lie.None() -> honest(caller, path);
      case Lie.Replayed(var under) ->
          path.startsWith(under)
              ? Optional.ofNullable(remembered.get(path)).orElseGet(Answer.Absent::new)
              : honest(caller, path);
      case Lie.Mixed(var under, var role) ->
          path.startsWith(under) && path.endsWith("." + role + ".json")
              ? first(under, role).orElseGet(Answer.Absent::new)
              : honest(caller, path);
      case Lie.Endless(var under) ->
          path.startsWith(under) ? new Answer.Endless(NOISE) : honest(caller, path);
      case Lie.Trickled(var under, var pause) ->
          path.startsWith(under) ? new Answer.Trickle(NOISE, pause) : honest(caller, path);
      case Lie.Withheld(var under) ->
          path.startsWith(under) ? new Answer.Absent() : honest(caller, path);
      case Lie.Forged(var files) -> {
        var forged = Optional.ofNullable(files.get(path));
        yield forged.isPresent() ? new Answer.Content(forged.get()) : honest(caller, path);
      }
    };
  }

  private Answer honest(Party caller, String path) throws IOException {
    var answer = genuine.get(caller, path);
    // What is not there yet may come: a root, for one.
    if (!(answer instanceof Answer.Absent)) {
      remembered.putIfAbsent(path, answer);
    }
    return answer;
  }

  /** The lowest version of a role's file that passed by. */
  private Optional<Answer> first(String under, String role) {
    return remembered.entrySet().stream()
        .filter(
            each -> each.getKey().startsWith(under) && each.getKey().endsWith("." + role + ".json"))
        .min(Map.Entry.comparingByKey(Mirror::byLengthThenText))
        .map(Map.Entry::getValue);
  }

  private static int byLengthThenText(String one, String other) {
    return one.length() == other.length()
        ? one.compareTo(other)
        : Integer.compare(one.length(), other.length());
  }

  @Override
  public Answer put(Party caller, String path, Bytes content) throws IOException {
    return genuine.put(caller, path, content);
  }
}
