package dev.portcullis.agent.update;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import java.nio.file.Path;
import java.util.List;

/**
 * What the updater keeps, in the agent's state folder: verified metadata of both repositories, what
 * is on its way, and what the Director was not told yet.
 */
public record UpdateFolder(Path path) {

  /** In the state folder {@code state}. */
  public static UpdateFolder in(Path state) {
    return new UpdateFolder(state.resolve("update"));
  }

  /** The Director's metadata; its root is there from the factory. */
  public Path director() {
    return path.resolve("director");
  }

  /** The Image repository's metadata; its root is there from the factory. */
  public Path images() {
    return path.resolve("images");
  }

  Path staging() {
    return path.resolve("staging");
  }

  Path report() {
    return path.resolve("report");
  }

  /** Makes what is missing, durably on return. */
  public Outcome<Path, DurableRefusal> make(FileSystem disk) {
    try {
      disk.createFolder(path);
      for (Path each : List.of(director(), images(), staging())) {
        disk.createFolder(each);
      }
      disk.forceFolder(path);
      return Outcome.passed(path);
    } catch (StorageFault fault) {
      return Outcome.refused(fault.refusal());
    }
  }
}
