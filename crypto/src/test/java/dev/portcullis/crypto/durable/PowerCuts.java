package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.durable.testing.PowerCut;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Lets the power go at every operation of a story and looks at the disks that may be left.
 *
 * @param program stands between the program and the disk, so that a mutation can take a call away
 * @param variants how many disks are looked at for each power cut, before random ones
 */
record PowerCuts(UnaryOperator<FileSystem> program, int variants) {

  private static final long SEED = 20_261_122;

  /** What happens to a state before and up to the power cut. */
  interface Story<W> {
    void tell(CrashingFileSystem disk, FileSystem files, W witness, int operationsUntilTheCut);
  }

  /** What one process does with the state. */
  interface Work<W> {
    void run(W witness, FileSystem files);
  }

  <W extends Witness<W>> void duringWork(Supplier<W> world, Work<W> work) {
    atEveryOperation(
        world,
        (disk, files, witness, cut) -> {
          disk.stopIn(cut);
          work.run(witness, files);
        });
  }

  /** The process is killed at every operation; the power goes at every operation of the next. */
  <W extends Witness<W>> void afterAKill(Supplier<W> world, Work<W> before, Work<W> after) {
    for (int kill = 0; kill <= operationsOf(world, before); kill++) {
      int killed = kill;
      atEveryOperation(
          world,
          (disk, files, witness, cut) -> {
            disk.stopIn(killed);
            var _ = isCut(() -> before.run(witness, files));
            disk.kill();
            disk.stopIn(cut);
            after.run(witness, files);
          });
    }
  }

  /** Every operation fails once; the process goes on until the power goes. */
  <W extends Witness<W>> void afterAFault(Supplier<W> world, DurableRefusal refusal, Work<W> work) {
    for (int fault = 0; fault < operationsOf(world, work); fault++) {
      int failing = fault;
      atEveryOperation(
          world,
          (disk, files, witness, cut) -> {
            disk.faultIn(failing, refusal);
            disk.stopIn(cut);
            work.run(witness, files);
          });
    }
  }

  private <W extends Witness<W>> void atEveryOperation(Supplier<W> world, Story<W> story) {
    boolean isCut = true;
    for (int cut = 0; isCut; cut++) {
      var disk = CrashingFileSystem.empty();
      var witness = world.get();
      int operations = cut;
      isCut = isCut(() -> story.tell(disk, program.apply(disk), witness, operations));
      Choices.explore(variants, SEED, choices -> goOn(disk.afterCrash(choices), witness.copy()));
    }
  }

  /** The state is as the witness knows it, and can be used: also by the next start after that. */
  private <W extends Witness<W>> void goOn(CrashingFileSystem disk, W witness) {
    witness.goOn(program.apply(disk));
    witness.observe(program.apply(disk.afterCrash(Choices.first())));
  }

  private <W extends Witness<W>> int operationsOf(Supplier<W> world, Work<W> work) {
    var disk = CrashingFileSystem.empty();
    work.run(world.get(), program.apply(disk));
    return disk.operations();
  }

  private static boolean isCut(Runnable work) {
    try {
      work.run();
      return false;
    } catch (PowerCut cut) {
      return true;
    }
  }
}
