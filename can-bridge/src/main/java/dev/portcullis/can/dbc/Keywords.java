package dev.portcullis.can.dbc;

import java.util.Set;

/** The words of the format. */
final class Keywords {

  static final String SIGNAL = "SG_";
  static final String MESSAGE = "BO_";
  static final String NODE = "BU_";
  static final String VARIABLE = "EV_";
  static final String NODE_SIGNAL = "BU_SG_REL_";
  static final String NODE_MESSAGE = "BU_BO_REL_";
  static final String NODE_VARIABLE = "BU_EV_REL_";

  /** Statements the format knows and nothing here needs: stepped over up to their semicolon. */
  static final Set<String> SKIPPED =
      Set.of(
          "EV_DATA_",
          "SGTYPE_",
          "SGTYPE_VAL_",
          "SIG_TYPE_REF_",
          "SIGTYPE_VALTYPE_",
          "BA_SGTYPE_",
          "BA_DEF_SGTYPE_",
          "CAT_",
          "CAT_DEF_",
          "FILTER",
          "NS_DESC_");

  /** The words a statement of a file begins with, but for those of signals. */
  static final Set<String> STATEMENTS =
      Set.of(
          "VERSION",
          "NS_",
          "BU_",
          "BS_",
          "BO_",
          "CM_",
          "VAL_",
          "VAL_TABLE_",
          "SIG_VALTYPE_",
          "SIG_GROUP_",
          "SG_MUL_VAL_",
          "BO_TX_BU_",
          "EV_",
          "ENVVAR_DATA_",
          "BA_",
          "BA_DEF_",
          "BA_DEF_DEF_",
          "BA_REL_",
          "BA_DEF_REL_",
          "BA_DEF_DEF_REL_");

  private static final Set<String> OTHERS =
      Set.of(SIGNAL, NODE_SIGNAL, NODE_MESSAGE, NODE_VARIABLE);

  private Keywords() {}

  static boolean contains(String word) {
    return STATEMENTS.contains(word) || SKIPPED.contains(word) || OTHERS.contains(word);
  }
}
