package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.simulator.attack.Scene;
import dev.portcullis.simulator.phone.SignedCommand;
import java.util.List;
import java.util.stream.IntStream;

/** Forged requests, made before the flood so that the flood costs its sender nothing. */
final class Forgeries {

  private static final int DIFFERENT = 64;

  private Forgeries() {}

  static List<Bytes> of(FloodKind kind, Scene scene) {
    return IntStream.range(0, DIFFERENT).mapToObj(_ -> forge(kind, scene)).toList();
  }

  private static Bytes forge(FloodKind kind, Scene scene) {
    return switch (kind) {
      case MALFORMED -> {
        var request = scene.request(scene.draft(CommandName.UNLOCK));
        yield request.slice(0, scene.random().nextInt(1, request.size()));
      }
      case UNKNOWN_KEY -> {
        var key = scene.newKey();
        var stranger = scene.phone(key, List.of(scene.driverGrant(key, grant -> grant)));
        var app = scene.appraisalOf(key.publicKey());
        yield scene.request(scene.draft(stranger, CommandName.UNLOCK, app), stranger);
      }
      case BAD_SIGNATURE -> {
        var signed = scene.owner().sign(scene.draft(CommandName.UNLOCK));
        var bytes = signed.command().toArray();
        bytes[bytes.length - 1] ^= 1;
        var forged = new SignedCommand(Bytes.of(bytes), signed.app(), signed.grants());
        yield scene.backEnd().countersigner().countersign(forged);
      }
    };
  }
}
