package dev.portcullis.agent.link;

/** What the link publishes. */
public sealed interface Outlet {

  /** Of these each must arrive: the link sends one until the broker has it. */
  enum Each implements Outlet {
    /** What became of a command or a statement. */
    RECEIPT,
    /** What every owner is told. */
    NOTICE
  }

  /** Of these the latest stands for all before it: the broker retains it. */
  enum Latest implements Outlet {
    /** What commands answer. */
    BEACON,
    /** How far the vehicle's state has come. */
    CHECKPOINT
  }
}
