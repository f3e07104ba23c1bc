package dev.portcullis.crypto.durable.testing;

/** What a name stands for. */
sealed interface Node permits FileNode, FolderNode {

  /** What may be left of it after a power cut. */
  Node afterCrash(Choices choices);

  /** Makes what is pending durable. */
  void force();

  /** A force that fails: what is pending stays visible, but no later force will write it. */
  void failToForce();
}
