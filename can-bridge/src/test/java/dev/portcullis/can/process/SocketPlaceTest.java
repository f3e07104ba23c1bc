package dev.portcullis.can.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SocketPlaceTest {

  @TempDir private Path folder = Path.of("");

  private UserPrincipal self() throws IOException {
    return Files.getOwner(folder);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void refused(Outcome<SocketPlace, Problem> opened, String reason) {
    assertTrue(
        opened instanceof Outcome.Refused<SocketPlace, Problem>(var problem)
            && problem.reason().contains(reason)
            && !problem.next().isEmpty(),
        opened.toString());
  }

  @Test
  void onlyItsOwnUserMayUseTheSocketWhereTheAgentIsTheSameUser() throws IOException {
    var socket = folder.resolve("own").resolve("socket");
    try (var place = SocketPlace.open(socket, self()).orFault()) {
      assertTrue(place.listening().isOpen());
      assertEquals("rw-------", mode(socket));
      assertEquals("rwx------", mode(folder.resolve("own")));
    }
    assertFalse(Files.exists(socket));
  }

  @Test
  void theGroupMayUseItWhereTheAgentIsAnotherUser() throws IOException {
    var socket = folder.resolve("own").resolve("socket");
    try (var _ = SocketPlace.open(socket, () -> "agent").orFault()) {
      assertEquals("rw-rw----", mode(socket));
      assertEquals("rwxr-x---", mode(folder.resolve("own")));
    }
  }

  @Test
  void removesTheSocketOfABridgeThatDied() throws IOException {
    var socket = folder.resolve("socket");
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(socket));
    }
    assertTrue(Files.exists(socket));
    SocketPlace.open(socket, self()).orFault().close();
  }

  @Test
  void leavesTheSocketOfABridgeThatLives() throws IOException {
    var socket = folder.resolve("socket");
    try (var _ = SocketPlace.open(socket, self()).orFault()) {
      refused(SocketPlace.open(socket, self()), "another can-bridge");
      assertTrue(Files.exists(socket));
    }
  }

  @Test
  void removesNothingThatIsNoSocket() throws IOException {
    var file = Files.writeString(folder.resolve("socket"), "precious");
    refused(SocketPlace.open(file, self()), "no socket");
    assertEquals("precious", Files.readString(file));
    var link = Files.createSymbolicLink(folder.resolve("link"), file);
    refused(SocketPlace.open(link, self()), "no socket");
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void refusesAFolderThatOthersMayWriteTo() throws IOException {
    var open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    refused(SocketPlace.open(open.resolve("socket"), self()), "others may write");
    var linked = Files.createSymbolicLink(folder.resolve("linked"), folder);
    refused(SocketPlace.open(linked.resolve("socket"), self()), "no folder of the user");
  }

  @Test
  void refusesAPathThatTheKernelHasNoRoomFor() throws IOException {
    refused(SocketPlace.open(folder.resolve("s".repeat(120)), self()), "107 characters");
  }
}
