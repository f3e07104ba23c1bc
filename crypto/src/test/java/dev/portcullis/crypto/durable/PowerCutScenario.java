package dev.portcullis.crypto.durable;

import java.util.function.UnaryOperator;

/** The situations in which state must survive. */
enum PowerCutScenario {
  APPENDING {
    @Override
    void play(PowerCuts cuts) {
      cuts.duringWork(JournalWitness::new, (witness, files) -> witness.work(files, "aaaaa"));
    }
  },
  CHECKPOINTING {
    @Override
    void play(PowerCuts cuts) {
      cuts.duringWork(JournalWitness::new, (witness, files) -> witness.work(files, "aacaacca"));
    }
  },
  REPLACING_A_FILE {
    @Override
    void play(PowerCuts cuts) {
      cuts.duringWork(FileWitness::new, (witness, files) -> witness.work(files, 4));
    }
  },
  JOURNAL_OF_A_KILLED_PROCESS {
    @Override
    void play(PowerCuts cuts) {
      cuts.afterAKill(
          JournalWitness::new,
          (witness, files) -> witness.work(files, "aca"),
          (witness, files) -> witness.work(files, "ac"));
    }
  },
  FILE_OF_A_KILLED_PROCESS {
    @Override
    void play(PowerCuts cuts) {
      cuts.afterAKill(
          FileWitness::new,
          (witness, files) -> witness.work(files, 2),
          (witness, files) -> witness.work(files, 1));
    }
  },
  JOURNAL_AFTER_A_FAULT {
    @Override
    void play(PowerCuts cuts) {
      cuts.afterAFault(
          JournalWitness::new,
          DurableRefusal.IO_ERROR,
          (witness, files) -> witness.work(files, "aaca"));
    }
  },
  FILE_AFTER_A_FAULT {
    @Override
    void play(PowerCuts cuts) {
      cuts.afterAFault(
          FileWitness::new, DurableRefusal.IO_ERROR, (witness, files) -> witness.work(files, 3));
    }
  };

  private static final int VARIANTS = 60;

  abstract void play(PowerCuts cuts);

  void play(UnaryOperator<FileSystem> program) {
    play(new PowerCuts(program, VARIANTS));
  }
}
