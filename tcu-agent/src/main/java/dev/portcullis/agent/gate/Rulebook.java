package dev.portcullis.agent.gate;

/**
 * The rules in force. The gate's thread alone replaces them, between two decisions, so that each
 * decision is made by one set of rules; any thread may look.
 */
final class Rulebook {

  private volatile Rules rules;

  Rulebook(Rules rules) {
    this.rules = rules;
  }

  Rules now() {
    return rules;
  }

  void replace(Rules others) {
    rules = others;
  }
}
