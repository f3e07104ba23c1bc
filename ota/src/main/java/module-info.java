import org.jspecify.annotations.NullMarked;

/**
 * Software and policy from the OEM: the metadata of TUF and Uptane, the verification of it as
 * functions over values, and how one repository is brought up to date.
 */
@NullMarked
module dev.portcullis.ota {
  requires static org.jspecify;
  requires californium.core;
  requires com.fasterxml.jackson.core;
  requires dev.portcullis.crypto;
  requires element.connector;
  requires java.logging;
  requires scandium;

  exports dev.portcullis.ota.encrypted;
  exports dev.portcullis.ota.fetch;
  exports dev.portcullis.ota.fetch.coap;
  exports dev.portcullis.ota.image;
  exports dev.portcullis.ota.install;
  exports dev.portcullis.ota.json;
  exports dev.portcullis.ota.manifest;
  exports dev.portcullis.ota.metadata;
  exports dev.portcullis.ota.slot;
  exports dev.portcullis.ota.store;
  exports dev.portcullis.ota.update;
  exports dev.portcullis.ota.uptane;
  exports dev.portcullis.ota.verify;
}
