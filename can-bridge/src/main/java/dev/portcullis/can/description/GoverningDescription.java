package dev.portcullis.can.description;

import dev.portcullis.crypto.Digest;

/** The description that a bridge goes by, for whoever lets others ask about it. */
public interface GoverningDescription extends DescriptionChange {

  /** What it is known by, at this moment. */
  Digest digest();
}
